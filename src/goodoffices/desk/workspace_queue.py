"""The review queue as a person works it: every claim with the words around it, to be decided where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.desk.queues import Waiting, review_queue
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import Viewer
from goodoffices.record.sources import Span

# A sentence on either side, mostly: who speaks, and what "it" is.
_REACH = 180


@dataclass(frozen=True, slots=True)
class InContext:
    """A claim that waits, with the words before and after its quote."""

    waiting: Waiting
    before: str
    after: str


def queue_in_context(ledger: Ledger, process: str, viewer: Viewer, *, most: int) -> tuple[InContext, ...]:
    """The most urgent claims that nobody has reviewed, each in its context."""
    waiting = review_queue(ledger, process, most=most, viewer=viewer)
    texts = ledger.texts_of({one.stored.claim.report for one in waiting}, viewer)
    return tuple(_place(one, texts.get(one.stored.claim.report, "")) for one in waiting)


def _place(one: Waiting, text: str) -> InContext:
    return InContext(one, *words_around(text, one.stored.claim.quote, _REACH))


def words_around(text: str, span: Span, reach: int) -> tuple[str, str]:
    """The words before and after a span, whole ones, with dots where the text goes on."""
    before, after = text[max(0, span.start - reach) : span.start], text[span.end : span.end + reach]
    if span.start > reach:
        before = "… " + before.partition(" ")[2]
    if span.end + reach < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
