"""Paths in Dutch, for they are part of the interface; names in English."""

from __future__ import annotations

from django.urls import path

from draaischijf.bundles.views import bundles, writing

app_name = "bundles"
BUNDLE = "<slug:p>/bundels/<int:edition>"
PLACE = f"{BUNDLE}/signalen/<int:number>"
CHAPTER = f"{BUNDLE}/hoofdstukken/<int:pk>"

urlpatterns = [
    path("<slug:p>/bundels/", bundles.bundles, name="bundles"),
    path("<slug:p>/bundels/nieuw/", bundles.bundle_start, name="bundle_start"),
    path(f"{BUNDLE}/", bundles.bundle, name="bundle"),
    path(f"{BUNDLE}/bewerken/", writing.bundle_edit, name="bundle_edit"),
    path(f"{BUNDLE}/woorden/", writing.bundle_words, name="bundle_words"),
    path(f"{BUNDLE}/kiezen/", writing.bundle_choose, name="bundle_choose"),
    path(f"{BUNDLE}/bevriezen/", bundles.bundle_freeze, name="bundle_freeze"),
    path(
        f"{BUNDLE}/vergelijken/<int:other>/",
        bundles.bundle_compare,
        name="bundle_compare",
    ),
    path(f"{PLACE}/plaats/", writing.place_move, name="place_move"),
    path(f"{PLACE}/weg/", writing.place_remove, name="place_remove"),
    path(f"{PLACE}/hoofdstuk/", writing.place_chapter, name="place_chapter"),
    path(f"{BUNDLE}/hoofdstukken/", writing.chapter_add, name="chapter_add"),
    path(f"{CHAPTER}/plaats/", writing.chapter_move, name="chapter_move"),
    path(f"{CHAPTER}/weg/", writing.chapter_remove, name="chapter_remove"),
]
