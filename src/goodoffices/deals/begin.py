"""A first case file from what is on record: demands, red lines and proposals, every line with its sentence.

In come a process and its records, out goes the text of a case file that loads as it is and that a person completes.
What parties want most, what they can do alone and what walking away means stand in no report; those lines are marked
TODO.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Process, Record
from goodoffices.record.talks import Answer, Demand, Firmness, Proposal, Response

_HEAD = """\
# A first case, written from the record on {day}. It loads as it is; a person has to complete what is marked TODO.
# Nothing here is a judgement of the program: every line below carries the sentence it was taken from.

title = {title}
mediators = {mediators}
"""
_FIRM = {
    Firmness.STATED: "demands",
    Firmness.PRECONDITION: "makes a precondition of",
    Firmness.RED_LINE: "will not give up",
}
_BINDING = (Firmness.RED_LINE, Firmness.PRECONDITION)
# Answers that say something of a package, in the order of the ladder.
_ANSWERED = {Answer.NO_RESPONSE_KNOWN, Answer.UNDER_CONSIDERATION}


def write_case(process: Process, records: Iterable[Record], *, as_of: date | None = None) -> str:
    """The text of a first case file."""
    known = [record for record in records if _known(record.evidence, as_of)]
    demands = _distinct(one for one in known if isinstance(one, Demand) and one.firmness is not Firmness.DROPPED)
    proposals = [one for one in known if isinstance(one, Proposal) and one.withdrawn is None]
    replaced = {one.supersedes for one in proposals}
    proposals = [one for one in proposals if one.id not in replaced]
    answers = [one for one in known if isinstance(one, Response) and one.value not in _ANSWERED]
    parts = [
        _HEAD.format(
            day=as_of or "all that is known", title=_quote(process.name), mediators=_quote(list(process.mediators))
        ),
        *_issues(proposals, demands),
        *_red_lines(demands),
        *(line for party in process.parties for line in _party(party, answers, proposals)),
        _FOOT,
    ]
    return "\n".join(parts)


_FOOT = """\
# TODO what each party can do alone, one [[options]] each; what cannot be undone has direction = "forward".
# [[options]]
# name = "Resume the offensive"
# party = "…"
# direction = "both"
"""


def _issues(proposals: Sequence[Proposal], demands: Sequence[Demand]) -> Iterator[str]:
    yield "# TODO leave two to five options per issue; word them so that both sides would recognise them.\n[issues]"
    tracks = dict.fromkeys(proposal.terms.track for proposal in proposals)
    for track in tracks:
        rows = [one for one in proposals if one.terms.track == track]
        for proposal in rows:
            by = ", ".join(proposal.proposers) or "nobody is named"
            yield f"# {_one_line(proposal.title)} ({by}) {_cite(proposal.evidence)}"
        names = dict.fromkeys(["nothing", *(_label(proposal) for proposal in rows)])
        yield f"{_quote(track)} = {_quote(list(names))}"
    for at, demand in enumerate(demands, start=1):
        firm = _FIRM.get(demand.firmness, "wants")
        yield f"# {demand.party} {firm}: {_one_line(demand.content)} {_cite(demand.evidence)}"
        sign = (
            "" if demand.firmness in _BINDING else "# "
        )  # a demand that is only stated is a wish until a person says more
        yield f'{sign}"demand {at}" = ["met", "not met"]'
    if not tracks and not any(demand.firmness in _BINDING for demand in demands):
        yield '# TODO no proposal and no demand is on record.\nagreement = ["nothing", "something"]'
    yield ""


def _red_lines(demands: Sequence[Demand]) -> Iterator[str]:
    yield "# TODO a red line is what a party would rather walk away than accept; take out those that only sounded so."
    for at, demand in enumerate(demands, start=1):
        if demand.firmness in _BINDING:
            yield f"# {_cite(demand.evidence)}"
            yield f'[[red_lines]]\nname = "demand {at}"\nparty = {_quote(demand.party)}\nkeep = "demand {at} = met"'
            yield f"source = {_quote(_source(demand.evidence))}\n"


def _party(party: str, answers: Sequence[Response], proposals: Sequence[Proposal]) -> Iterator[str]:
    titles = {proposal.id: proposal.title for proposal in proposals}
    yield f"[parties.{_quote(party)}]"
    yield 'basis = "TODO whose estimate this is"'
    for answer in answers:
        if answer.party == party and answer.proposal in titles:
            verdict = str(answer.value).replace("_", " ")
            yield f"# on “{_one_line(titles[answer.proposal])}”: {verdict} {_cite(answer.evidence)}"
    yield '# importance = ["the weightiest issue first"]   # TODO\n'


def _label(proposal: Proposal) -> str:
    """A proposal as an option: its own title, without signs that a statement would read as grammar."""
    words = "".join(sign if sign.isalnum() or sign in " -–." else " " for sign in proposal.title)
    return " ".join(words.split())[:100] or proposal.id


def _distinct(demands: Iterable[Demand]) -> list[Demand]:
    """Each demand of a party once, the latest and with it the firmest wording."""
    found: dict[tuple[str, str], Demand] = {}
    for demand in demands:
        found[demand.party, _one_line(demand.content).casefold()] = demand
    return sorted(found.values(), key=lambda one: (one.party, one.firmness is not Firmness.RED_LINE, one.id))


def _known(evidence: Sequence[Evidence], day: date | None) -> bool:
    return any(piece.known_by(day) for piece in evidence)


def _cite(evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return ""
    first = evidence[0]
    return f"— “{_one_line(first.text)}” ({', '.join(filter(None, (first.outlet, str(first.known or ''), first.id)))})"


def _source(evidence: Sequence[Evidence]) -> str:
    return f"claim {evidence[0].id}" if evidence else ""


def _one_line(text: str) -> str:
    """Words of a report on one line, so that nothing in them can end a comment."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _quote(value: str | list[str]) -> str:
    """A TOML string or list of strings; JSON's are the same."""
    return json.dumps(value, ensure_ascii=False)
