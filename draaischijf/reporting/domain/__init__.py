"""Every change of a report and of the house style, one function each."""
