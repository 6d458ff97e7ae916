"""What an address asks of bodies and meetings."""
