"""Reading plans, their reports and trajectories out of documents.

One file per kind of rows; `commits` makes things of them through the domain. Rows carry
the verbatim text, the place and a key that is the same for the same content.
"""
