"""Documents that an office can send: plans, reports, dossiers, the work agenda.

Owns Report with the texts of its editors, MadeDocument, and HouseStyle. Reads signals
and plans and never writes to them. A builder turns what is kept into `content`, a tree
that knows no format; the writers turn that tree into a page, Word, PDF, Excel or CSV.
"""
