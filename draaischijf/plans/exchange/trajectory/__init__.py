"""Trajectories: what was done with whom and when on the way to a plan.

`columns` knows the head of the table, `steps` makes rows of it.
"""
