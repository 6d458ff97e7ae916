"""No free text comes in unread: every form screens what can be typed into it.

The other ways in are imports (`website/imports.py` screens each row, see
`website/tests/test_imports_screening.py`).
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms

import draaischijf
from draaischijf.people.asking import ScreenedForm

# Fields with a form of their own: what is typed there is judged by that form.
JUDGED = (
    forms.EmailField, forms.URLField, forms.UUIDField, forms.RegexField,
    forms.GenericIPAddressField, forms.SlugField,
)  # fmt: skip

# Where somebody types and nothing has to be read for client data, with the reason. A
# name alone counts for every form; "Form.name" for one.
UNREAD = {
    "seen": "what the form showed, sent back to compare with; never kept",
    "q": "a search, kept nowhere",
    "next": "an address of the site, judged as one",
    "after": "a day to filter by, kept nowhere",
    "before": "a day to filter by, kept nowhere",
    "start": "a date that is read, or refused",
    "end": "a date that is read, or refused",
    "website": "the trap for programs: what is typed there is thrown away",
    "code": "a number of a plan, 20 signs",
    "bbc_code": "a code of the budget, 40 signs",
    "WhenForm.when": "a date that is being typed; answered and kept nowhere",
    "AlikeForm.problem": "a report that is being typed; compared and kept nowhere",
    "AsksWhen.when": "a piece of a form, which says itself what is screened",
    "RaisedForm.since": "a piece of a form, which says itself what is screened",
    "RaisedForm.organisation_name": "likewise",
    "TryForm.text": "a text to try the rules on; compared and kept nowhere",
    "TakeForm.whose": "whose a report was on the page; compared and never kept",
    "HandOverForm.whose": "likewise",
    "CheckForm.text": "this is the screening itself",
    "HouseStyleForm.colour": "a colour, judged as one",
    "HouseStyleForm.accent": "a colour, judged as one",
    "HouseStyleForm.address_line": "the office's own address on its own paper",
    "HouseStyleForm.logo_text": "says what the logo of the office shows",
    "AcceptForm.name": "one's own name, as a colleague",
    "AskForm.name": "likewise",
    "AskForm.function": "one's own function",
    "InviteForm.name": "the name of a colleague who is invited",
    "InviteForm.function": "the function of that colleague",
    "MailDomainForm.domain": "a mail domain, judged as one",
    "AddPasskeyForm.credential": "what a device answers",
    "AddPasskeyForm.name": "what one calls one's own device",
    "NamePasskeyForm.name": "likewise",
    "RegisterForm.controller": "the body that answers for the data, by law",
    "RegisterForm.officer": "the officer, whose name is made public by law",
    "KeepForm.name": "what one calls one's own search; nobody else reads it",
    "NameForm.name": "likewise",
    "ParticipantForm.name": "who was at a meeting, which is what minutes tell",
    "WelcomeForm.name": "likewise",
    "PlaceForm.name": "who is invited to a forum, as a participant of its meeting",
    "TableForm.moderator_name": "who leads a table, as a colleague",
    "PresentForm.name": "one's own name, for the minutes of the meeting",
    "PresentForm.organisation_name": "for whom one comes, likewise",
    "RegistrationForm.name": "one's own name, as who comes to a gathering",
    "NameRegisteredForm.name": "who comes to a gathering, as its list tells",
    "RegisterForForm.name": "likewise",
    "SeatForm.name": "who sits in a body, as its list tells partners",
    "CorrectSeatForm.name": "likewise",
    "KeepForm.query": "the filters of a list, read back through its own form",
    "TakeOutForm.words": "what has to go; it is taken out, and not kept",
    "SampleForm.problem": "the style guide, which sends nothing",
}


def _modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(draaischijf.__path__, "draaischijf."):
        if not {"tests", "migrations", "conftest"} & set(module.name.split(".")):
            yield module.name


def _forms(base: type) -> set[type]:
    found = set()
    for one in base.__subclasses__():
        found |= {one, *_forms(one)}
    return {one for one in found if _is_ours(one.__module__)}


def _is_ours(module: str) -> bool:
    parts = module.split(".")
    return parts[0] == "draaischijf" and "tests" not in parts


# Texts of a form that are only made when the form is; the rules below do not see them.
MADE_LATER = {
    "draaischijf/plans/forms/plans.py": "what the levels of a plan are called",
    "draaischijf/plans/forms/in_place.py": "one value in its place, screened",
    "draaischijf/calls/forms/answering.py": "a point under its question, screened",
    "draaischijf/privacy/forms.py": "what an office adds to an activity, screened",
}


@pytest.fixture(scope="module")
def free_texts() -> list[tuple[type, str]]:
    """Every field of every form where any words can be typed."""
    for name in _modules():
        importlib.import_module(name)
    return [
        (form, name)
        for form in _forms(forms.BaseForm)
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, JUDGED)
    ]


def test_every_free_text_is_screened(free_texts):
    unread = sorted(
        f"{form.__module__}.{form.__name__}.{name}"
        for form, name in free_texts
        if name not in getattr(form, "screened", ())
        and name not in UNREAD
        and f"{form.__name__}.{name}" not in UNREAD
    )

    assert unread == []


def test_only_a_screened_form_says_what_is_screened(free_texts):
    """`screened` on a form that reads nothing would be a promise nobody keeps."""
    idle = [
        form.__name__
        for form, _ in free_texts
        if getattr(form, "screened", ()) and not issubclass(form, ScreenedForm)
    ]

    assert idle == []


def test_what_is_screened_is_there(free_texts):
    fields = {}
    for form, name in free_texts:
        fields.setdefault(form, set()).add(name)
    # Fields that are made when the form is: a form in place has one value.
    wrong = [
        f"{form.__name__}.{name}"
        for form, names in fields.items()
        for name in getattr(form, "screened", ())
        if name not in names and form.__dict__.get("screened")
    ]

    assert wrong == []


def test_every_reason_is_still_needed(free_texts):
    found = {name for _, name in free_texts} | {
        f"{form.__name__}.{name}" for form, name in free_texts
    }

    assert sorted(set(UNREAD) - found) == []


def test_texts_made_later_are_known(source):
    """A field that is declared is seen by the rules above; another is named here."""
    found = {
        source.name(path)
        for path in source.python()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "forms.CharField"
    }

    assert found == set(MADE_LATER)
