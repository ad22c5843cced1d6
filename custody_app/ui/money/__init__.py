"""The page Money: what each case holds in the sole account, and whether the bank agrees."""
