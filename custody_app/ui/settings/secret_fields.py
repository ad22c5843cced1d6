"""Passwords and PINs in forms: typed twice, never shown; change one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.runtime.i18n import translate
from custody_app.services.people import People, Secrets
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, text_entry
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

SECRET_MAX = 200


def people_of(desk: Desk) -> People:
    """The service of accounts."""
    return People(desk.core.custody, desk.core.keyring, desk.core.sign_in)


def ask_own_password(desk: Desk) -> FormDialog:
    """Change one's own password."""
    return _ask_own(
        desk,
        translate("settings", "Change my password"),
        translate("settings", "Password now"),
        translate("settings", "New password"),
        translate("settings", "At least 12 characters of three kinds."),
        people_of(desk).change_own_password,
    )


def ask_own_pin(desk: Desk) -> FormDialog:
    """Change one's own PIN."""
    return _ask_own(
        desk,
        translate("settings", "Change my PIN"),
        translate("settings", "PIN now"),
        translate("settings", "New PIN"),
        translate("settings", "At least six digits, neither all the same nor in a row."),
        people_of(desk).change_own_pin,
    )


def _ask_own(
    desk: Desk,
    title: str,
    now: str,
    new: str,
    hint: str,
    change: Callable[[str, str, str], None],
) -> FormDialog:
    entries = (
        text_entry("now", now, _secret("own_now"), needed=True),
        text_entry("new", new, _secret("own_new"), needed=True, hint=hint),
        text_entry("again", translate("settings", "Once more"), _secret("own_again"), needed=True),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        if values["new"] != values["again"]:
            dialog.fields["again"].set_mistake(translate("settings", "The two differ."))
            return
        officer = desk.session.officer
        badge = officer.badge_no if officer is not None else ""
        dialog.button.setEnabled(False)
        desk.tasks.write(
            lambda: change(badge, values["now"], values["new"]),
            lambda _none: _changed(desk, dialog),
            dialog.refused,
            owner=dialog,
        )

    word = translate("settings", "Change")
    return opened(FormDialog(desk, Sheet(title, entries, button=word), go))


def _changed(desk: Desk, dialog: FormDialog) -> None:
    dialog.accept()
    desk.notices.success(translate("settings", "Changed. It counts from the next time."))


def _secret(name: str) -> TextField:
    return TextField(secret=True, max_length=SECRET_MAX, name=name)


def secret_entries() -> tuple[Entry, ...]:
    """Password and PIN of somebody else, each twice."""
    again = translate("settings", "Once more")
    return (
        text_entry(
            "password", translate("settings", "Password"), _secret("new_password"), needed=True,
            hint=translate("settings", "At least 12 characters of three kinds."),
        ),
        text_entry("password_again", again, _secret("new_password_again"), needed=True),
        text_entry(
            "pin", translate("settings", "PIN"), _secret("new_pin"), needed=True,
            hint=translate("settings", "At least six digits, neither all the same nor in a row."),
        ),
        text_entry("pin_again", again, _secret("new_pin_again"), needed=True),
    )  # fmt: skip


def same_twice(values: Values, dialog: FormDialog) -> Secrets | None:
    """What was typed, or None when the two differ; the field is marked then."""
    for name in ("password", "pin"):
        if values[name] != values[f"{name}_again"]:
            dialog.fields[f"{name}_again"].set_mistake(translate("settings", "The two differ."))
            return None
    return Secrets(values["password"], values["pin"])


def opened(dialog: FormDialog) -> FormDialog:
    """Open it and hand it on."""
    dialog.open()
    return dialog
