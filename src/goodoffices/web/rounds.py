"""What a running workspace does by itself, in a thread: reads the texts once, and sends the mail of watches."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from goodoffices.desk.workspace_nearest import Neighbours
from goodoffices.desk.workspace_watches import mail_watches
from goodoffices.errors import GoodOfficesError
from goodoffices.web.house import House

_LOG = logging.getLogger("goodoffices.web")


@contextmanager
def make_rounds(house: House, neighbours: Neighbours) -> Iterator[None]:
    """Start the thread, and end it with the workspace."""
    over = threading.Event()
    thread = threading.Thread(target=_go, args=(house, neighbours, over), name="goodoffices-rounds", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(10)


def _go(house: House, neighbours: Neighbours, over: threading.Event) -> None:
    try:
        neighbours.catch_up()
    except GoodOfficesError as problem:  # the first who asks tries again
        _LOG.warning("texts could not be read: %s", problem)
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
