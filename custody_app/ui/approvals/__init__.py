"""The page of approvals: what waits for whom, what was decided."""
