"""Reading signals, needs and abbreviations out of documents; nothing is saved here.

`kinds` finds which kinds of rows a document holds and reads them; one file per kind.
Rows carry the verbatim text, the place and a key that is the same for the same content.
"""
