"""Reading → draft of a claim: who did it to whom, who says so, whether, when, of what value, about which proposal.

In: the layers of a report, a reading that was chosen, and the rule that found it, if one did. Out: a claim with all
its fields but the confidence, and how likely each of its choices was. What a rule says goes before what was learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goodoffices.extract.acts import Act
from goodoffices.extract.attackers import find_attackers
from goodoffices.extract.calibration import Chances
from goodoffices.extract.candidates import Candidate
from goodoffices.extract.choosing import Reading
from goodoffices.extract.factuality import judge_factuality
from goodoffices.extract.firm import find_doers
from goodoffices.extract.layers import Layers
from goodoffices.extract.learned import Model
from goodoffices.extract.objects import find_object
from goodoffices.extract.occasions import find_when
from goodoffices.extract.roles import Cast, Setting, Table, after_actors, gather_cast, score_sets, tabulate
from goodoffices.extract.speakers import SpeakerOf, attribute_claim
from goodoffices.extract.telling import Evidence, tell_value
from goodoffices.extract.visiting import find_visit
from goodoffices.record.actors import Mention
from goodoffices.record.claims import Alternative, Claim, Kind, Plover
from goodoffices.record.sources import Span
from goodoffices.vocab.codebook import load_codebook

_UTTERED = frozenset({Kind.URGING, Kind.ACCUSATION, Kind.THREAT})
# What one side does about a meeting; the others, whom it would meet, are its targets.
_ONE_SIDED = frozenset({(Kind.MEETING, "offered"), (Kind.MEETING, "called_off")})
# How likely what the codebook's rules say of actors is: rounded from annotated news, where what was learned was right
# in about half of the clauses that they change.
_ATTACKED = 0.7
_AGREED = 0.8
_VISITED = 0.8
# Talks of the two sides and of who brings them together.
_OF_THREE = frozenset({"trilateral", "tripartite", "three-way"})
# Kinds whose target is mostly not said: naming somebody who is not meant is worse there than naming nobody.
_OFTEN_OF_NOBODY = frozenset({Kind.ASSESSMENT, Kind.MEDIATION})
# A target of these is named where it is likelier than not.
_LIKELY = 0.5
_PRONOUNS = frozenset("he she it they we i him her them us his its their our my".split())


@dataclass(frozen=True, slots=True)
class Chosen:
    """Actors chosen for a part in a clause, where they were read, and how likely the choice is."""

    actors: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    chance: float = 0.0


def draft_claim(layers: Layers, model: Model, reading: Reading, evidence: Evidence) -> tuple[Claim, Chances]:
    """The claim that a reading makes, but for its confidence, and how likely each of its choices was."""
    candidate, act = layers.candidates[reading.place], evidence.act
    kind, head = Kind(reading.kind), layers.parse.doc[candidate.head]
    value, certain = tell_value(layers, model, reading, evidence)
    speaker = find_speaker(layers, candidate, kind)
    setting = Setting(candidate, reading.kind, value, speaker.affiliation)
    doers, others = _choose_sides(layers, model, setting, act)
    if act is not None and speaker.name is None and kind in _UTTERED:
        speaker = replace(speaker, name=_name_of(layers, act))
    plover, cameo = _codes_of(kind, value, act)
    claim = Claim(
        report=layers.parse.report.id,
        quote=candidate.span,
        text=candidate.span.of(layers.parse.report.text),
        kind=kind,
        value=value,
        actors=doers.actors,
        targets=others.actors,
        speaker=speaker.name,
        direct=speaker.direct,
        factuality=judge_factuality(layers.parse, head, kind=kind, value=value),
        when=find_when(layers, candidate, kind),
        object=find_object(layers, candidate),
        plover=plover,
        cameo=cameo,
        actor_spans=doers.spans,
        target_spans=others.spans,
        attribution=speaker.chain,
        rule=act.rule if act is not None else "learned",
        alternatives=_alternatives(evidence.ranked),
    )
    agrees = act is not None and act.value == value
    return claim, Chances(
        reading.probability,
        certain,
        doers.chance,
        *evidence.apart,
        rule=act is not None,
        rule_value=agrees,
        firm=evidence.firm,
        forms=_forms_of(layers, doers),
    )


def _forms_of(layers: Layers, doers: Chosen) -> frozenset[str]:
    """By what words the actors of a claim are named in its sentence, and whether these stand for a name elsewhere."""
    if doers.actors and not doers.spans:
        return frozenset({"nothing"})
    named = [one for span in doers.spans for one in layers.mentions.within(span.start, span.end)]
    forms = {_form_of(span.of(layers.parse.report.text)) for span in doers.spans}
    return frozenset(forms | ({"reference"} if any(one.antecedent is not None for one in named) else set()))


def _form_of(words: str) -> str:
    if words.lower() in _PRONOUNS:
        return "pronoun"
    return "name" if words[:1].isupper() else "noun"


def _choose_sides(layers: Layers, model: Model, setting: Setting, act: Act | None) -> tuple[Chosen, Chosen]:
    """Who does it and to whom; whom a rule reads as the doer goes before whom the model would choose."""
    cast, tables = gather_cast(layers, setting), role_tables(model)
    doers = choose_actors(layers, tables.get("actor"), setting, cast)
    if act is not None:
        head = layers.parse.doc[setting.candidate.head]
        named, spans = find_doers(layers, act, head, nobody=not doers.actors)
        if named:
            doers = Chosen(named, spans, max(doers.chance, act.precision))
    if (setting.kind, setting.value) in _ONE_SIDED and (subject := cast.groups.get("subject")):
        doers = Chosen(tuple(sorted(subject)), _spans_of(cast, subject), doers.chance)
    visit = find_visit(layers, setting.candidate) if setting.kind == Kind.MEETING else None
    if visit is not None:
        return _chosen_from(visit.visitors), _chosen_from(visit.visited)
    told = _attacked_by(layers, setting, cast) or _agreed_with(setting, cast)
    if told is not None:
        doers = told
    if setting.kind == Kind.MEETING and _is_of_three(layers, setting.candidate):
        doers = _with_mediator(layers, cast, doers)
    others = choose_actors(layers, tables.get("target"), setting, after_actors(cast, frozenset(doers.actors)))
    if setting.kind in _OFTEN_OF_NOBODY and others.chance < _LIKELY:
        others = Chosen()
    return doers, others


def _is_of_three(layers: Layers, candidate: Candidate) -> bool:
    words = layers.words.lower
    return not _OF_THREE.isdisjoint(words[word] for word in range(candidate.first, candidate.last + 1))


def _with_mediator(layers: Layers, cast: Cast, doers: Chosen) -> Chosen:
    """Two sides of trilateral talks with the mediator that the report names most."""
    third = next((actor for actor in layers.mentions.mediators if actor not in doers.actors), None)
    if third is None or len(doers.actors) != 2:
        return doers
    spans = dict.fromkeys((*doers.spans, *_spans_of(cast, (third,))))
    return replace(doers, actors=tuple(sorted((*doers.actors, third))), spans=tuple(spans))


def _chosen_from(mentions: Iterable[Mention]) -> Chosen:
    named = tuple(mentions)
    actors = tuple(sorted({actor for one in named for actor in one.actors}))
    return Chosen(actors, tuple(one.span for one in named), _VISITED)


def _attacked_by(layers: Layers, setting: Setting, cast: Cast) -> Chosen | None:
    """Whose attack it is by the codebook's rules ("shot down nine drones", "clashes broke out")."""
    actors = find_attackers(layers, setting, cast) if setting.kind == Kind.ATTACK else None
    return Chosen(tuple(sorted(actors)), _spans_of(cast, actors), _ATTACKED) if actors else None


def _agreed_with(setting: Setting, cast: Cast) -> Chosen | None:
    """Those who agree: two or more subjects ("Zenda and Strelsau signed"), and whom somebody agreed with."""
    subject = cast.groups.get("subject") or cast.groups.get("subject~") or frozenset()
    other = cast.groups.get("prep.with") or cast.groups.get("o.prep.with") or frozenset()
    if setting.kind != Kind.AGREEMENT or not subject or len(subject | other) < 2:
        return None
    actors = tuple(sorted(subject | other))
    return Chosen(actors, _spans_of(cast, actors), _AGREED)


def _codes_of(kind: Kind, value: str | None, act: Act | None) -> tuple[Plover | None, str | None]:
    """The PLOVER and CAMEO codes of a claim: the rule's own where it says them, else the codebook's."""
    book = load_codebook()
    agreeing = act if act is not None and act.value == value else None
    codes = (agreeing.plover if agreeing is not None else None) or book.plover(kind, value)
    cameo = (agreeing.cameo if agreeing is not None else None) or book.cameo(kind, value)
    return (Plover(*codes) if codes else None), cameo


def _alternatives(ranked: Sequence[tuple[str, float]]) -> tuple[Alternative, ...]:
    best = [(name, chance) for name, chance in ranked if name != "none"][:3]
    return tuple(Alternative(Kind(name), None, round(chance, 4)) for name, chance in best)


def _name_of(layers: Layers, act: Act) -> str | None:
    """The name of who performs an act of speech that a noun tells ("criticism from the president")."""
    named = (layers.mentions.at(token) for token in act.actor_tokens)
    return next((mention.name for mention in named if mention is not None and mention.name), None)


def find_speaker(layers: Layers, candidate: Candidate, kind: str) -> SpeakerOf:
    """Who says so: whose words the clause stands in, else who performs a spoken act."""
    head = layers.parse.doc[candidate.head]
    return attribute_claim(layers.parse, candidate.span, head, Kind(kind), heard=layers.heard)


def role_tables(model: Model) -> Mapping[str, Table]:
    """The weights for choosing actors and targets, tabulated once per model."""
    if not model.tables:
        model.tables.update({role: tabulate(part) for role in ("actor", "target") if (part := model.part(role))})
    return model.tables


def choose_actors(layers: Layers, table: Table | None, setting: Setting, cast: Cast) -> Chosen:
    """The actors that have a part (actor or target) in a clause, how likely, and the spans they were read from."""
    if table is None:
        return Chosen()
    offered, chances = score_sets(layers, setting, cast, table)
    best = int(chances.argmax())
    actors = tuple(sorted(offered[best]))
    return Chosen(actors, _spans_of(cast, actors), float(chances[best]))


def _spans_of(cast: Cast, actors: Iterable[str]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for actor in sorted(actors) for span in cast.spans.get(actor, ())))
