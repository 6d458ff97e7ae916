"""Forms, one file per page or group of pages; each hands clean values to the domain."""
