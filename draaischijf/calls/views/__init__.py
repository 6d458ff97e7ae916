"""The pages of an office, and the one behind a personal link."""
