"""Units: blank lines divide, forced line breaks do not, and no character is lost."""

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.read.units import find_units, plain

PARAGRAPH = (
    "The two delegations met on Monday in the capital and agreed to go on talking for another three days "
    "while the guns along the river stay silent, the mediator said after the meeting had ended late at night."
)


def wrap(text: str, width: int) -> str:
    """Break a paragraph where the next word does not fit."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@given(st.text(alphabet="ab \t\n\r\f.A–“\u2028\x85", max_size=200))
def test_units_hold_every_visible_character_in_order(text: str) -> None:
    end = 0
    for unit in find_units(text):
        assert unit.span.start >= end
        assert not text[end : unit.span.start].strip()
        assert unit.span.of(text) == unit.span.of(text).strip() != ""
        end = unit.span.end
    assert not text[end:].strip()


@given(st.integers(min_value=50, max_value=90))
def test_a_wrapped_paragraph_is_one_unit_at_any_width(width: int) -> None:
    text = wrap(PARAGRAPH, width) + "\n\n" + wrap(PARAGRAPH, width)
    assert [unit.text for unit in find_units(text)] == [PARAGRAPH, PARAGRAPH]


def test_one_paragraph_per_line_stays_one_unit_per_line() -> None:
    text = "\n".join([PARAGRAPH, "A second one.", PARAGRAPH])
    assert [unit.text for unit in find_units(text)] == [PARAGRAPH, "A second one.", PARAGRAPH]


def test_carriage_returns_count_as_line_ends() -> None:
    text = f"Headline\r\n\r\n{PARAGRAPH}\r\n"
    assert [unit.span.of(text) for unit in find_units(text)] == ["Headline", PARAGRAPH]


def test_a_sentence_that_links_broke_apart_is_put_together() -> None:
    text = "Both sides have accused each other of\nbreaking the truce\nThe army denied it."
    assert [unit.text for unit in find_units(text)] == [
        "Both sides have accused each other of breaking the truce",
        "The army denied it.",
    ]


def test_labels_of_a_menu_are_not_joined() -> None:
    assert len(find_units("About us\ncontact us\nprivacy\nterms")) == 4


def test_list_items_are_units_of_their_own() -> None:
    text = "The terms, according to the mediator, are these and those that follow\n- a truce\n- an exchange"
    assert [unit.text[:3] for unit in find_units(text)] == ["The", "- a", "- a"]


def test_plain_makes_quotes_straight_and_trims_marks() -> None:
    assert plain("» Editor’s “Picks”: ") == 'editor\'s "picks"'
