"""The records of one process as they are put before the rules: sorted by kind and subject, as known on a day.

In: any records. Out: a `Docket`. Evidence that came later, or is unreviewed where only reviewed is asked for, is left
out first; a record without evidence left does not exist. What is sure comes first: a record with sure evidence rests on
it alone, and one without is doubtful. Doubtful records fill what would be empty and never speak against sure ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any, TypeGuard, TypeVar

from goodoffices.record.evidence import Evidence, combine_confidence, count_sources
from goodoffices.record.findings import SourceConflict
from goodoffices.record.keeping import with_reciprocity, with_starts
from goodoffices.record.mediation import MediatorStep
from goodoffices.record.processes import Record
from goodoffices.record.settling import day_of, first_known, leave_out
from goodoffices.record.talks import Agreement, Demand, Meeting, Proposal, Response, Statement
from goodoffices.record.truces import Ceasefire, Deed, Incident, TruceEvent

Kind = TypeVar("Kind", bound=Record)
Found = TypeVar("Found")

# What is more likely wrong than three to one tells a reader nothing.
_WORTH_SHOWING = 0.25

# What fills cells, and tells when something moved last. Demands, deeds and statements are lists, which gain nothing
# from lines that nobody is sure of.
_FILLING = (Proposal, Response, Ceasefire, TruceEvent, Incident, Agreement, Meeting, MediatorStep)

# Two sources that are each read rightly about four times in five leave one chance in twenty that both are misread.
_SURE_TOGETHER = 0.95


@dataclass(frozen=True, slots=True)
class View:
    """Through what a person looks: known by which day, reviewed evidence only, sure evidence only, or candidates too.

    With none of these, what is sure comes first and the doubtful fills the gaps; candidates count like sure evidence.
    """

    known_at: date | None = None
    reviewed: bool = False
    candidates: bool = False
    sure: bool = False

    def shows(self, piece: Evidence) -> bool:
        """Whether a piece of evidence is seen by itself."""
        trusted = piece.reviewed or (not self.reviewed and (piece.sure or self.candidates))
        return trusted and piece.known_by(self.known_at)

    @property
    def _is_plain(self) -> bool:
        return self.known_at is None and not self.reviewed

    def _agrees(self, evidence: tuple[Evidence, ...]) -> bool:
        """Whether claims that are not sure alone are sure together, by what independent sources agree on."""
        known = [piece for piece in evidence if piece.known_by(self.known_at)]
        return not self.reviewed and count_sources(known) > 1 and combine_confidence(known) >= _SURE_TOGETHER

    def doubt(self, record: Record, news: Iterable[Evidence] = ()) -> Record | None:
        """The record by evidence that is not sure, where that may fill a gap; None where it may not.

        What is known of a truce by its `news` counts for there being one: who saw it kept or ended says that it was.
        """
        if self.reviewed or self.sure or not isinstance(record, _FILLING):
            return None
        if isinstance(record, Proposal) and record.terms.track == "other":
            return None  # neither what it is about is known, nor whether it was put
        known = tuple(piece for piece in record.evidence if piece.known_by(self.known_at))
        # a claim's confidence is of kind, value and actors together, and whom news of a truce names changes nothing
        heard = (*known, *(piece for piece in news if piece.known_by(self.known_at)))
        worth = isinstance(record, TruceEvent) or combine_confidence(heard) >= _WORTH_SHOWING
        return leave_out(record, known) if known and worth else None

    def apply(self, record: Record) -> Record | None:
        """The record as its sure (or reviewed, or candidate) evidence has it, or None where there is none."""
        if self._is_plain and all(piece.sure and piece.withdrawn is None for piece in record.evidence):
            return record  # most records of most boards
        seen = tuple(piece for piece in record.evidence if self.shows(piece))
        if not seen and self._agrees(record.evidence):
            seen = tuple(piece for piece in record.evidence if piece.known_by(self.known_at))
        if len(seen) == len(record.evidence):
            return record
        return leave_out(record, seen) if seen else None


EVERYTHING = View()


def first_day(truce: Ceasefire) -> date | None:
    """The first day it binds, by the earliest of its issuers; the day of its declaration where none is given."""
    starts = [effect.when.first for effect in truce.effects]
    return min(starts) if starts else day_of(truce)


@dataclass(frozen=True, slots=True)
class Docket:
    """Records by kind; answers by proposal, news and incidents by truce, in the order of their days."""

    proposals: tuple[Proposal, ...] = ()
    answers: dict[str | None, tuple[Response, ...]] = field(default_factory=dict)
    demands: tuple[Demand, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    statements: tuple[Statement, ...] = ()
    ceasefires: tuple[Ceasefire, ...] = ()
    news: dict[str | None, tuple[TruceEvent, ...]] = field(default_factory=dict)
    incidents: dict[str | None, tuple[Incident, ...]] = field(default_factory=dict)
    deeds: tuple[Deed, ...] = ()
    steps: tuple[MediatorStep, ...] = ()
    conflicts: tuple[SourceConflict, ...] = ()
    named: dict[str | None, tuple[Record, ...]] = field(default_factory=dict)
    # The evidence of records that rest on nothing sure.
    doubtful: frozenset[str] = frozenset()
    # Findings that several rules ask for, by rule and subject, each made once.
    found: dict[tuple[str, str, date | None], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, rule: str, subject: str, day: date | None, make: Callable[[], Found]) -> Found:
        """What `make` gives, made once for a rule, a subject and a day."""
        key = (rule, subject, day)
        if key not in self.found:
            self.found[key] = make()
        value: Found = self.found[key]
        return value

    def naming(self, subject: str, kind: type[Kind]) -> tuple[Kind, ...]:
        """The records of a kind that came out of, extend or supersede another."""
        return tuple(record for record in self.named.get(subject, ()) if isinstance(record, kind))

    def truce(self, name: str | None) -> Ceasefire | None:
        """The truce of that id, where it has been declared."""
        return next((record for record in self.named.get(name, ()) if _is_truce(record, name)), None)


def _is_truce(record: Record, name: str | None) -> TypeGuard[Ceasefire]:
    return isinstance(record, Ceasefire) and record.id == name


# A record's day, the day it was first known, its id, the record, and whether nothing sure is behind it.
Seen = tuple[date, date, str, Record, bool]


@dataclass(frozen=True, slots=True)
class Sight:
    """The records of a process as a view shows them, on whatever day; worth keeping, since many days may be asked."""

    view: View
    seen: tuple[Seen, ...]


def open_docket(records: Iterable[Record] | Sight, as_of: date, view: View = EVERYTHING) -> Docket:
    """Lay out what had happened by `as_of`, as `view` shows it, or as it is seen already."""
    sight = records if isinstance(records, Sight) else look_at(records, view)
    shelves, doubtful = _shelve(sight, as_of)
    truces = with_starts(_take(shelves, Ceasefire), _take(shelves, TruceEvent))
    shelves[Ceasefire] = list(with_reciprocity(truces, _take(shelves, Response)))
    return Docket(
        proposals=_take(shelves, Proposal),
        answers=_group(_take(shelves, Response), lambda response: response.proposal),
        demands=_take(shelves, Demand),
        meetings=_take(shelves, Meeting),
        agreements=_take(shelves, Agreement),
        statements=_take(shelves, Statement),
        ceasefires=_take(shelves, Ceasefire),
        news=_group(_take(shelves, TruceEvent), lambda event: event.ceasefire),
        incidents=_group(_take(shelves, Incident), lambda incident: incident.ceasefire),
        deeds=_take(shelves, Deed),
        steps=_take(shelves, MediatorStep),
        conflicts=_take(shelves, SourceConflict),
        named=_index(shelves),
        doubtful=frozenset(piece.id for record in doubtful for piece in record.evidence),
    )


def look_at(records: Iterable[Record], view: View) -> Sight:
    """What of the records is seen through `view`, in the order of their days."""
    seen: list[Seen] = []
    records = tuple(records)
    news: dict[str | None, list[Evidence]] = defaultdict(list)
    for event in records:
        if isinstance(event, TruceEvent):
            news[event.ceasefire] += event.evidence
    for record in records:
        found = view.apply(record)
        is_doubtful = found is None or (view.candidates and not any(p.sure or p.reviewed for p in found.evidence))
        found = found if found is not None else view.doubt(record, news.get(record.id, ()))
        if found is not None:
            seen.append((day_of(found) or date.max, first_known(found) or date.min, found.id, found, is_doubtful))
    seen.sort(key=itemgetter(0, 1, 2))
    return Sight(view, tuple(seen))


def _shelve(sight: Sight, as_of: date) -> tuple[dict[type, list[Record]], list[Record]]:
    """What had happened, by kind, in the order of days; and the part of it with nothing sure behind it."""
    shelves: dict[type, list[Record]] = defaultdict(list)
    doubtful: list[Record] = []
    for record, is_doubtful in list_past(sight, as_of):
        doubtful += [record] if is_doubtful else []
        shelves[type(record)].append(record)
    return shelves, doubtful


def list_past(sight: Sight, as_of: date) -> Iterator[tuple[Record, bool]]:
    """What had happened by `as_of`, in the order of days, each with whether nothing sure is behind it.

    A doubtful answer stands only where the party has given no sure one.
    """
    past = [one for one in sight.seen if one[0] <= as_of or isinstance(one[3], SourceConflict)]
    trusted = (record for *_, record, is_doubtful in past if not is_doubtful)
    answered = {(record.proposal, record.party) for record in trusted if isinstance(record, Response)}
    for *_, record, is_doubtful in past:
        yields = is_doubtful and not sight.view.candidates
        if not (yields and isinstance(record, Response) and (record.proposal, record.party) in answered):
            yield record, is_doubtful


def _take(shelves: dict[type, list[Record]], kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(record for record in shelves.get(kind, ()) if isinstance(record, kind))


def _index(shelves: dict[type, list[Record]]) -> dict[str | None, tuple[Record, ...]]:
    """Truces under their own id, and whatever names another record under that one's."""
    index: dict[str | None, list[Record]] = defaultdict(list)
    for kind in (Ceasefire, Proposal, Agreement):
        for record in shelves.get(kind, ()):
            if isinstance(record, Ceasefire):
                index[record.id].append(record)
            for name in dict.fromkeys(getattr(record, naming, None) for naming in _NAMING):
                if name is not None:
                    index[name].append(record)
    return {name: tuple(records) for name, records in index.items()}


_NAMING = ("from_proposal", "extends", "supersedes")


def _group(records: tuple[Kind, ...], key: Callable[[Kind], str | None]) -> dict[str | None, tuple[Kind, ...]]:
    groups: dict[str | None, list[Kind]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return {subject: tuple(group) for subject, group in groups.items()}
