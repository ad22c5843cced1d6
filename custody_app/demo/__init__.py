"""The demonstration centre: its people, its store and the first day of its record."""

from custody_app.demo.production import DemoPlan, make_demo

__all__ = ["DemoPlan", "make_demo"]
