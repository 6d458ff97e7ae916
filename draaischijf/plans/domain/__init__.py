"""Every change of a plan, one function each."""
