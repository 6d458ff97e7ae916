"""Forms of reports and of the house style."""
