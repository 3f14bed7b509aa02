"""Who is reported to say, believe, want or plan what, by which cue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.extract.attributions import find_attributions, outermost, statements_as_row
from goodoffices.extract.mentions import find_mentions
from goodoffices.extract.parse import parse_report, parse_reports
from goodoffices.record.claims import Attribution
from goodoffices.record.sources import Passage, Report, Role, Span

STATEMENTS = Path(__file__).with_name("statements") / "news.jsonl"

# F1 over the annotated statements of our own texts.
FLOOR = 0.93


def attributions_of(text: str, *, title: bool = False) -> tuple[Attribution, ...]:
    passages = (Passage(Span(0, len(text)), Role.TITLE),) if title else ()
    parse = parse_report(Report("r", text, passages))
    return find_attributions(parse, find_mentions(parse))


def triples_of(text: str, *, title: bool = False) -> list[tuple[str, str, str]]:
    found = outermost(attributions_of(text, title=title))
    sides = [(mine.source, mine.cue, mine.content) for mine in found]
    return [tuple(" … ".join(span.of(text) for span in spans) for spans in side) for side in sides]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks collapsed, two officials said on Tuesday.", ("two officials", "said", "The talks collapsed")),
        ("The deal, he said, was dead.", ("he", "said", "The deal … was dead")),
        ("Ortega denied that her men had crossed.", ("Ortega", "denied", "that her men had crossed")),
        ("The rebels have vowed to fight on.", ("The rebels", "have vowed", "to fight on")),
        ("According to a nurse, nine died.", ("a nurse", "According to", "nine died")),
        ("She is confident that a deal can be reached.", ("She", "is confident", "that a deal can be reached")),
        ("It was announced that the talks would resume.", ("", "was announced", "that the talks would resume")),
        ("The army was quoted as saying that it had left.", ("The army", "saying", "that it had left")),
        ("The union issued a statement saying it would not attend.", ("The union", "saying", "it would not attend")),
        ("The envoy urged both sides to show restraint.", ("The envoy", "urged", "to show restraint")),
        (
            "The mayor would not say when the port might open.",
            ("The mayor", "would not say", "when the port might open"),
        ),
    ],
)
def test_reported_speech_has_its_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    assert triples_of(text) == [expected]


def test_a_quotation_split_by_its_cue_is_one_statement() -> None:
    [(source, cue, content)] = triples_of('"We will not sign," she told reporters, "and nobody will make us."')
    assert (source, cue) == ("she", "told")
    assert content == '"We will not sign," … "and nobody will make us."'


def test_a_speech_over_two_paragraphs_is_one_statement() -> None:
    text = "“First they cut the water.\n“Then they cut the road,” Haddad recalled."
    assert triples_of(text) == [("Haddad", "recalled", "“First they cut the water.\n“Then they cut the road,”")]


def test_sentences_quoted_after_the_cue_belong_to_the_speaker() -> None:
    [(source, _, content)] = triples_of("“We were sold,” said Amina Yusuf. “Nobody asked us. Nobody will.”")
    assert source == "Amina Yusuf"
    assert content.endswith("“Nobody asked us. Nobody will.”")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ELN says it is raiding farms in support of its old ally, the FARC, and will not stop.", True),
        ("The ELN says it is raiding farms in support of its old ally, the FARC, and has not stopped.", False),
    ],
)
def test_what_a_group_says_it_will_do_is_part_of_what_it_says(text: str, told: bool) -> None:
    [(source, _, content)] = triples_of(text)
    assert source == "The ELN"
    assert content.endswith("will not stop") is told


def test_the_source_is_the_whole_noun_phrase() -> None:
    [(source, *_)] = triples_of("“It is over,” said Lucía Paredes, the minister of finance.")
    assert source == "Lucía Paredes, the minister of finance"


def test_two_verbs_share_one_source() -> None:
    found = triples_of("Ferrante insisted she had done nothing wrong and urged her rivals to debate her.")
    assert [(source, cue) for source, cue, _ in found] == [("Ferrante", "insisted"), ("Ferrante", "urged")]
    assert found[0][2] == "she had done nothing wrong"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Army: rebels shelled the town", "Army", "rebels shelled the town"),
        ("No truce before the harvest: minister", "minister", "No truce before the harvest"),
        ("Strike hit a school, says UN", "UN", "Strike hit a school"),
    ],
)
def test_headlines_attribute_by_colon_or_says(text: str, source: str, content: str) -> None:
    assert [(who, what) for who, _, what in triples_of(text, title=True)] == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “peace committee” has not met since March.",
        "The film “A Long Way Home” opened in four cities.",
        "The army shelled the ridge and withdrew across the river.",
        "The war has claimed more than a thousand lives.",
        "The militia backed the army's advance with mortars.",
        "Prices rose by a tenth after the blockade.",
        "Live: the vote in the assembly",
    ],
)
def test_what_nobody_is_said_to_say_is_no_statement(text: str) -> None:
    assert triples_of(text) == []


def test_own_thoughts_inside_a_quotation_are_not_reported_twice() -> None:
    assert len(attributions_of("“I think we can win,” the governor said.")) == 1


def test_kinds_tell_quoted_from_reported() -> None:
    kinds = [
        attributions_of(text)[0].kind.value
        for text in (
            "“It is over,” she said.",
            "She said it was “a very bad day” for the region.",
            "She said it was over.",
        )
    ]
    assert kinds == ["direct", "mixed", "indirect"]


def test_a_row_leaves_out_what_stands_in_another_statement() -> None:
    text = "The minister said the rebels had vowed to return."
    report = Report("r", text)
    parse = parse_report(report)
    found = find_attributions(parse, find_mentions(parse))
    rows = [len(statements_as_row(report, found, nested=nested)["attributions"]) for nested in (False, True)]
    assert rows == [1, 2]


def test_statements_of_our_own_texts_keep_their_floor() -> None:
    rows = [json.loads(line) for line in STATEMENTS.read_text(encoding="utf-8").splitlines()]
    hits = predicted = wanted = 0
    for row, parse in zip(rows, parse_reports(map(_report, rows)), strict=True):
        found = statements_as_row(parse.report, find_attributions(parse, find_mentions(parse)))["attributions"]
        predicted, wanted = predicted + len(found), wanted + len(row["attributions"])
        hits += _pairs(row["attributions"], found)
    assert len(rows) >= 100
    assert 2 * hits / (predicted + wanted) >= FLOOR


def _report(row: dict[str, Any]) -> Report:
    role = Role.TITLE if row["title"] else Role.BODY
    starts = [0, *(i + 1 for i, char in enumerate(row["text"]) if char == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(row["text"])]
    passages = tuple(Passage(Span(start, end), role) for start, end in zip(starts, ends, strict=True))
    return Report(row["id"], row["text"], passages)


def _pairs(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> int:
    """How many pair one to one: the sources share a character, the contents at least half of the annotated one."""
    left = list(found)
    hits = 0
    for mine in gold:
        match = next((other for other in left if _same(mine, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def _same(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    source, other = _characters(gold["source"]), _characters(found["source"])
    content = _characters(gold["content"])
    return (bool(source & other) or not source) and 2 * len(content & _characters(found["content"])) >= len(content)


def _characters(spans: list[list[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from("he said “ ” that , . : ; Rebels vowed to \n ' according the army".split(" ")), max_size=30
    )
)
def test_any_text_gives_exact_spans_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = attributions_of(text)
    for mine in found:
        assert all(span.of(text).strip() for span in (*mine.source, *mine.cue, *mine.content))
        assert list(mine.content) == sorted(mine.content)
    assert [mine.cue for mine in found] == sorted(mine.cue for mine in found)


def test_words_whose_branches_cross_still_make_a_span() -> None:
    text = (
        "That, according to Anna Berg of the Peace Institute, may be exactly the point: "
        '"The government is betting it can peel the moderates away from its chief.'
    )
    assert [mine.speaker for mine in attributions_of(text)] == ["Anna Berg"]
