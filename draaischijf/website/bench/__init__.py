"""Measuring: how long the works of the site take, on data made for it.

Everything happens in a transaction that is taken back: measuring leaves nothing behind.
"""
