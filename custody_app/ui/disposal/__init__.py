"""The page of disposal."""
