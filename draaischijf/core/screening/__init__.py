"""Screening of free text for client data: what points at one person is shown in place.

A signal is about a group; nobody needs a name, a number or an address to weigh it.
Every family of findings has its own file with plain rule functions, `screen.py` runs
them all, `forms.py` refuses or marks, `marking.py` shows and stores. Nothing here
knows a model; what an organisation is called comes in as an argument.
"""
