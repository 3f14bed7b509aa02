"""`goodoffices watches` lists the letters that wait, and says what stands in the way of others."""

from goodoffices.ledger import Ledger
from goodoffices.ledger.people import User, UserRole


def test_waiting_letters_are_listed_and_what_is_wrong_is_said(folder, run) -> None:
    with Ledger.open("sqlite:///goodoffices.db") as ledger:
        ledger.add_user(User("anna", "Anna", UserRole.READER), by="root")
        ledger.add_watch("anna", name="mine", wanted='{"process": "eri-eth"}', mail=True)
    ran = run("watches", "--json")
    assert (ran.code, ran.out.strip()) == (0, "[]")
    assert "watch 'mine' of anna: there is no e-mail address" in ran.err


def test_sending_without_a_server_names_the_setting(golden, run) -> None:
    ran = run("watches", "--send")
    assert ran.code == 1
    assert "web.mail.host" in ran.err
