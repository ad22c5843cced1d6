"""Keystrokes, pictures and typed lines to codes; no Qt, no database."""
