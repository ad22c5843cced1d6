"""The page of transfers."""
