"""Settings: people, units, places, rules, paper, scanner, backup, look."""
