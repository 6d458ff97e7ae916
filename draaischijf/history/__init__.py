"""Who did what to which thing, when, with before and after.

Owns Entry, an append-only table. Low in the order and without any idea of what it
records: each module describes its own verbs in `verbs.py` and registers them from
its AppConfig.
"""
