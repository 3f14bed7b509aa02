"""The prompt is the codebook and the report, and fits the window of a small model."""

import json
from datetime import date

from goodoffices.consult.answer import check_answer
from goodoffices.consult.prompt import answer_schema, build_prompts, prompt_version, system_text
from goodoffices.consult.sentences import number_sentences
from goodoffices.record.claims import Kind
from goodoffices.record.sources import Outlet, Passage, Report, Role, Span
from goodoffices.vocab.codebook import load_codebook
from goodoffices.vocab.loading import load_vocab

SENTENCE = "The envoy of the U.S. met Gen. Haftar in Benghazi on Tuesday and left without a word. "


def long_report(words: int) -> Report:
    return Report(
        "long", SENTENCE * (words // len(SENTENCE.split())), outlet=Outlet("Example"), published=date(2020, 1, 8)
    )


def lined(lines: list[str]) -> Report:
    """A report with a passage for each line."""
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    passages = tuple(Passage(Span(at, at + len(line)), Role.BODY) for at, line in zip(starts, lines, strict=True))
    return Report("example", text, passages)


def test_every_kind_and_value_is_told_but_other() -> None:
    for entry in load_codebook().kinds:
        assert (f"\n{entry.name}: " in system_text()) == (entry.name != Kind.OTHER)
    assert "acceptance_withdrawn" in system_text()


def test_a_report_of_900_words_fits_in_8000_tokens_with_the_codebook() -> None:
    (prompt,) = build_prompts(long_report(900))
    assert prompt.tokens_in < 8000
    assert "published: 2020-01-08\noutlet: Example\n[1] The envoy" in prompt.user


def test_a_long_report_comes_in_parts_that_overlap_and_keep_their_numbers() -> None:
    first, second, *_ = build_prompts(long_report(2000), max_words=900)
    assert (first.id, second.id) == ("long", "long#2")
    assert {s.number for s in first.sentences} & {s.number for s in second.sentences}
    assert f"[{second.sentences[0].number}] The envoy" in second.user


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert len(number_sentences(Report("r", SENTENCE * 3))) == 3


def test_furniture_is_not_sent() -> None:
    text = "Truce holds.\nLeave a Reply"
    passages = (Passage(Span(0, 12), Role.BODY), Passage(Span(13, 26), Role.FURNITURE))
    (prompt,) = build_prompts(Report("r", text, passages))
    assert "Truce holds." in prompt.user
    assert "Leave a Reply" not in prompt.user


def test_the_worked_examples_pass_the_checks_they_teach() -> None:
    for example in load_vocab("reading")["examples"]:
        report = lined(example["sentences"])
        answer = check_answer(report, number_sentences(report), json.dumps(example["answer"]))
        assert answer.drops == ()
        assert len(answer.claims) == len(example["answer"]["claims"])


def test_the_schema_asks_for_what_the_checks_want() -> None:
    claim = answer_schema()["properties"]["claims"]["items"]
    assert set(load_vocab("reading")["examples"][0]["answer"]["claims"][0]) == set(claim["required"])


def test_the_version_is_a_digest_of_the_prompt() -> None:
    assert len(prompt_version()) == 12
    assert int(prompt_version(), 16) >= 0
