"""Every change of access, one function each."""
