"""Calls for input: a round of questions to organisations, answered without an account.

Owns Call with its questions, who was invited and their points. A point that was sent is
a report like any other: its text and what became of it stand there.
"""
