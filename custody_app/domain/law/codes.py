"""What rules are said with: how surely one is known, and the acts that need an approval."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How surely a rule is known (rules-and-process 0.1)."""

    READ = "R"
    PART = "P"
    GENERAL = "M"
    OURS = "I"


UNREAD = frozenset({Certainty.GENERAL, Certainty.OURS})
"""Never shown as a legal basis and never blocking until a named person confirmed it."""


class Act(StrEnum):
    """What needs an approval, each with its own level."""

    URGENT_TEST = "urgent_test"
    CALL_OUT = "call_out"
    CALL_OUT_PUBLICITY = "call_out_publicity"
    CALL_OUT_VEHICLE = "call_out_vehicle"
    EXTENSION = "extension"
    ENTRUST = "entrust"
    WRITE_OFF = "write_off"
    RETURN_TO_VICTIM = "return_to_victim"
    RETURN_TO_OWNER = "return_to_owner"
    RETURN_LIFTED = "return_lifted"
    EARLY_SALE = "early_sale"
    SALE = "sale"
    AUCTION = "auction"
    TREASURY = "treasury"
    DESTRUCTION = "destruction"
    DESTRUCTION_FIREARMS = "destruction_firearms"
    DESTRUCTION_DRUGS = "destruction_drugs"
    COMPETENT_AUTHORITY = "competent_authority"
    WITH_CASE = "with_case"
    STORE_CHANGE = "store_change"
    AUTHORITY_STORE = "authority_store"
