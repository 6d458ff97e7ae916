"""Taking words out of everything that was written: which texts there are, and how.

`register.py` is the register of free texts: each module says in its `texts.py` which of
its fields hold what a person wrote, and why the others do not; a test holds every field
of every table to it. `words.py` finds words however they are spelled, and replaces
them. The deed itself is a domain function of the module `redaction`.
"""
