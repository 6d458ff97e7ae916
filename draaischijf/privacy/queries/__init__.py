"""Reads about periods, requests and the register."""
