"""Labelled sentences of our own, and what the screening makes of them.

Part of the package, so that `draaischijf bench screening` also measures an installed
site. `tuned.txt` is what the rules were written by; `held_out.txt` was never used to
change one: its figures are the honest ones.
"""
