"""Passages: what each stretch of a page is, with offsets that hold whatever the page looks like."""

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.read.passages import find_passages, split_title
from goodoffices.record.sources import Role

STORY = "The two sides agreed on Tuesday to a truce of thirty days, the mediator said in Geneva after the talks."
SECOND = "Both delegations will return to their capitals and report to their governments before the next round."
LINES = (
    "Truce agreed in Geneva",
    "GENEVA (AP) — " + STORY,
    STORY,
    "Leave a Reply",
    "You may also like",
    "Home",
    "By A. Name",
    "May 2, 2025",
    "## What now?",
    "File photo: Soldiers rest. [A. Name/Reuters]",
    "___",
    "said",
    "© 2025 Example News",
)


def roles(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Role and first words of every passage."""
    return [(passage.role.value, passage.span.of(text)[:20]) for passage in find_passages(text, title)]


def role_of(text: str, words: str) -> Role:
    """The role of the passage that begins with these words, the last one if there are several."""
    return [passage.role for passage in find_passages(text) if passage.span.of(text).startswith(words)][-1]


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_passages_are_in_order_and_hold_all_that_is_visible(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    end = 0
    for passage in find_passages(text):
        assert passage.span.start >= end
        assert len(passage.span) > 0
        assert not text[end : passage.span.start].strip()
        end = passage.span.end
    assert end <= len(text)
    assert not text[end:].strip()


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_divided(text: str) -> None:
    covered = "".join(passage.span.of(text) for passage in find_passages(text))
    assert "".join(covered.split()) == "".join(text.split())


def test_title_standfirst_and_body_are_told_apart() -> None:
    text = f"Truce agreed\n\nA hopeful day in Geneva\n\n{STORY}\n\n{SECOND}"
    assert [role for role, _ in roles(text)] == ["title", "standfirst", "body", "body"]


def test_a_dateline_is_a_passage_before_its_paragraph() -> None:
    text = f"Truce agreed\n\nGENEVA (AP) — {STORY}"
    assert roles(text)[1:] == [("dateline", "GENEVA (AP) —"), ("body", STORY[:20])]


def test_a_box_of_related_stories_ends_where_the_story_resumes() -> None:
    text = f"Truce agreed\n\n{STORY}\n\nYou may also like\n\nSpring recipes\n\n{SECOND}"
    assert [role for role, _ in roles(text)] == ["title", "body", "furniture", "furniture", "body"]


def test_a_standfirst_repeated_in_a_box_is_furniture() -> None:
    line = "A hopeful day for both sides on the lake."
    text = f"Truce agreed\n\n{line}\n\nYou may also like\n\n{line}\n\n{STORY}"
    assert [role for role, _ in roles(text)] == ["title", "standfirst", "furniture", "furniture", "body"]


def test_nothing_below_the_comment_box_is_story() -> None:
    text = f"Truce agreed\n\n{STORY}\n\n{SECOND}\n\nLeave a Reply\n\n{STORY[:60]} I do not believe a word."
    assert [role for role, _ in roles(text)][-2:] == ["furniture", "furniture"]


def test_a_menu_above_the_story_is_furniture_and_the_headline_is_not() -> None:
    menu = ["Home", "World", "Politics", "Business", "Sport", "Culture", "Sign in"]
    text = "\n".join(["Truce agreed | Example News", *menu, "Truce agreed", STORY, SECOND, *menu])
    found = [role for role, _ in roles(text)]
    assert found == ["title", *["furniture"] * 7, "title", "body", "body", *["furniture"] * 7]


def test_headings_between_paragraphs_are_kept_as_such() -> None:
    text = f"Truce agreed\n\n{STORY}\n\nWhat comes next\n\n{SECOND}\n\n## And then?\n\n{STORY} It is so."
    assert role_of(text, "What comes") is Role.HEADING
    assert role_of(text, "## And") is Role.HEADING


def test_a_short_sentence_is_body_and_no_heading() -> None:
    text = f"Truce agreed\n\n{STORY}\n\nClashes continue.\n\n{SECOND}\n\nNobody knows why."
    assert role_of(text, "Clashes") is Role.BODY
    assert role_of(text, "Nobody") is Role.BODY


def test_a_picture_text_is_caption_and_its_bare_credit_furniture() -> None:
    text = f"Truce agreed\n\n{STORY}\n\nSoldiers rest near the bridge on the river on Monday. [A. Name/AFP]\n\n{SECOND}"
    assert role_of(text, "Soldiers") is Role.CAPTION
    assert (
        role_of(text.replace("Soldiers rest near the bridge on the river on Monday.", "Photo"), "Photo")
        is Role.FURNITURE
    )


def test_authors_and_days_above_the_story_are_bylines() -> None:
    text = f"Truce agreed\n\nAnna Example and Bo Sample\n\nPublished May 2, 2025\n\n{STORY}"
    assert [role for role, _ in roles(text)] == ["title", "byline", "byline", "body"]


def test_a_story_without_a_headline_has_no_title() -> None:
    assert [role for role, _ in roles(f"{STORY}\n\n{SECOND}")] == ["body", "body"]


def test_a_legal_notice_in_front_of_a_page_in_one_paragraph_is_set_apart() -> None:
    notice = "This material may not be published or redistributed. ©2025 Example Network. All rights reserved."
    text = f"Truce agreed\n\n{notice} {STORY} {SECOND} {STORY}"
    assert [role for role, _ in roles(text)] == ["title", "furniture", "body"]
    assert find_passages(text)[2].span.of(text).startswith(STORY)


def test_a_known_headline_is_the_title_wherever_it_stands_above_the_story() -> None:
    text = f"Example News since 1890\n\nTruce agreed\n\n{STORY}"
    assert ("title", "Truce agreed") in roles(text, title="Truce agreed")


def test_words_of_a_cue_inside_a_paragraph_leave_it_in_the_story() -> None:
    text = f"Truce agreed\n\n{STORY}\n\nReaders should subscribe to the view that peace is near. {SECOND * 4}"
    assert role_of(text, "Readers") is Role.BODY


def test_an_outlet_is_split_from_a_headline_only_where_it_is_one() -> None:
    assert split_title("Truce agreed in Geneva | War News | Example Radio") == (
        "Truce agreed in Geneva",
        "Example Radio",
    )
    assert split_title("Truce agreed in Geneva - Example News") == ("Truce agreed in Geneva", "Example News")
    assert split_title("No truce in sight this week — Kremlin") == ("No truce in sight this week — Kremlin", "")


def test_links_in_capitals_are_furniture_but_a_telegram_is_a_story() -> None:
    link = "MORE TROOPS LEAVE THE BORDER AFTER THE DEAL"
    assert role_of(f"Truce agreed\n\n{STORY}\n\n{link}\n\n{SECOND}", link) is Role.FURNITURE
    assert role_of(f"{STORY}\n\n{SECOND}".upper(), SECOND.upper()) is Role.BODY


def test_the_keys_in_front_of_markdown_are_furniture() -> None:
    text = f"---\ntitle: A page\ndate: 2025-05-02\n---\n\n# Truce agreed\n\n{STORY}"
    assert [role for role, _ in roles(text)] == [*["furniture"] * 4, "title", "body"]


def test_a_running_head_that_stands_three_times_is_furniture() -> None:
    head = "Example Institute Report"
    text = f"Truce agreed\n\n{STORY}\n\n{head}\n\n{SECOND}\n\n{head}\n\n{STORY} So.\n\n{head}\n\nPage 3 of 9"
    assert role_of(text, head) is Role.FURNITURE
    assert role_of(text, "Page 3") is Role.FURNITURE
