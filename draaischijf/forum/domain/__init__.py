"""What the forum does: each write one function that records history."""
