"""How many people raised a signal, kept with it by the database.

A list in the order of who raised most would have to count the people of every signal
before it can show the first. So the number stands with the signal, and triggers count
anew whenever a report is linked, a support is given, or one of them goes elsewhere.
"""

from __future__ import annotations

import pgtrigger

from draaischijf.signals.models.pre_signals import PreSignalLink, SignalSupport


def _who(row: str) -> str:
    """Return who is behind a row: somebody is known by the address.

    Whoever left none counts as one of their own.
    """
    return (
        f"coalesce(nullif(lower({row}.email), ''), lower(account.email), "
        f"'{row}' || {row}.id)"
    )


PEOPLE = f"""
    select {_who("report")} as who
        from signals_presignallink as link
        join signals_presignal as report on report.id = link.pre_signal_id
        left join accounts_user as account on account.id = report.raiser_id
        where link.signal_id = signal.id
    union
    select {_who("support")}
        from signals_signalsupport as support
        left join accounts_user as account on account.id = support.raiser_id
        where support.signal_id = signal.id
"""  # noqa: S608 nothing in it comes from outside
COUNT = f"""
    update signals_policysignal as signal
        set raisers = (select count(*) from ({PEOPLE}) as people)
"""  # noqa: S608 nothing in it comes from outside


def _counts() -> pgtrigger.Trigger:
    """Return the trigger that counts the people of the signals a row left and joined.

    The signals are locked first, in one order: who counts next sees what was written
    by who counted before. The lock is the one a foreign key does not wait for.
    """
    return pgtrigger.Trigger(
        name="raisers",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("signal_id"),  # type: ignore[no-untyped-call]
        declare=[("touched", "bigint[]")],
        func=f"""
            if tg_op = 'INSERT' then
                touched := array[new.signal_id];
            elsif tg_op = 'DELETE' then
                touched := array[old.signal_id];
            else
                touched := array[old.signal_id, new.signal_id];
            end if;
            perform 1 from signals_policysignal where id = any(touched)
                order by id for no key update;
            {COUNT.strip()} where signal.id = any(touched);
            return null;
        """,
    )


pgtrigger.register(_counts())(PreSignalLink)
pgtrigger.register(_counts())(SignalSupport)
