"""One file per page; each offers a `router`."""

from goodoffices.web.pages import board, evidence, reports, reviewing, signing, timeline

# `reports` before `evidence`: "/reports" is a list, "/reports/<id>" one of them.
PAGES = (board, timeline, reviewing, reports, evidence, signing)

__all__ = ["PAGES"]
