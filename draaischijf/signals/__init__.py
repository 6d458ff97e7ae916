"""The path of a signal, from the report to the message back.

Owns PreSignal, SignalSupport, PolicySignal and what hangs on them: messages, steps,
agreements, decisions, letters, log entries, places on the work agenda, challenges.
Must not know plans, meetings or newsletters: they point at signals.
`http` opens the personal link of a raiser, also for pages of higher modules.
"""
