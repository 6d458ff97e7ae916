"""Reference data as plain tuples, one file a subject, with their sources."""
