"""Shift 交接班: what one clerk leaves to the next."""
