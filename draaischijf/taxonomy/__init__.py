"""Code lists, areas and abbreviations: what signals and organisations are sorted by.

Owns Scheme, Term, TermMapping, Area and Abbreviation. Shared reference data plus
schemes of one partnership; which partnership uses which scheme is known in `people`.
"""
