"""Reads about editions of signals."""
