"""The demonstration: three invented partnerships with a working year behind them.

Everything goes in through the real importers and the real domain functions, with the
clock set to the day it is said to have happened.
"""
