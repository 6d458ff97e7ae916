"""What is kept about people, why, how long, and what happens when the time is over.

Owns the table of records (`records`), the periods of each partnership, the runs that
carry them out, requests of people about their own data, and the register of
processing. Stands above every module that keeps something: here, and only here, rows
of other modules are emptied or removed because of their age or on a person's request.
"""
