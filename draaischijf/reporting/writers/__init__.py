"""From a document without a format to a page or a file: one file per format."""
