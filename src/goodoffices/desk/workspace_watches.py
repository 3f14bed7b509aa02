"""Watches: what a person wants to be told of, as a feed, as JSON, or by e-mail."""

from __future__ import annotations

import json
import os
import smtplib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

from goodoffices.assess.changes import Change
from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.histories import ask_changes
from goodoffices.errors import GoodOfficesError, InputError
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import Viewer
from goodoffices.ledger.watches import Watch
from goodoffices.settings import MailSettings, Settings

# A feed shows what moved in this many days before the last thing known.
FEED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a watch asks for: a process, words in the title or cell, reviewed claims only."""

    process: str
    words: str = ""
    reviewed: bool = False

    def keeps(self, change: Change) -> bool:
        """Whether a change is wanted."""
        said = f"{change.title} {change.cell} {change.after or ''}".replace("_", " ").casefold()
        return all(word in said for word in self.words.casefold().split())


def write_wanted(wanted: Wanted) -> str:
    """As a watch keeps it."""
    return json.dumps(asdict(wanted))


def read_wanted(text: str) -> Wanted:
    """As it was kept; raises InputError."""
    try:
        return Wanted(**json.loads(text))
    except (TypeError, ValueError) as problem:
        raise InputError("this watch asks for something that this version does not know; make it anew") from problem


def changes_for(ledger: Ledger, wanted: Wanted, viewer: Viewer, since: date | None = None) -> tuple[Change, ...]:
    """What moved, of what is wanted, newest first."""
    question = Question(process=wanted.process, reviewed=wanted.reviewed, viewer=viewer)
    start = since or ask_board(ledger, question).board.as_of - timedelta(days=FEED_DAYS)
    found = [one for one in ask_changes(ledger, question, start) if wanted.keeps(one)]
    return tuple(reversed(found))


def mail_watches(ledger: Ledger, settings: Settings) -> int:
    """Send one letter per watch for which something moved since the last; returns how many were sent.

    Raises GoodOfficesError where the mail server cannot be reached.
    """
    mail = settings.web.mail
    if not mail.host:
        return 0
    letters = [(watch, letter) for watch in ledger.watches_by_mail() if (letter := _letter(ledger, settings, watch))]
    if letters:
        _send(mail, [letter for _, letter in letters])
        for watch, _ in letters:
            ledger.change_watch(watch.id, last_mail=datetime.now(UTC))
    return len(letters)


def _letter(ledger: Ledger, settings: Settings, watch: Watch) -> EmailMessage | None:
    user = ledger.user(watch.user)
    since = (watch.last_mail or watch.recorded).date()
    wanted = read_wanted(watch.filter)
    changes = changes_for(ledger, wanted, user.viewer, since)
    if not changes or not user.email:
        return None
    letter = EmailMessage()
    letter["Subject"] = " ".join(f"{settings.web.title}: {watch.name}".split())
    letter["From"], letter["To"] = settings.web.mail.sender or settings.web.mail.user, user.email
    letter.set_content("\n\n".join(_lines(changes)) + f"\n\n{settings.web.base_url}/p/{wanted.process}/changes\n")
    return letter


def _lines(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        words = f"\n  “{' '.join(change.sentence.split())}”" if change.sentence else ""
        yield change.line.replace("_", " ") + words


def _send(mail: MailSettings, letters: Iterable[EmailMessage]) -> None:
    try:
        with smtplib.SMTP(mail.host, mail.port, timeout=30) as server:
            if mail.starttls:
                server.starttls()
            if mail.user:
                server.login(mail.user, os.environ.get(mail.password_env, ""))
            for letter in letters:
                server.send_message(letter)
    except (OSError, smtplib.SMTPException) as problem:
        raise GoodOfficesError(f"mail could not be sent through {mail.host}:{mail.port}: {problem}") from problem
