"""Signal bundles: editions of signals, written as a draft and frozen for everybody.

Owns SignalBundle with its chapters and the signals in it. Reads signals and never
writes to them. `edition` is what stands in one, without a database.
"""
