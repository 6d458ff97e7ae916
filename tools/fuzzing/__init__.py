"""Damaged files for the readers: made here, read in a process that is watched."""
