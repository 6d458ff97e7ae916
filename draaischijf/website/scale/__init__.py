"""Made data as large as the design asks for, to measure on (`draaischijf seed-scale`).

Never for a site that people use: invented places and organisations, nobody real. All
of it follows from a seed and the day of the run, except what the database itself draws:
the salts of the history.
"""
