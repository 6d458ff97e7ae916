"""Function views, one file per page or group of pages."""
