"""A watch by mail tells what moved since its last letter, to whom may see it, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from goodoffices.desk.recording import record_coding
from goodoffices.desk.reviewing import decide, make_judgement
from goodoffices.desk.workspace_watches import Wanted, mail_watches, write_letters, write_wanted
from goodoffices.errors import GoodOfficesError, SettingsError
from goodoffices.extract.steps import Coding
from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole
from goodoffices.record.claims import Claim, Kind, Verdict
from goodoffices.record.sources import Report, Sensitivity, Span
from goodoffices.record.when import When
from goodoffices.settings import MailSettings, Settings, WebSettings

from .sink import Sink, run_sink

OFFER = "Nairobi proposed a ceasefire of ten days."
YES = "Asmara accepted the ceasefire proposal."


def tell(ledger: Ledger, name: str, words: str, said: tuple[Kind, str, str], *, level: str = "public") -> None:
    report = Report(name, words, published=date(2031, 5, 1), sensitivity=Sensitivity(level))
    kind, value, who = said
    claim = Claim(name, Span(0, len(words)), words, kind, value, (who,), ("ERI", "ETH"), when=When("2031-05-01"))
    claim = replace(claim, object="a ceasefire of ten days", confidence=0.97, sure=True)
    record_coding(ledger, Coding(report, ("ERI", "ETH"), ("KEN",), (claim,)), "1")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """A proposal on record before anybody watched, and Anna's watch."""
    with Ledger.open("sqlite://") as opened:
        tell(opened, "r1", OFFER, (Kind.PROPOSAL, "proposed", "KEN"))
        opened.add_user(User("anna", "Anna", UserRole.READER, "anna@example.org"), by="root")
        opened.add_watch(
            "anna", name="Red Sea\r\nBcc: x@example.org", wanted=write_wanted(Wanted("eri-eth")), mail=True
        )
        yield opened


@pytest.fixture
def sink() -> Iterator[Sink]:
    with run_sink() as running:
        yield running


def settings_for(sink: Sink, **mail: object) -> Settings:
    given = {"host": "127.0.0.1", "port": sink.port, "sender": "desk@example.org", "starttls": False} | mail
    return Settings(web=WebSettings(base_url="https://desk.example.org", mail=MailSettings(**given)))  # type: ignore[arg-type]


def test_a_letter_tells_what_moved_with_its_sentence_and_goes_out_once(ledger: Ledger, sink: Sink) -> None:
    assert mail_watches(ledger, settings_for(sink)).sent == 0
    tell(ledger, "r2", YES, (Kind.RESPONSE, "accepted", "ERI"))
    assert mail_watches(ledger, settings_for(sink)).sent == 1
    letter = sink.letters[0]
    assert (letter["To"], letter["From"]) == ("anna@example.org", "desk@example.org")
    assert f"“{YES}”" in letter.get_content()
    assert "https://desk.example.org/p/eri-eth/changes" in letter.get_content()
    assert mail_watches(ledger, settings_for(sink)).sent == 0


def test_the_name_of_a_watch_writes_no_head_of_its_own(ledger: Ledger, sink: Sink) -> None:
    tell(ledger, "r2", YES, (Kind.RESPONSE, "accepted", "ERI"))
    mail_watches(ledger, settings_for(sink))
    assert sink.letters[0]["Bcc"] is None
    assert sink.letters[0]["Subject"] == "goodoffices: Red Sea Bcc: x@example.org"


def test_what_somebody_decided_moves_a_board_too(ledger: Ledger, sink: Sink) -> None:
    tell(ledger, "r2", YES, (Kind.RESPONSE, "accepted", "ERI"))
    mail_watches(ledger, settings_for(sink))
    claim = next(one.id for one in ledger.current_claims(report="r2"))
    decide(ledger, make_judgement(claim, Verdict.REJECT, "bela"), seen=0)
    assert mail_watches(ledger, settings_for(sink)).sent == 1
    assert "accepted → no response known" in sink.letters[1].get_content()


def test_a_watch_tells_nothing_of_what_its_owner_may_not_see(ledger: Ledger, sink: Sink) -> None:
    tell(ledger, "r2", YES, (Kind.RESPONSE, "accepted", "ERI"), level="restricted")
    assert mail_watches(ledger, settings_for(sink)).sent == 0
    ledger.grant_report("r2", "user:anna", by="root")
    assert mail_watches(ledger, settings_for(sink)).sent == 1


def test_one_refused_address_does_not_stop_the_others(ledger: Ledger, sink: Sink) -> None:
    ledger.add_user(User("bela", "Bela", UserRole.READER, "bela@example.org"), by="root")
    ledger.add_user(User("cyd", "Cyd", UserRole.READER), by="root")
    for name in ("bela", "cyd"):
        ledger.add_watch(name, name="mine", wanted=write_wanted(Wanted("eri-eth")), mail=True)
    ledger.add_watch("bela", name="gone", wanted=write_wanted(Wanted("no-where")), mail=True)
    tell(ledger, "r2", YES, (Kind.RESPONSE, "accepted", "ERI"))
    sink.refused.add("anna@example.org")
    mailed = mail_watches(ledger, settings_for(sink))
    assert (mailed.sent, len(mailed.problems)) == (1, 3)
    assert [letter["To"] for letter in sink.letters] == ["bela@example.org"]
    sink.refused.clear()
    mail_watches(ledger, settings_for(sink))
    assert [letter["To"] for letter in sink.letters] == ["bela@example.org", "anna@example.org"]


def test_nothing_is_lost_when_no_server_answers(ledger: Ledger, sink: Sink) -> None:
    tell(ledger, "r2", YES, (Kind.RESPONSE, "accepted", "ERI"))
    with pytest.raises(GoodOfficesError, match="could not be sent"):
        mail_watches(ledger, settings_for(sink, port=9))
    assert len(write_letters(ledger)[0]) == 1
    assert mail_watches(ledger, settings_for(sink)).sent == 1


def test_no_letter_goes_out_in_the_open_where_tls_is_asked_for(ledger: Ledger, sink: Sink) -> None:
    tell(ledger, "r2", YES, (Kind.RESPONSE, "accepted", "ERI"))
    with pytest.raises(GoodOfficesError, match="STARTTLS"):
        mail_watches(ledger, settings_for(sink, starttls=True))
    assert sink.letters == []


def test_without_a_server_nothing_is_sent_and_the_remedy_is_named(ledger: Ledger) -> None:
    with pytest.raises(SettingsError, match=r"web\.mail\.host"):
        mail_watches(ledger, Settings())
