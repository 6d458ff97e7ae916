"""Taking what is about a client out of everything that was written.

Owns no table: it works on the texts that every module registers with
`core.redaction.register`, and so knows none of them. Its face is `domain.take_out` and
`queries`.
"""
