"""Search over everything a person may see."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from draaischijf.signals.queries.synonyms import NONE, synonyms_of
from draaischijf.website.forms import SearchForm
from draaischijf.website.queries import search_actions, search_page


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    # Over all partnerships: what means the same everywhere.
    synonyms = synonyms_of(None) if words else NONE
    context = {
        "words": words,
        "page": search_page(words, request.user, synonyms),
        "found_actions": search_actions(words, request.user, synonyms),
    }
    return render(request, "website/search.html", context)
