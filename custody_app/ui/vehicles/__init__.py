"""Vehicles: where each stands, its inspection sheet, its keys, its upkeep."""
