"""Files: keeping uploads, reading documents, staging imports.

Owns StoredFile, ImportRun and ImportRow. Machinery only: what a row means is known
by the module that imports it (its `exchange` package).
"""
