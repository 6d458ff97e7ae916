"""Dumb makers of calls: rows as they are, no domain function runs."""

from __future__ import annotations

import datetime

from django.utils import timezone

from draaischijf.calls import links
from draaischijf.calls.models import Call, CallQuestion, Invited
from draaischijf.core import tokens


def make_call(partnership, *questions, **fields):
    number = Call.objects.filter(partnership=partnership).count() + 1
    fields.setdefault("title", f"Wat merk je rond wonen? ({number})")
    fields.setdefault("why", "We bereiden het jaarplan voor.")
    fields.setdefault("state", "open")
    fields.setdefault("deadline", timezone.localdate() + datetime.timedelta(days=30))
    call = Call.objects.create(partnership=partnership, number=number, **fields)
    for position, text in enumerate(questions or ("Wat zie je?",), start=1):
        CallQuestion.objects.create(call=call, position=position, text=text)
    return call


def make_invited(call, email="jef@caw.example", **fields):
    nonce = tokens.new_nonce()
    return Invited.objects.create(
        call=call,
        email=email,
        nonce=nonce,
        link_hash=tokens.hash_of(links.token_for(nonce)),
        **fields,
    )
