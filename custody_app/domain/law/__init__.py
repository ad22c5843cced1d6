"""Legal terms as data: working days, lengths of terms, rule packs."""
