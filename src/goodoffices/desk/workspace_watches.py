"""Watches: what a person wants to be told of, as a feed, as JSON, or by e-mail."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import quote, urlsplit

from goodoffices.assess.changes import Change
from goodoffices.desk.boards import Question, ask_board
from goodoffices.desk.histories import ask_changes, ask_news
from goodoffices.errors import GoodOfficesError, InputError, SettingsError
from goodoffices.ledger import Ledger
from goodoffices.ledger.access import Viewer
from goodoffices.ledger.watches import Watch
from goodoffices.settings import MailSettings, Settings
from goodoffices.vocab.actors import name_actor

# A feed shows what moved in this many days before the last thing known.
FEED_DAYS = 30
# The port at which TLS is spoken from the first byte (RFC 8314).
_SMTPS = 465
_TIMEOUT = 30


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


def name_cell(cell: str) -> str:
    """`answer of UKR` → "answer of Ukraine"."""
    what, of, actor = cell.partition("answer of ")
    return f"answer of {name_actor(actor)}" if of and not what else cell.replace("_", " ")


def say_change(change: Change) -> str:
    """A change in one line, for persons."""
    after = change.after or "no longer on record"
    return replace(change, cell=name_cell(change.cell), after=after).line.replace("_", " ")


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


@dataclass(frozen=True, slots=True)
class Letter:
    """What a watch has to tell: since when it was not told, and what moved of what it wants."""

    watch: Watch
    address: str
    changes: tuple[Change, ...]
    made: datetime


@dataclass(frozen=True, slots=True)
class Mailed:
    """How many letters went out, and what stood in the way of others."""

    sent: int = 0
    problems: tuple[str, ...] = ()


def write_letters(ledger: Ledger) -> tuple[tuple[Letter, ...], tuple[str, ...]]:
    """A letter per watch by mail for which something moved; and what is wrong with other watches."""
    letters, problems = [], []
    for watch in ledger.watches_by_mail():
        try:
            letter = _write(ledger, watch)
        except GoodOfficesError as problem:  # a watch on what is no longer there must not silence the others
            problems.append(f"watch {watch.name!r} of {watch.user}: {problem}")
        else:
            letters += [letter] if letter.changes else []
    return tuple(letters), tuple(problems)


def _write(ledger: Ledger, watch: Watch) -> Letter:
    user = ledger.user(watch.user)
    made = datetime.now(UTC)  # before the ledger is asked: what comes in between is told the next time
    if not user.email:
        raise InputError("there is no e-mail address to write to; an administrator can add one")
    wanted = read_wanted(watch.filter)
    question = Question(process=wanted.process, reviewed=wanted.reviewed, viewer=user.viewer)
    news = ask_news(ledger, question, watch.last_mail or watch.recorded)
    return Letter(watch, user.email, tuple(one for one in reversed(news) if wanted.keeps(one)), made)


def mail_watches(ledger: Ledger, settings: Settings) -> Mailed:
    """Send one letter per watch for which something moved since the last; what went out is not sent again.

    Raises SettingsError where no mail server is named, GoodOfficesError where it cannot be reached.
    """
    mail = settings.web.mail
    if not mail.host:
        raise SettingsError("no mail server is named; set web.mail.host (and sender), see docs/workspace.md")
    letters, problems = write_letters(ledger)
    if not letters:
        return Mailed(0, problems)
    sent = 0
    try:
        with _connect(mail) as server:
            for letter in letters:
                refused = _send(server, make_message(letter, settings))
                if refused:
                    problems = (*problems, f"watch {letter.watch.name!r} of {letter.watch.user}: {refused}")
                else:
                    sent += 1
                    ledger.change_watch(letter.watch.id, last_mail=letter.made)
    except (OSError, smtplib.SMTPException) as problem:
        raise GoodOfficesError(
            f"mail could not be sent through {mail.host}:{mail.port}: {problem}; {sent} letters went out before"
        ) from problem
    return Mailed(sent, problems)


def make_message(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter as it goes out: plain text, one paragraph a change, and the page at the end."""
    site, message = settings.web, EmailMessage()
    message["Subject"] = " ".join(f"{site.title}: {letter.watch.name}".split())
    message["From"], message["To"] = site.mail.sender or site.mail.user, letter.address
    message["Date"], message["Message-ID"] = formatdate(usegmt=True), make_msgid(domain=_domain(site.base_url))
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine replies
    page = f"{site.base_url}/p/{quote(read_wanted(letter.watch.filter).process, safe='')}/changes"
    ending = f"{page}\nYou are told because of your watch {letter.watch.name!r}; end it at {site.base_url}/account"
    message.set_content("\n\n".join((*_lines(letter.changes), ending)) + "\n")
    return message


def _domain(base_url: str) -> str:
    return urlsplit(base_url).hostname or "localhost"


def _lines(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        words = f"\n  “{' '.join(change.sentence.split())}”" if change.sentence else ""
        yield say_change(change) + words


@contextmanager
def _connect(mail: MailSettings) -> Iterator[smtplib.SMTP]:
    """The server, over TLS with its certificate checked unless the settings say otherwise."""
    trust = ssl.create_default_context()
    if mail.port == _SMTPS:
        opened: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_TIMEOUT, context=trust)
    else:
        opened = smtplib.SMTP(mail.host, mail.port, timeout=_TIMEOUT)
    with opened as server:
        if mail.starttls and mail.port != _SMTPS:
            server.starttls(context=trust)
        if mail.user:
            server.login(mail.user, os.environ.get(mail.password_env, ""))
        yield server


def _send(server: smtplib.SMTP, message: EmailMessage) -> str:
    """Why the server took this one letter not; empty where it did."""
    try:
        server.send_message(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as problem:
        return f"the mail server refused it: {problem}"
    return ""
