"""Questions to the record: one module a question, each read-only on one snapshot."""
