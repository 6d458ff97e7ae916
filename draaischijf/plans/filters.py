"""What a plan is narrowed to, read from its address."""
