"""Nouns, verbs and rules of seized-property custody; pure Python, no clock, no input or output."""
