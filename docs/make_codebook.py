"""Write docs/codebook.md from the vocabulary; a test compares the page with what this prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from goodoffices.vocab.acts import Rule, load_rules
from goodoffices.vocab.codebook import KindEntry, load_codebook
from goodoffices.vocab.plover import load_cameo, load_plover

PAGE = Path(__file__).with_name("codebook.md")

OPENING = """# The codebook

This page is written by `docs/make_codebook.py` from `src/goodoffices/vocab/`: what the kinds of claim mean, which codes
they carry, and the rules by which the embedded coder finds acts. The coder, the prompt for a language model and this
page read the same files.

```python
from goodoffices.vocab.codebook import load_codebook

codebook = load_codebook()
assert "accepted_in_part" in codebook.values("response")
assert codebook.plover("deescalation", "release") == ("RETREAT", "release")
codebook.check("response", "rejected")  # raises InputError, saying what is allowed, for a value that does not exist
```
"""

RULES = """## Rules

A rule is an entry of `vocab/rules/*.yaml`: what it says, the kind, value and codes it gives, and its forms. A form
names a trigger (`verb`, `noun` or `adj`; lower-case words, or UPPER-CASE classes from `vocab/words/`) and what must
stand in the places around it: `subject`, `object`, `comp` (an infinitive or clause), any preposition (`to`, `with`,
`"on"` …), `poss`, `nat` (a name before a noun), `mod`, `parent`, `clause` (anywhere below). `no_` before a place
forbids it. Both voices, relative clauses, participles and infinitives fill the same places. `actor` and `target` list
the places to read them from, best first. Every rule has two examples that it must find and one that it must not; all
of them are tests.

*Right* is the share of its finds that annotated reports confirm (same kind and value), where the act is told in a main
clause; `vocab/rules/priors.yaml` also holds it for acts inside other acts, in side clauses and in headlines.
Rules of kind `other` make PLOVER events; they were not measured on reports of peace processes.

```python
from goodoffices.extract.acts import match_acts
from goodoffices.extract.parse import parse_report
from goodoffices.record.sources import Report

parse = parse_report(Report("r1", "Asmara rejected the Norwegian proposal on Monday."))
act = next(act for act in match_acts(parse) if act.kind == "response")
assert (act.rule, act.value, act.actor_tokens[0].text) == ("reject-proposal", "rejected", "Asmara")
```

"""

EVENTS = """## PLOVER

Types, modes and scores are the 2021 manual's. What is to come, promised or possible becomes the type under *to come*;
what is refused or not done, the type under *refused* (no event where there is none).

```python
from goodoffices.extract.parse import load_pipeline
from goodoffices.extract.plover import code_event
from goodoffices.extract.tree import make_tree

text = "Ruritania said it would send food to Zenda."
(event,) = code_event(tuple(make_tree(load_pipeline()(text))))
assert event.type == "AGREE"
assert [span.of(text) for span in event.source_spans] == ["Ruritania"]
```

| type | quad | score | is | modes | to come | refused |
|---|---|---|---|---|---|---|
"""


def render_page() -> str:
    """The whole page."""
    return "\n".join(
        (OPENING, *_factualities(), *map(_kind, load_codebook().kinds), EVENTS + _types(), RULES + _rules())
    )


def _factualities() -> Iterator[str]:
    yield "## Factuality\n"
    yield from (f"- `{name}`: {text}" for name, text in load_codebook().factualities)
    yield "\n## Kinds\n"


def _kind(entry: KindEntry) -> str:
    lines = [f"### `{entry.name}` — {entry.label}\n", entry.definition, ""]
    if entry.values:
        lines += ["| value | is | PLOVER | CAMEO |", "|---|---|---|---|"]
    for value in entry.values:
        lines.append(f"| `{value.name}` | {value.definition} | {_code(value.plover)} | {_leaf(value.cameo)} |")
    if not entry.values:
        lines.append(f"No values. PLOVER {_code(entry.plover)}, CAMEO {_leaf(entry.cameo)}.")
    return "\n".join([*lines, "", *(f"- {case}" for case in entry.hard_cases), ""])


def _code(code: tuple[str, str | None] | None) -> str:
    return "—" if code is None else ".".join(filter(None, code))


def _leaf(code: str | None) -> str:
    return "—" if code is None else f"{code} {load_cameo()[code].label}"


def _types() -> str:
    rows = (
        f"| {each.name} | {each.quad} | {each.score} | {each.definition} | "
        f"{', '.join(mode.name for mode in each.modes) or '—'} | {each.future} | {each.negated or '—'} |\n"
        for each in load_plover()
    )
    return "".join(rows) + "\n"


def _rules() -> str:
    head = "| rule | says | kind | codes | right |\n|---|---|---|---|---|\n"
    return head + "".join(map(_rule, load_rules()))


def _rule(rule: Rule) -> str:
    right = "—" if rule.kind == "other" else f"{rule.prior_of('main'):.2f}"
    kind = "/".join(filter(None, (rule.kind, rule.value)))
    return f"| `{rule.name}` | {rule.says} | {kind} | {_code(rule.plover)} {rule.cameo or ''} | {right} |\n"


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
