"""RuleBroken: an expected refusal, told by a stable code and the facts of the case.

It carries no sentence.
"""

from __future__ import annotations


class RuleBroken(Exception):
    """The rules say no.

    Attributes:
        code: ``family.reason``, stable; sentences and articles hang on it (``resources/messages``).
        facts: values for the sentence's named places: codes, ids, quantities, dates.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class RulesBroken(RuleBroken):
    """Several broken rules told at once, so that the clerk can mend all of them in one go."""

    def __init__(self, broken: list[RuleBroken]) -> None:
        first = broken[0]
        super().__init__(first.code)
        self.facts = first.facts
        self.broken = tuple(broken)


def all_broken(error: RuleBroken) -> tuple[RuleBroken, ...]:
    """The single refusals behind an error, one or many."""
    return error.broken if isinstance(error, RulesBroken) else (error,)


def refuse_all(broken: list[RuleBroken]) -> None:
    """Raise what was collected: nothing, the one refusal, or all of them together."""
    if len(broken) == 1:
        raise broken[0]
    if broken:
        raise RulesBroken(broken)
