"""The first run: a new centre, or a demonstration centre to try everything on."""
