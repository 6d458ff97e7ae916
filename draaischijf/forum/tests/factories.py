"""Dumb makers of forums: rows as they are, no domain function runs."""

from __future__ import annotations

from draaischijf.consultation.tests.factories import make_meeting, make_participant
from draaischijf.core import tokens
from draaischijf.forum import links
from draaischijf.forum.models import (
    Forum,
    ForumInvitee,
    ForumTable,
    ForumTheme,
    SolutionTrack,
    TableNote,
)


def make_forum(partnership, day=None, **fields):
    meeting = make_meeting(
        partnership, day=day, kind="forum", title=fields.pop("title", "Najaarsforum")
    )
    return Forum.objects.create(partnership=partnership, meeting=meeting, **fields)


def make_theme(forum, title="Wachtlijsten", **fields):
    fields.setdefault("position", forum.themes.count() + 1)
    return ForumTheme.objects.create(forum=forum, title=title, **fields)


def make_table(theme, **fields):
    nonce = tokens.new_nonce()
    tables = ForumTable.objects.filter(theme__forum=theme.forum_id)
    fields.setdefault("number", tables.count() + 1)
    return ForumTable.objects.create(
        theme=theme,
        nonce=nonce,
        link_hash=tokens.hash_of(links.token_for(nonce)),
        **fields,
    )


def make_note(table, text="Wie belt, wacht zes weken.", **fields):
    fields.setdefault("question", "sees")
    return TableNote.objects.create(table=table, text=text, version=1, **fields)


def make_track(theme, title="Eén nummer voor alle diensten", **fields):
    return SolutionTrack.objects.create(theme=theme, title=title, **fields)


def make_place(forum, theme=None, name="Jef", role="expert"):
    participant = make_participant(forum.meeting, name=name)
    return ForumInvitee.objects.create(
        forum=forum, theme=theme, participant=participant, role=role
    )
