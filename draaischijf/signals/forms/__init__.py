"""Forms, one file per page or group of pages; each hands a clean value to the domain."""
