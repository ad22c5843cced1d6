"""Rows that follow from the ledger: written with the event, rebuilt from it, compared with it."""
