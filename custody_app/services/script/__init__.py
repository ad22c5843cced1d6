"""Commands from outside as plain data, and the answers to them.

What the command line, other systems and the demonstration day have in common.
"""
