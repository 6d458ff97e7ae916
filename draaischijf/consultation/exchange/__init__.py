"""Reading meetings out of documents."""
