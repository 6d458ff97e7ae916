"""Every mail this module sends: to whom, about what, in whose language."""
