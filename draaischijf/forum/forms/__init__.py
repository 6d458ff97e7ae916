"""What is asked about a forum, at a table and afterwards."""
