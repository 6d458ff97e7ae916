"""Function views of the site itself."""
