"""Writes: the only way anything about reports and signals changes, by noun."""
