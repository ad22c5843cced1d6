"""What the record says of each subject now, folded from its events."""
