"""What everything stands on: clock, paths, faults, languages; standard library only."""
