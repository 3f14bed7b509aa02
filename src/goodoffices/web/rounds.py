"""What a running workspace does by itself, in a thread: gets ready for readers, and sends the mail of watches."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from goodoffices.desk.workspace_nearest import Neighbours
from goodoffices.desk.workspace_watches import mail_watches
from goodoffices.errors import GoodOfficesError
from goodoffices.web.house import House
from goodoffices.web.opening import get_ready, settled

_LOG = logging.getLogger("goodoffices.web")

# Seconds that readers wait before a closed door at most. 5,000 reports are read in two; of a ledger that takes longer,
# boards are shown meanwhile, and who opens a report waits until its nearest relatives are known.
_PATIENCE = 10.0


@contextmanager
def make_rounds(house: House, neighbours: Neighbours) -> Iterator[None]:
    """Start the thread, let it get ready, and end it with the workspace."""
    ready, over = threading.Event(), threading.Event()
    work = (house, neighbours, ready, over)
    thread = threading.Thread(target=_go, args=work, name="goodoffices-rounds", daemon=True)
    thread.start()
    ready.wait(_PATIENCE)
    try:
        with settled():
            yield
    finally:
        over.set()
        thread.join(10)
        house.visits.write()


def _go(house: House, neighbours: Neighbours, ready: threading.Event, over: threading.Event) -> None:
    try:
        get_ready(house, neighbours)
    except GoodOfficesError as problem:  # the first who asks tries again
        _LOG.warning("not all could be read: %s", problem)
    finally:
        ready.set()
    mail = house.settings.web.mail
    while mail.host and mail.every and not over.wait(60.0 * mail.every):
        send_mail(house)


def send_mail(house: House) -> None:
    """Send what watches have to tell; a server that does not answer is tried again at the next round."""
    try:
        mailed = mail_watches(house.ledger, house.settings)
    except GoodOfficesError as problem:
        _LOG.warning("%s", problem)
        return
    for said in mailed.problems:
        _LOG.warning("%s", said)
