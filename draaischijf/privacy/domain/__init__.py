"""Keeping to the periods, and carrying out what people ask about their data."""
