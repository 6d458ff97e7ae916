"""Plans as files: heads and cells, one file per list."""
