"""Ground floor: dates, text, jobs, interface parts. Knows nothing of the field.

Owns RateCount and nothing else. Must not import any other module of ours.
"""
