"""Jobs of this module: look up, call the domain, nothing more."""
