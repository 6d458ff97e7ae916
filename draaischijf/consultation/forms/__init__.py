"""What is asked of who makes bodies and holds meetings."""
