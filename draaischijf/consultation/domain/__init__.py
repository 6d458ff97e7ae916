"""Every change of bodies and meetings, one function each."""
