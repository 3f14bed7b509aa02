"""One file per page; each offers a `router`."""

from goodoffices.web.pages import (
    api,
    board,
    brief,
    changes,
    coding,
    deals,
    discussing,
    evidence,
    people,
    reports,
    reviewing,
    signing,
    single_sign_on,
    terms,
    timeline,
)

# `reports` before `evidence`: "/reports" is a list, "/reports/<id>" one of them.
PAGES = (
    board,
    timeline,
    changes,
    brief,
    reviewing,
    coding,
    reports,
    evidence,
    terms,
    discussing,
    people,
    deals,
    signing,
    single_sign_on,
    api,
)

__all__ = ["PAGES"]
