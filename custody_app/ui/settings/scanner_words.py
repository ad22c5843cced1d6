"""The words of the scanner doctor: what to scan, what is wrong, what to change."""

from __future__ import annotations

from custody_app.runtime.i18n import translate
from custody_app.scanning.doctor import Fault, Finding, Step
from custody_app.scanning.layouts import Layout, Side


def step_title(step: Step) -> str:
    """What the test code is, in a few words."""
    return {
        Step.PLAIN: translate("scanner", "A label of 18 digits"),
        Step.DIGITS: translate("scanner", "All ten digits"),
        Step.TWICE: translate("scanner", "Two scans in a row"),
        Step.LETTERS: translate("scanner", "Letters and signs"),
        Step.LONG: translate("scanner", "A long code"),
        Step.QR: translate("scanner", "QR code"),
    }[step]


def step_hint(step: Step) -> str:
    """What the test code shows."""
    return {
        Step.PLAIN: translate("scanner", "Shows prefix F9, Enter at the end, and the speed."),
        Step.DIGITS: translate("scanner", "Shows lost, doubled and changed digits."),
        Step.TWICE: translate("scanner", "Scan it twice, as fast as the scanner allows."),
        Step.LETTERS: translate(
            "scanner", "Shows the keyboard layout, Caps Lock and the input method."
        ),
        Step.LONG: translate("scanner", "48 digits; shows whether the scanner cuts codes short."),
        Step.QR: translate("scanner", "Only scanners with a camera (2D) can read it."),
    }[step]


def layout_name(layout: str) -> str:
    """A keyboard by its name."""
    return {
        Layout.US: translate("scanner", "United States"),
        Layout.GERMAN: translate("scanner", "German"),
        Layout.FRENCH: translate("scanner", "French"),
        Layout.BRITISH: translate("scanner", "British"),
        Layout.SPANISH: translate("scanner", "Spanish"),
        Layout.ITALIAN: translate("scanner", "Italian"),
        Layout.JAPANESE: translate("scanner", "Japanese"),
        Layout.RUSSIAN: translate("scanner", "Russian"),
    }[Layout(layout)]


def told(finding: Finding) -> tuple[str, str]:
    """What is wrong, and what to change."""
    if finding.fault is Fault.LAYOUT:
        return _told_layout(finding.detail)
    what, change = _TOLD[finding.fault]()
    first, second = [*finding.detail, "", ""][:2]
    return what.format(first=first, second=second), change


def _told_layout(detail: tuple[str, ...]) -> tuple[str, str]:
    pairs = [one.split(" ") for one in detail]
    names = dict.fromkeys(layout_name(layout) for layout, _side in pairs)
    name = translate("scanner", " or ").join(names)
    sides = {side for _layout, side in pairs}
    if sides == {Side.SCANNER.value}:
        return (
            translate("scanner", "The scanner is set to another keyboard: {name}.").format(
                name=name
            ),
            translate("scanner", "Set the keyboard of the scanner to United States."),
        )
    if sides == {Side.COMPUTER.value}:
        return (
            translate("scanner", "This PC is set to another keyboard: {name}.").format(name=name),
            translate(
                "scanner", "Switch the keyboard of Windows to Chinese or English (United States)."
            ),
        )
    return (
        translate("scanner", "Scanner and PC do not agree on the keyboard: {name}.").format(
            name=name
        ),
        translate("scanner", "Set both to United States."),
    )


def _not_read() -> tuple[str, str]:
    return (
        translate("scanner", "Nothing arrived: the scanner does not read Code 128, or is not "
                  "connected as a keyboard."),
        translate("scanner", "Switch the code type Code 128 on, and the connection to USB "
                  "keyboard. Does the scanner beep? Then look at the connection, else at the "
                  "code type."),
    )  # fmt: skip


def _qr_not_read() -> tuple[str, str]:
    return (
        translate("scanner", "QR codes do not arrive."),
        translate("scanner", "Switch the code type QR on. A laser scanner (1D) cannot read QR; "
                  "it can work with the bar codes of all labels and forms."),
    )  # fmt: skip


def _other_code() -> tuple[str, str]:
    return (
        translate("scanner", "This is not the code that was asked for."),
        translate("scanner", "Cover the other codes of the page and scan again."),
    )


def _no_end() -> tuple[str, str]:
    return (
        translate("scanner", "No Enter came after the code."),
        translate("scanner", "Set the suffix of the scanner to Enter (CR)."),
    )


def _tab_end() -> tuple[str, str]:
    return (
        translate("scanner", "The scan ends with Tab instead of Enter."),
        translate("scanner", "It works; Enter (CR) as the suffix is safer in other programs."),
    )


def _no_prefix() -> tuple[str, str]:
    return (
        translate("scanner", "No prefix came before the code."),
        translate("scanner", "It works. With the key F9 as the prefix no field and no input "
                  "method can ever touch a scan; set it if the scanner can."),
    )  # fmt: skip


def _caps_lock() -> tuple[str, str]:
    return (
        translate("scanner", "Caps Lock is on: large and small letters are exchanged."),
        translate("scanner", "Switch Caps Lock off, on the keyboard and in the scanner."),
    )


def _case_changed() -> tuple[str, str]:
    return (
        translate("scanner", "The scanner changes large and small letters."),
        translate("scanner", "Switch the letter conversion of the scanner off."),
    )


def _input_method() -> tuple[str, str]:
    return (
        translate("scanner", "The Chinese input method changed the characters."),
        translate("scanner", "Set the prefix of the scanner to F9, or switch the input method to "
                  "English while scanning. The digits of our labels pass through untouched."),
    )  # fmt: skip


def _full_width() -> tuple[str, str]:
    return (
        translate("scanner", "The digits came as full-width characters."),
        translate("scanner", "It works; still, switch the input method to half width."),
    )


def _alt_codes() -> tuple[str, str]:
    return (
        translate("scanner", "The scanner sends characters as Alt codes of the number pad."),
        translate("scanner", "Switch “Alt mode” or “universal keyboard” of the scanner off."),
    )


def _control() -> tuple[str, str]:
    return (
        translate("scanner", "Keys without a character came in the middle of the code: {first} "
                  "{second}"),
        translate("scanner", "Switch function keys, macros and control characters of the scanner "
                  "off."),
    )  # fmt: skip


def _cut_end() -> tuple[str, str]:
    return (
        translate("scanner", "The end of the code is cut off: {first} of {second} "
                  "{second:character|characters} arrived."),
        translate("scanner", "Switch the longest length of Code 128 to at least 60 characters."),
    )  # fmt: skip


def _cut_front() -> tuple[str, str]:
    return (
        translate("scanner", "The beginning of the code is missing: {first} of {second} "
                  "{second:character|characters} arrived."),
        translate("scanner", "Set the delay between characters to 5 ms; if it stays so, switch "
                  "“remove leading characters” off."),
    )  # fmt: skip


def _added_front() -> tuple[str, str]:
    return (
        translate("scanner", "Characters came in front that are not in the code: {first}"),
        translate("scanner", "Switch code identifiers (AIM ID, Code ID) and text prefixes off."),
    )


def _added_end() -> tuple[str, str]:
    return (
        translate("scanner", "Characters came behind that are not in the code: {first}"),
        translate("scanner", "Leave only Enter as the suffix."),
    )


def _lost() -> tuple[str, str]:
    return (
        translate("scanner", "{first} {first:character|characters} in the middle of the code "
                             "{first:was|were} lost."),
        translate("scanner", "Set the delay between characters to 5 ms, and plug the scanner into "
                  "the PC itself."),
    )  # fmt: skip


def _doubled() -> tuple[str, str]:
    return (
        translate("scanner", "Characters arrived twice."),
        translate("scanner", "Set the delay between characters to 5 ms, and unplug a second "
                  "receiver of the same scanner."),
    )  # fmt: skip


def _slow() -> tuple[str, str]:
    return (
        translate("scanner", "The scanner types slowly: {first} ms from key to key."),
        translate("scanner", "Set the delay between characters to 0 to 5 ms."),
    )


_TOLD = {
    Fault.NOT_READ: _not_read,
    Fault.QR_NOT_READ: _qr_not_read,
    Fault.OTHER_CODE: _other_code,
    Fault.NO_END: _no_end,
    Fault.TAB_END: _tab_end,
    Fault.NO_PREFIX: _no_prefix,
    Fault.CAPS_LOCK: _caps_lock,
    Fault.CASE_CHANGED: _case_changed,
    Fault.INPUT_METHOD: _input_method,
    Fault.FULL_WIDTH: _full_width,
    Fault.ALT_CODES: _alt_codes,
    Fault.CONTROL: _control,
    Fault.CUT_END: _cut_end,
    Fault.CUT_FRONT: _cut_front,
    Fault.ADDED_FRONT: _added_front,
    Fault.ADDED_END: _added_end,
    Fault.LOST: _lost,
    Fault.DOUBLED: _doubled,
    Fault.SLOW: _slow,
}


def set_up_lines() -> tuple[str, ...]:
    """The set-up sheet of a keyboard scanner, line by line."""
    return (
        translate("scanner", "Connection: USB keyboard (HID). Safest is a serial connection "
                  "(USB-COM): then no keyboard setting matters."),
        translate("scanner", "Keyboard of the scanner: United States; Alt mode off."),
        translate("scanner", "Code types: Code 128 and QR on, all others off."),
        translate("scanner", "End of a scan (suffix): Enter (CR), nothing else."),
        translate("scanner", "Begin of a scan (prefix): the key F9, if the scanner can send it; "
                  "no code identifiers."),
        translate("scanner", "Delay between characters: 0 to 5 ms; no letter conversion, no "
                  "function keys, no macros."),
        translate("scanner", "Several scanners at one PC: scan one after the other, or connect "
                  "each by its own serial line."),
        translate("scanner", "Then walk through the test codes once more."),
    )  # fmt: skip
