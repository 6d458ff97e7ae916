"""The joint forum: problems deepened at tables, and tracks towards a solution.

Owns Forum, ForumTheme, ForumInvitee, ForumTable, TableNote, SolutionTrack and TrackDot.
A forum is a meeting of `consultation`; a track that becomes an action does so by the
domain functions of `plans`.
"""
