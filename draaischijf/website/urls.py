"""The site's own addresses."""

from __future__ import annotations

from django.urls import path

from draaischijf.website.views import (
    accessibility,
    demo,
    health,
    history,
    imports,
    pages,
    search,
    work,
)

app_name = "website"
urlpatterns = [
    path("", pages.home, name="home"),
    path("account/verder/", pages.after_sign_in, name="after_sign_in"),
    path("account/mijn/", pages.mine, name="mine"),
    path("zoeken/", search.search, name="search"),
    path("toegankelijkheid/", accessibility.statement, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("stijlgids/", pages.style_guide, name="style_guide"),
    path("gezond/", health.alive, name="alive"),
    path("gezond/klaar/", health.ready, name="ready"),
    path("demo/", demo.demo, name="demo"),
    path("demo/aanmelden/", demo.sign_in_as, name="demo_sign_in"),
    path("demo/postvak/<int:pk>/", demo.mail, name="demo_mail"),
    path("<slug:p>/import/", imports.imports, name="imports"),
    path("<slug:p>/import/<int:pk>/", imports.import_run, name="import_run"),
    path(
        "<slug:p>/import/<int:pk>/invoeren/",
        imports.import_commit,
        name="import_commit",
    ),
    path(
        "<slug:p>/import/<int:pk>/niet-invoeren/",
        imports.import_cancel,
        name="import_cancel",
    ),
    path("<slug:p>/werk/", work.work, name="work"),
    path("<slug:p>/geschiedenis/", history.history, name="history"),
    path("<slug:p>/geschiedenis.csv", history.history_csv, name="history_csv"),
    path("<slug:p>/geschiedenis.xlsx", history.history_xlsx, name="history_xlsx"),
    path(
        "<slug:p>/toegankelijkheid/",
        accessibility.statement_here,
        name="accessibility_here",
    ),
    path("<slug:p>/", pages.partnership_home, name="partnership"),
]
