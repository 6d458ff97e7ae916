"""Pages of editions: each fetches, asks the domain once, and shows."""
