"""Persons, ways in, discussion, watches: what a web room keeps in the ledger."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.ledger import PUBLIC, Ledger, Viewer
from goodoffices.ledger.people import User, UserRole
from goodoffices.ledger.threads import Subject, Topic
from goodoffices.record.sources import Sensitivity

R1 = Subject(Topic.REPORT, "r1")


@pytest.fixture
def staffed(filled: Ledger) -> Ledger:
    """A ledger with a report and two persons."""
    filled.add_user(
        User("anna", "Anna", UserRole.ADMINISTRATOR, " Anna@Desk.Example"), by="first start", password="$argon2id$x"
    )
    filled.add_user(User("bela", "Bela", UserRole.READER, desks=frozenset({"horn"})), by="anna")
    return filled


def test_persons_have_roles_desks_and_a_hash_that_no_list_shows(staffed: Ledger) -> None:
    anna, bela = staffed.users()
    assert (anna.email, anna.role, bela.desks) == ("anna@desk.example", UserRole.ADMINISTRATOR, {"horn"})
    assert staffed.user_by_email("ANNA@desk.example") == anna
    assert staffed.password_of("anna") == "$argon2id$x"
    assert "argon2" not in repr(anna) + repr(staffed.audit_log())
    assert bela.viewer == Viewer("bela", frozenset({"horn"}))


@pytest.mark.parametrize(
    "user", [User("anna", "A", UserRole.READER), User("x", "A", UserRole.READER, "anna@desk.EXAMPLE")]
)
def test_an_id_or_address_that_is_taken_is_refused(staffed: Ledger, user: User) -> None:
    with pytest.raises(EditConflict):
        staffed.add_user(user, by="anna")
    assert staffed.count_users() == 2


def test_changes_of_a_person_are_on_record(staffed: Ledger) -> None:
    bela = staffed.change_user("bela", by="anna", role=UserRole.REVIEWER, password="$argon2id$y", desks=["sahel"])
    assert (bela.role, bela.desks, staffed.password_of("bela")) == (UserRole.REVIEWER, {"sahel"}, "$argon2id$y")
    assert staffed.audit_log()[0].detail == "role=reviewer; password; desks=sahel"
    with pytest.raises(InputError, match="no 'height' to change"):
        staffed.change_user("bela", by="anna", height=3)
    with pytest.raises(NotRecorded):
        staffed.change_user("nobody", by="anna", name="N")


def test_roles_include_the_ones_before() -> None:
    assert UserRole.ADMINISTRATOR.includes(UserRole.REVIEWER)
    assert not UserRole.READER.includes(UserRole.MEMBER)


def test_plans_are_granted_and_withdrawn(staffed: Ledger) -> None:
    assert staffed.grant_plan("bela", "correspondent", by="anna")
    assert not staffed.grant_plan("bela", "correspondent", by="anna")
    assert staffed.plans_of("bela") == ("correspondent",)
    assert staffed.withdraw_plan("bela", "correspondent", by="anna")
    assert staffed.plans_of("bela") == ()


def test_a_session_lasts_until_it_ends_expires_or_its_user_is_disabled(staffed: Ledger, clock: Any) -> None:
    for token in ("a", "b", "c"):
        staffed.start_session(token, "bela", expires=clock.now + timedelta(hours=1))
    staffed.grant_plan("bela", "correspondent", by="anna")
    found = staffed.signed_in("a")
    assert found is not None
    assert found.session.user == "bela"
    assert found.user == staffed.user("bela")
    assert found.plans == {"correspondent"}
    assert staffed.end_session("a")
    assert staffed.signed_in("a") is None
    assert len(staffed.sessions_of("bela")) == 2
    staffed.change_user("bela", by="anna", disabled=True)
    assert staffed.signed_in("b") is None
    staffed.change_user("bela", by="anna", disabled=False)
    clock.now += timedelta(hours=2)
    assert staffed.signed_in("b") is None
    assert staffed.end_sessions("bela", by="anna") == 2


def test_tokens_of_programs_end_with_their_person(staffed: Ledger, clock: Any) -> None:
    staffed.add_token("h", "bela", label="notebook", expires=clock.now + timedelta(days=30))
    (token,) = staffed.tokens_of("bela")
    assert staffed.token("h") is not None
    staffed.change_user("bela", by="anna", disabled=True)
    assert staffed.token("h") is None
    assert staffed.end_token("bela", token.id, by="bela")
    assert staffed.tokens_of("bela") == ()


def test_a_one_time_link_works_once_for_its_purpose_and_in_time(staffed: Ledger, clock: Any) -> None:
    staffed.add_link("l", "first_administrator", expires=clock.now + timedelta(hours=1))
    staffed.add_link("m", "set_password", expires=clock.now + timedelta(hours=1), user="bela")
    with pytest.raises(NotRecorded):
        staffed.use_link("l", "set_password")
    assert staffed.use_link("l", "first_administrator").user is None
    with pytest.raises(NotRecorded, match="used already"):
        staffed.use_link("l", "first_administrator")
    clock.now += timedelta(hours=2)
    with pytest.raises(NotRecorded):
        staffed.use_link("m", "set_password")


def test_failures_to_sign_in_are_counted_since_the_last_success(staffed: Ledger, clock: Any) -> None:
    start = clock.now
    for succeeded in (False, False, True, False):
        staffed.note_attempt("Anna", "10.0.0.9", succeeded=succeeded)
    assert staffed.count_failures(since=start, name="anna") == 1
    assert staffed.count_failures(since=start, address="10.0.0.9") == 3
    assert staffed.count_failures(since=clock.now + timedelta(hours=1), address="10.0.0.9") == 0
    assert staffed.forget_entries(clock.now + timedelta(hours=1)) == 4


def test_a_thread_has_replies_mentions_and_an_end(staffed: Ledger) -> None:
    thread = staffed.open_thread(R1, author="anna", text="Is this the same pause?", mentions=["bela"])
    first = thread.comments[0]
    reply = staffed.reply(thread.id, author="bela", text="Yes.", parent=first.id)
    assert [each.text for each in staffed.thread(thread.id).comments] == ["Is this the same pause?", "Yes."]
    assert reply.parent == first.id
    ((where, comment),) = staffed.mentions_of("bela", viewer=Viewer("bela"))
    assert (where.subject, comment.id) == (R1, first.id)
    staffed.see_mentions("bela", [first.id])
    assert staffed.mentions_of("bela", viewer=Viewer("bela")) == ()
    staffed.resolve_thread(thread.id, by="anna")
    assert staffed.threads_about(R1)[0].resolved_by == "anna"
    staffed.reopen_thread(thread.id, by="anna")
    assert staffed.threads_about(R1)[0].resolved is None


def test_a_comment_taken_away_leaves_its_place_and_its_reason(staffed: Ledger) -> None:
    thread = staffed.open_thread(R1, author="bela", text="rude words")
    staffed.remove_comment(thread.comments[0].id, by="anna", why="rude")
    (comment,) = staffed.thread(thread.id).comments
    assert (comment.text, comment.removed_by, comment.removed_why) == ("", "anna", "rude")
    with pytest.raises(NotRecorded):
        staffed.remove_comment(comment.id, by="anna")


@pytest.mark.parametrize(
    "say", [lambda led, t: led.reply("none", author="a", text="x"), lambda led, t: led.reply(t, author="a", text=" ")]
)
def test_a_reply_needs_a_thread_and_words(staffed: Ledger, say: Callable[[Ledger, str], None]) -> None:
    thread = staffed.open_thread(R1, author="anna", text="x")
    with pytest.raises((NotRecorded, InputError)):
        say(staffed, thread.id)
    assert len(staffed.thread(thread.id).comments) == 1


def test_talk_about_a_hidden_report_is_hidden_too(staffed: Ledger) -> None:
    claim = next(staffed.current_claims()).id
    about = [R1, Subject(Topic.CLAIM, claim), Subject(Topic.RECORD, "none", "p")]
    made = [staffed.open_thread(subject, author="anna", text="secret", mentions=["bela"]) for subject in about]
    staffed.set_sensitivity("r1", Sensitivity.RESTRICTED, by="anna")
    for viewer in (PUBLIC, Viewer("bela")):
        assert [staffed.threads_about(subject, viewer=viewer) for subject in about] == [(), (), ()]
        assert staffed.recent_comments(viewer=viewer) == ()
        assert staffed.mentions_of("bela", viewer=viewer) == ()
        with pytest.raises(NotRecorded):
            staffed.thread(made[0].id, viewer=viewer)
    assert len(staffed.recent_comments()) == 3


def test_a_watch_is_saved_changed_fed_and_ended(staffed: Ledger, clock: Any) -> None:
    watch = staffed.add_watch("bela", name="pauses", wanted='{"kind":"ceasefire"}', mail=True, feed_token="hash")
    assert staffed.watches_of("bela") == staffed.watches_by_mail() == (watch,)
    assert staffed.watch_of_feed("hash") == watch
    seen = staffed.change_watch(watch.id, last_visit=clock.now, mail=False)
    assert (seen.last_visit, staffed.watches_by_mail()) == (clock.now, ())
    staffed.change_user("bela", by="anna", disabled=True)
    assert staffed.watch_of_feed("hash") is None
    staffed.end_watch(watch.id)
    with pytest.raises(NotRecorded):
        staffed.watch(watch.id)


def test_a_visit_tells_when_the_last_one_was(staffed: Ledger, clock: Any) -> None:
    assert staffed.visit("bela", "changes") is None
    first = clock.now
    assert staffed.visit("bela", "changes") == first
    assert staffed.last_visit("bela", "changes") == clock.now
    assert staffed.last_visit("anna", "changes") is None
