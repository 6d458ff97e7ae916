"""Mail: written with the change that causes it, sent by the worker, never doubled.

Owns Mail, the outbox. Knows accounts, not what the mails are about: each module
writes its own subjects and texts in `emails.py`.
"""
