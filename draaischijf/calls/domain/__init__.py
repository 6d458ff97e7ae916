"""Every write of a call: making it, letting it run, reminding, and answering."""
