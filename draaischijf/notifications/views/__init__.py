"""Pages of a person's notices, and of how mails come or stop."""
