"""Who works at the command line: badge numbers as options, PINs from the environment."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass

from custody_app.bootstrap import Core
from custody_app.domain.errors import RuleBroken
from custody_app.runtime.i18n import translate
from custody_app.services.session import WARN_DAYS, Session
from custody_app.services.signer import Signer

PIN_VARIABLE = "CUSTODY_PIN"
SECOND_PIN_VARIABLE = "CUSTODY_SECOND_PIN"


@dataclass(frozen=True, slots=True)
class Crew:
    """The person whose key signs, and the second person who confirms, if there is one."""

    officer: Session
    second: Session | None = None

    @property
    def confirmers(self) -> tuple[Signer, ...]:
        """Who countersigns every line."""
        return () if self.second is None else (self.second.signer,)


def add_people(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """The options that name the people."""
    parser.add_argument(
        "--officer",
        required=required,
        metavar="BADGE",
        help=translate("cli", "who works; the PIN stands in CUSTODY_PIN"),
    )
    parser.add_argument(
        "--second",
        metavar="BADGE",
        help=translate(
            "cli", "the second person who confirms; the PIN stands in CUSTODY_SECOND_PIN"
        ),
    )


def signed_in(core: Core, options: argparse.Namespace) -> Crew:
    """Unlock the keys of the people named.

    Raises:
        RuleBroken: ``cli.pin_missing``, ``cli.officer_missing``, ``sign_in.*``,
            ``sign_in.password_old``, ``separation.same_person``.
    """
    if not options.officer:
        raise RuleBroken("cli.officer_missing")
    officer = core.sign_in.with_pin(options.officer, _pin(PIN_VARIABLE))
    if officer.must_renew:
        raise RuleBroken("sign_in.password_old", person=officer.person.id)
    if not options.second:
        return Crew(officer)
    second = core.sign_in.with_pin(options.second, _pin(SECOND_PIN_VARIABLE))
    if second.person.id == officer.person.id:
        raise RuleBroken("separation.same_person", person=second.person.id)
    return Crew(officer, second)


def password_warning(crew: Crew) -> str:
    """What is told while the password still holds for a few days; empty before."""
    left = crew.officer.password_left
    if left is None or left > WARN_DAYS:
        return ""
    text = translate(
        "cli", "The password holds {days} more {days:day|days}; then run: custody password"
    )
    return text.format(days=left)


def _pin(variable: str) -> str:
    found = os.environ.get(variable, "")
    if not found:
        raise RuleBroken("cli.pin_missing", variable=variable)
    return found
