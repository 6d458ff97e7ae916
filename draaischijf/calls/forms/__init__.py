"""What is asked: of an office that makes a call, and of who answers one."""
