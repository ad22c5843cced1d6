"""Widgets that every page builds from."""
