"""What is read of calls: their page, and what became of each point."""
