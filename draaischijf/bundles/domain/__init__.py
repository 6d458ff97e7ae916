"""Every change of an edition of signals, one function each."""
