"""Measuring: how long the works of the site take, on data made for it.

On a plan made for the occasion in a transaction that is taken back; and, on a site
that `seed-scale` filled, through the running server. Only the latter leaves something
behind: the reports it sends, on a site where nothing is real.
"""
