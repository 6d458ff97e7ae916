"""What a list is narrowed to, read from its address: one file per list."""
