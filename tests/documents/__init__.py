"""Tests of papers and labels."""
