"""What is read of bodies and meetings: their pages, and the register."""
