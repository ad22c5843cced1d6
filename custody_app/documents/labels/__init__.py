"""Labels for things, places, containers, badges and command cards."""
