"""Kinds of finding: the words that reports and messages rely on."""

from custody_app.ledger.findings import Finding, FindingKind


def test_kinds_are_their_own_names() -> None:
    assert all(kind.value == kind.name.lower() for kind in FindingKind)
    assert str(Finding(FindingKind.GAP, 3, None, "missing: 3..3").kind) == "gap"
