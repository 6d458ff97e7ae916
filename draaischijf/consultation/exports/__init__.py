"""Bodies and meetings as files."""
