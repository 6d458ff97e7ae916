"""Consultation: bodies, their meetings, what was on the agenda and what was decided.

Owns Body, Meeting, AgendaItem, BodyDecision and MeetingTask. A decision about a signal,
an action or a plan moves that thing by the domain functions of its own module: nothing
is entered twice.
"""
