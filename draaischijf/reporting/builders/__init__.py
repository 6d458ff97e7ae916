"""From what is kept to a document without a format: one file per kind of report."""
