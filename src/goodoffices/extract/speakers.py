"""Who says so: the name of a source, the speaker of a stretch of text, and who performs a speech act.

In: a source phrase, or a claim's span and head. Out: the longest form of the speaker's name in the report, or the
phrase as written for unnamed and collective sources. Of the attributions whose content holds most of the span the
outermost speech decides: it is whom the report heard it from; what others are said to have said stays in the chain.
Beliefs and plans do not ("vowed to strike" says who acts, not who tells). A claim is direct when its main verb
stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from goodoffices.extract.cues import is_voiceless
from goodoffices.extract.parse import Parse
from goodoffices.extract.quotations import Quotation
from goodoffices.extract.reported import phrase_of
from goodoffices.extract.subjects import source_of
from goodoffices.extract.tree import Token
from goodoffices.record.actors import Mention
from goodoffices.record.claims import Attribution, Kind, SpeechKind
from goodoffices.record.sources import Span
from goodoffices.vocab.actors import load_gazetteer
from goodoffices.vocab.speech import Stance, speech_vocab

# A claim may begin or end a few words outside the content it belongs to; it belongs there when this share lies within.
_MOSTLY = 0.6
_UNSPOKEN = frozenset({Stance.ATTITUDE, Stance.PLAN})
_PRONOUNS = frozenset({"he", "she", "him", "it", "they", "them"})
_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_RELAYING = frozenset({"report", "reports", "reported", "quoted", "quotes", "citing", "cited"})
_NOBODY = frozenset({"it", "this", "that", "there", "which", "what", "who", "you", "one", "each", "him", "her", "them"})


class MentionIndex(Protocol):
    """What is asked of the mentions of a report."""

    def at(self, token: Token) -> Mention | None:
        """The mention that a word belongs to."""
        ...


@dataclass(frozen=True, slots=True)
class SpeakerOf:
    """Whose words a claim is: the name, whether it is quoted, and the chain from the first reporter to the speaker."""

    name: str | None
    direct: bool = False
    chain: tuple[str, ...] = ()
    affiliation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """Who speaks in one report: its attributions, quotations, mentions, and its author where it is a statement."""

    attributions: tuple[Attribution, ...]
    quotations: tuple[Quotation, ...]
    mentions: MentionIndex
    author: SpeakerOf | None = None


Speaker = tuple[str | None, tuple[str, ...]]


def name_speakers(
    sources: Iterable[tuple[Token | None, Sequence[Token], Stance]],
    mentions: MentionIndex,
    quotations: Sequence[Quotation] = (),
) -> list[Speaker]:
    """Names for the sources of a report in order; "the official" and an unresolved "he" take up an earlier source.

    Whom a quotation says to have spoken is not taken up outside it.
    """
    floor = _Spoken(mentions, quotations)
    return [floor.name(head, words, stance) for head, words, stance in sources]


class _Spoken:
    """Who has spoken so far: the last person, the last body, whose words the last were, and the sources by their nouns.

    "The statement" is of the body, else the person, that last said something; who only plans or wants issued none.
    """

    def __init__(self, mentions: MentionIndex, quotations: Sequence[Quotation]) -> None:
        self.mentions = mentions
        self.quotations = quotations
        self.by_noun: dict[tuple[str, str], list[tuple[frozenset[str], Speaker]]] = {}
        self.person: Speaker | None = None
        self.roles: set[str] = set()
        self.body: Speaker | None = None
        self.told: Speaker | None = None

    def name(self, head: Token | None, words: Sequence[Token], stance: Stance) -> Speaker:
        speaker = name_phrase(head, words, self.mentions)
        if head is None or not speaker[0]:
            return speaker
        mention = self.mentions.at(head)
        named = mention is not None and mention.name is not None and (mention.person or head.pos_ == "PRON")
        if head.lower_ == "they" and self.told is not None and len(self.told[1]) > 1:
            speaker = self.told  # who spoke together last, before any other noun that is nearer
        elif not named:
            speaker = self._taken_up(head, words) or speaker
        if head.lower_ in _NOBODY and not named:
            return (None, ()) if speaker[0] == head.text else speaker
        if not is_direct(head, self.quotations):
            self._remember(head, words, speaker, person=mention is not None and mention.person)
            if stance in (Stance.SPEECH, Stance.SOURCE):
                self.told = self.body or self.person
        return speaker

    def _taken_up(self, head: Token, words: Sequence[Token]) -> Speaker | None:
        if head.pos_ == "PRON" or head.lower_ in _PRONOUNS:
            kinds = {"he": self.person, "she": self.person, "him": self.person, "it": self.body}
            return kinds.get(head.lower_, (self.body or self.person) if head.lower_ in ("they", "them") else None)
        if head.pos_ != "NOUN" or words[0].lower_ not in _DEFINITE:
            return None
        if head.lemma_.lower() in speech_vocab().carriers:
            return self.told if len(words) == 2 else None
        said = _content_words(words)
        earlier = self.by_noun.get((head.lemma_.lower(), head.tag_), [])
        same = next((speaker for known, speaker in reversed(earlier) if said <= known), None)
        return same or (self.person if _is_role(head) and len(said) == 1 and self._may_be(head) else None)

    def _may_be(self, head: Token) -> bool:
        """Whether the last person may be "the governor": who was introduced as the mayor is not."""
        role = head.lemma_.lower()
        return not self.roles or role in self.roles or role in speech_vocab().any_role

    def _remember(self, head: Token, words: Sequence[Token], speaker: Speaker, *, person: bool) -> None:
        if person:
            roles = {word.lemma_.lower() for word in words} & speech_vocab().roles
            self.roles = self.roles | roles if self.person == speaker else roles
            self.person = speaker
        elif head.pos_ == "PROPN" or head.lemma_.lower() in speech_vocab().people or _is_issued(head, speaker):
            self.body = speaker
        if head.pos_ == "NOUN":
            self.by_noun.setdefault((head.lemma_.lower(), head.tag_), []).append((_content_words(words), speaker))


def _content_words(words: Sequence[Token]) -> frozenset[str]:
    """The words of a phrase that say which: "the senior official" is {senior, official}."""
    return frozenset(word.lower_ for word in words if word.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"))


def _is_role(head: Token) -> bool:
    """Nouns for one person, by the endings and words of trades and offices."""
    return head.tag_ == "NN" and head.lemma_.lower() in speech_vocab().roles


def name_phrase(
    head: Token | None, words: Sequence[Token], mentions: MentionIndex
) -> tuple[str | None, tuple[str, ...]]:
    """The speaker's name and the actors it speaks for, from the head and the words of a source."""
    if head is None or not words:
        return None, ()
    issuer = _issuer_of(head, mentions)
    if issuer is not None:
        return issuer
    mention = mentions.at(head)
    together = [found for each in _joined(head) if (found := mentions.at(each)) is not None]
    affiliation = tuple(dict.fromkeys(actor for one in together for actor in one.actors))
    if any(one.person and one != mention for one in together):
        return _as_written(head, words), affiliation
    if mention is not None and mention.name and (mention.person or head.pos_ == "PRON" or head.text.isupper()):
        return mention.name, affiliation
    if mention is not None and mention.name and _is_taken_up(mention) and _is_bare(head, words):
        return mention.name, affiliation
    return _as_written(head, words), affiliation


def _joined(head: Token) -> Iterator[Token]:
    """A head with those joined to it by "and", in their order; at times the parser hangs the first on the last."""
    yield from (
        child for child in head.children if child.dep_ == "nmod" and any(c.dep_ == "cc" for c in child.children)
    )
    yield head
    yield from head.conjuncts


def _is_taken_up(mention: Mention) -> bool:
    """Whether a noun stands for a body named before it; a state is not what "the army" is called."""
    states = all(load_gazetteer().type_of(actor) == "state" for actor in mention.actors)
    return mention.antecedent is not None and not (states and mention.actors)


def _is_bare(head: Token, words: Sequence[Token]) -> bool:
    """ "The group", "the world body": a definite noun that says nothing of its own, and names nobody."""
    plain = all(word.pos_ == "NOUN" for word in words[1:-1])
    return head.pos_ in ("NOUN", "PROPN") and len(words) <= 3 and plain and words[0].lower_ in _DEFINITE


def _issuer_of(head: Token, mentions: MentionIndex) -> Speaker | None:
    """Whose announcement it is: "a State Department announcement", "the ministry's statement" speak for the body."""
    if head.pos_ != "NOUN" or head.lemma_.lower() not in speech_vocab().carriers:
        return None
    for child in head.children:
        mention = mentions.at(child) if child.dep_ in ("compound", "nmod", "poss") else None
        if mention is not None and mention.actors and not mention.is_place:
            return mention.name or child.doc.text[mention.span.start : mention.span.end], mention.actors
        issuer = next(iter(child.children), None) if child.lower_ in _ISSUED_BY else None
        if issuer is not None and mentions.at(issuer) is not None:
            name, affiliation = name_phrase(issuer, phrase_of(issuer, {head.i, child.i}), mentions)
            return (name, affiliation) if name and affiliation else None
    return None


# "A statement by the two presidents", "a message from the envoy"; the statement "of" principles is nobody's.
_ISSUED_BY = frozenset({"by", "from"})


def _is_issued(head: Token, speaker: Speaker) -> bool:
    """Whether the source is a text that speaks for somebody ("a statement by the two presidents")."""
    return bool(speaker[1]) and head.lemma_.lower() in speech_vocab().carriers


def _as_written(head: Token, words: Sequence[Token]) -> str:
    """The phrase without its relative clauses and appositions: "two officials", not "two officials who spoke …"."""
    cut = [
        word.i
        for child in head.children
        if child.dep_ in ("relcl", "acl") and child.i > head.i
        for word in child.subtree
    ]
    kept = [word for word in words if not cut or word.i < min(cut)]
    while len(kept) > 1 and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    return " ".join(head.doc.text[kept[0].idx : kept[-1].end].split())


def speaker_of(parse: Parse, span: Span, attributions: Sequence[Attribution]) -> SpeakerOf | None:
    """Whose words a stretch of text is; None where the reporter asserts it."""
    around = sorted(
        (mine for mine in attributions if mine.speaker and _share(mine, span) >= _MOSTLY),
        key=lambda mine: -sum(map(len, mine.content)),
    )
    spoken = [mine for mine in around if stance_of(parse, mine) not in _UNSPOKEN]
    if not spoken:
        return None
    first = next((mine for mine in spoken if not _only_relays(mine, parse)), spoken[-1])
    chain = tuple(dict.fromkeys(mine.speaker for mine in spoken if mine.speaker))
    return SpeakerOf(first.speaker, first.kind is SpeechKind.DIRECT, chain, first.affiliation)


def stance_of(parse: Parse, attribution: Attribution) -> Stance:
    """The stance of an attribution's cue in the frame that its content fills; speech for a colon or "according to"."""
    words = parse.doc.char_span(attribution.cue[0].start, attribution.cue[-1].end, alignment_mode="expand")
    vocab = speech_vocab()
    if words is not None and words[0].pos_ in ("ADP", "SCONJ"):
        return Stance.SPEECH  # "in her view", "as the agency reports"
    infinitive = attribution.content[0].of(parse.report.text).casefold().startswith("to ")
    for word in words if words is not None else ():
        table = {"VERB": vocab.verbs, "NOUN": vocab.nouns, "ADJ": vocab.adjectives}.get(word.pos_, {})
        if frames := table.get(word.lemma_.lower()):
            return frames["infinitive"] if infinitive and "infinitive" in frames else next(iter(frames.values()))
    return Stance.SPEECH


def _only_relays(attribution: Attribution, parse: Parse) -> bool:
    """ "… , reports the agency", "according to state media": it hands on what somebody else said."""
    text = parse.report.text
    words = attribution.cue[-1].of(text).casefold().split()
    return bool(words) and (words[0] == "according" or words[-1] in _RELAYING)


def _share(mine: Attribution, span: Span) -> float:
    return sum(part.overlap(span) for part in mine.content) / len(span) if len(span) else 0.0


def is_direct(head: Token, quotations: Sequence[Quotation]) -> bool:
    """Whether the claim's main verb stands inside quotation marks."""
    return any(quotation.inner.start <= head.idx < quotation.inner.end for quotation in quotations)


def act_speaker(head: Token, mentions: MentionIndex) -> SpeakerOf | None:
    """Who performs the speech act whose head word is `head`; None where it is no speech act or names nobody."""
    vocab = speech_vocab()
    lemma = head.lemma_.lower()
    stances = set(vocab.verbs.get(lemma, {}).values()) if head.pos_ == "VERB" else set()
    if lemma in vocab.deeds or not stances & {Stance.SPEECH, Stance.DEMAND}:
        return None
    source = source_of(head)
    if source is None or source.lower_ in vocab.first_person or source.lower_ in _NOBODY:
        return None
    if is_voiceless(source) or source.lemma_.lower() in vocab.instruments:
        return None  # "the plan calls for …": terms, not a speaker
    name, affiliation = name_phrase(source, phrase_of(source, {head.i}), mentions)
    return SpeakerOf(name, chain=(name,) if name else (), affiliation=affiliation)


def _performer(span: Span, head: Token, kind: Kind, mentions: MentionIndex) -> SpeakerOf | None:
    """Who performs the act: by its head, else by the verb of speech inside the claim ("Iran, blaming Israel")."""
    if kind.value not in speech_vocab().spoken_kinds:
        return None
    inside = (word for word in head.subtree if word.pos_ == "VERB" and span.start <= word.idx < span.end)
    for verb in (head, *(word for word in inside if word != head)):
        source = source_of(verb)
        if source is not None and (verb == head or span.start <= source.idx < span.end):
            speaker = act_speaker(verb, mentions)
            if speaker is not None:
                held = _is_position(verb, source, kind, mentions)
                return SpeakerOf(None, affiliation=speaker.affiliation) if held else speaker
    return None


def _is_position(verb: Token, source: Token, kind: Kind, mentions: MentionIndex) -> bool:
    """ "Kyiv rejects", "the Taliban demand": a body's position, of which nobody is named who uttered it."""
    if kind.value not in speech_vocab().position_kinds or source.pos_ != "PROPN" or verb.lemma_ == "say":
        return False
    mention = mentions.at(source)
    return mention is not None and bool(mention.actors) and not mention.person


def _is_background(head: Token, kind: Kind) -> bool:
    """An event that reported words only name or date by ("said, after the talks in Doha, that …") is the reporter's."""
    aside = head.pos_ in ("NOUN", "PROPN") or head.dep_ in ("relcl", "advcl")
    return aside and kind.value in speech_vocab().background_kinds


def attribute_claim(parse: Parse, span: Span, head: Token, kind: Kind, *, heard: Heard) -> SpeakerOf:
    """The speaker of a claim: whose words it stands in, else who performs it where it is an act of speech."""
    told = speaker_of(parse, span, heard.attributions)
    if told is not None and not told.direct and _is_background(head, kind):
        told = None
    performed = _performer(span, head, kind, heard.mentions)
    chosen = heard.author or told or performed or SpeakerOf(None)
    names = (*(told.chain if told else ()), performed.name if performed else None)
    chain = tuple(dict.fromkeys(name for name in names if name)) or chosen.chain
    return replace(chosen, direct=is_direct(head, heard.quotations), chain=chain)
