"""A cue in its sentence → the characters it reports: the clause it governs, or the one put before or around it.

In: cues of one sentence. Out: `Reported`: the cue with the phrase of its source, the stretch that both cover
(`frame`) and the content spans. Where the content stands before the cue ("The talks collapsed, two officials said")
all of the sentence before the frame belongs to it; where the frame is an insertion between commas, both sides do;
"according to" reports the clause it is attached to. A bare cue that reports nothing here keeps an empty content for
a quotation beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodoffices.extract.cues import Cue
from goodoffices.extract.replies import find_replies
from goodoffices.extract.tree import Stretch, Token
from goodoffices.record.sources import Span
from goodoffices.vocab.speech import Stance, speech_vocab

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBORDINATE = frozenset({"advcl", "acl", "relcl", "pcomp", "csubj"})
_QUOTES = "“”\"„«»‘’'`″"
_TRIM = " \t\n,;:–—-"
_SAME = frozenset({"it", "he", "she", "they", "we"})
_WILL = frozenset({"will", "would", "'ll", "’ll", "wo", "shall"})
# What may stand between a speaking verb and its clause: "said on Tuesday (that) the talks …".
_OPENERS = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"})
# After a comma these open a clause of the speaker's; "as", "after" and "although" open one of the reporter's.
_INSIDE = frozenset({"if", "unless", "because", "until"})
_MORE = re.compile(r",?\s+(?:and|but|or)\s+that\s")
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.)+\Z")


@dataclass(frozen=True, slots=True)
class Reported:
    """A cue with its source phrase, the stretch that both fill, and what it reports."""

    cue: Cue
    source: tuple[Token, ...]
    frame: Span
    content: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the cue stands, for ordering."""
        return self.cue.head.idx


def report_of_cue(cue: Cue, sentence: Stretch) -> Reported:
    """What one cue reports inside its own sentence."""
    source = phrase_of(cue.source, {word.i for word in (*cue.words, *cue.content)}) if cue.source is not None else ()
    own = [word for word in (*source, *cue.words) if _near(word, cue)]
    frame = Span(min(word.idx for word in own), max(word.end for word in own))
    return Reported(cue, source, frame, _content(cue, frame, sentence))


def phrase_of(head: Token, taken: set[int]) -> tuple[Token, ...]:
    """The noun phrase around its head, with appositions, without words of the cue or the content, unbroken."""
    words = {head.i: head}
    for child in head.children:
        branch = [word for word in child.subtree if not word.is_space]
        if any(word.i in taken for word in branch) or child.dep_ in ("case", "punct", "cc", "mark"):
            if child.dep_ == "cc" and child.i not in taken:
                words[child.i] = child
            continue
        words.update((word.i, word) for word in branch)
    return _unbroken(words, head)


def _unbroken(words: dict[int, Token], head: Token) -> tuple[Token, ...]:
    """The run of words around the head, punctuation inside it included and stripped from its ends."""
    first = last = head.i
    while first - 1 in words or (first - 2 in words and _bridge(head.doc[first - 1])):
        first -= 1 if first - 1 in words else 2
    while last + 1 in words or (last + 2 in words and _bridge(head.doc[last + 1])):
        last += 1 if last + 1 in words else 2
    run = list(head.doc[first : last + 1])
    while len(run) > 1 and (run[-1].is_punct or run[-1].is_space or run[-1].dep_ == "cc"):
        run.pop()
    while len(run) > 1 and (run[0].is_punct or run[0].is_space or run[0].dep_ == "cc"):
        run.pop(0)
    return tuple(run)


def _bridge(word: Token) -> bool:
    return bool(word.is_punct or word.is_space or word.dep_ == "case")


def _near(word: Token, cue: Cue) -> bool:
    """Words that stand with the cue; a subject far off ("the envoy, who …, said") does not stretch the frame."""
    return word in cue.words or abs(word.i - cue.head.i) <= 12


def _content(cue: Cue, frame: Span, sentence: Stretch) -> tuple[Span, ...]:
    if cue.words[0].dep_ == "prep" or cue.words[0].lower_ in ("according", "in", "as"):
        return _around(cue, frame, _clause_around(cue, sentence))
    if cue.content:
        return _governed(cue, frame, sentence)
    if cue.relayed is not None or cue.stance not in (Stance.SPEECH, Stance.ATTITUDE, Stance.SOURCE):
        return ()
    return _put_before(cue, frame, sentence) or _left_hanging(cue, sentence)


def _governed(cue: Cue, frame: Span, sentence: Stretch) -> tuple[Span, ...]:
    content = _same_side(cue, sentence)
    before = [word for word in content if word.idx < frame.start]
    after = [word for word in content if word.idx >= frame.end]
    if before and not after:
        return _put_before(cue, frame, sentence) or runs_of(before)
    if before:
        return (*_put_before(cue, frame, sentence), *runs_of(after)) or runs_of([*before, *after])
    stray = _stray_subject(cue, frame, sentence)
    return (*stray, *_with_more(runs_of([*after, *_trailing(cue, after)]), sentence))


def _with_more(spans: tuple[Span, ...], sentence: Stretch) -> tuple[Span, ...]:
    """A second clause that opens with "that" goes on with the content ("…, but that nobody had come")."""
    text = sentence.doc.text
    if not spans or not _MORE.match(text, spans[-1].end, sentence.end_char):
        return spans
    return (*spans[:-1], trim(text, Span(spans[-1].start, sentence.end_char)))


def _same_side(cue: Cue, sentence: Stretch) -> list[Token]:
    """The content as far as a semicolon between it and the cue, or after it, or a reply that the reporter adds."""
    last = max((word.i for word in cue.content if not word.is_punct), default=cue.head.i)
    added = {mark for mark, end in find_replies(sentence).items() if end >= last}
    stops = [word.i for word in cue.content if word.text == ";" or word.i in added]
    left = max((i for i in stops if i < cue.head.i), default=-1)
    right = min((i for i in stops if i > cue.head.i), default=len(cue.head.doc))
    return [word for word in cue.content if left < word.i < right]


def _trailing(cue: Cue, after: Sequence[Token]) -> list[Token]:
    """What follows the clause without a comma belongs to it, though the parser hung it on the cue."""
    last = max(word.i for word in after) if after else cue.head.i
    words: list[Token] = []
    for child in cue.head.rights:
        branch = [word for word in child.subtree if not word.is_space]
        if child.dep_ in ("prep", "advcl", "npadvmod") and branch and _follows(child, branch[0], last):
            words += branch
            last = branch[-1].i
    return [*words, *_announced(cue)]


def _announced(cue: Cue) -> list[Token]:
    """ "The group says it is defending farms, and will not stop": what it says that it will do, hung on the cue."""
    own = [child for child in cue.head.children if child.dep_ == "ccomp"]
    same = any(part.dep_ == "nsubj" and part.lower_ in _SAME for child in own for part in child.children)
    if not same or cue.stance != Stance.SPEECH:
        return []
    planned = (child for child in cue.head.rights if child.dep_ == "conj" and _is_planned(child))
    return [word for child in planned for word in child.subtree if not word.is_space]


def _is_planned(verb: Token) -> bool:
    deps = {child.dep_ for child in verb.children}
    return "nsubj" not in deps and any(child.lower_ in _WILL and child.dep_ == "aux" for child in verb.children)


def _follows(child: Token, first: Token, last: int) -> bool:
    """Right after the content, or, for "…, while it continues to …", after a comma and with a subject of its own."""
    if first.i == last + 1:
        return True
    marked = child.dep_ == "advcl" and any(part.lower_ in _INSIDE for part in child.children)
    another = Stance.SPEECH in speech_vocab().verbs.get(child.lemma_.lower(), {}).values()
    return marked and not another and all(word.is_punct for word in child.doc[last + 1 : first.i])


def _stray_subject(cue: Cue, frame: Span, sentence: Stretch) -> tuple[Span, ...]:
    """ "The rebels, the ministry said, have broken …": the subject that the parser left outside the clause."""
    if cue.stance != Stance.SPEECH or not _between_commas(frame, cue, sentence):
        return ()
    return _put_before(cue, frame, sentence, needs_verb=False)


def _between_commas(frame: Span, cue: Cue, sentence: Stretch) -> bool:
    text = sentence.doc.text
    before = text[sentence.start_char : frame.start].rstrip()
    first = min((word.idx for word in cue.content if word.idx >= frame.end), default=frame.end)
    after = text[frame.end : first].rstrip().rstrip(_QUOTES)
    return before.endswith(",") and after.endswith(",")


def _put_before(cue: Cue, frame: Span, sentence: Stretch, needs_verb: bool = True) -> tuple[Span, ...]:
    text = sentence.doc.text
    words = [word for word in sentence if word.end <= frame.start and not word.is_space]
    stop = max((k for k, word in enumerate(words) if word.text == ";"), default=-1)
    words = words[stop + 1 :]
    while words and words[-1].pos_ == "ADV" and words[-1].head.i == cue.head.i:
        words.pop()  # "…, he then said"
    if not words or not (words[-1].is_punct or words[-1].text[-1] in _QUOTES):
        return ()
    if words[-1].text in ":;(":
        return ()
    said = [word for word in words if not word.is_punct]
    inserted = _goes_on(frame, sentence) if cue.bare else ()
    if not said or (needs_verb and not inserted and not any(_asserts(word, cue) for word in said)):
        return ()
    return (trim(text, Span(words[0].idx, words[-1].end)), *inserted)


def _goes_on(frame: Span, sentence: Stretch) -> tuple[Span, ...]:
    """The rest of a sentence after an insertion between commas."""
    text = sentence.doc.text
    rest = text[frame.end : sentence.end_char]
    comma = rest.find(",")
    # Between "he said" and the comma only a few words fit ("on Tuesday", "in a tweet"); more is another clause.
    if comma < 0 or len(rest[:comma].split()) > 6:
        return ()
    span = trim(text, Span(frame.end + comma + 1, sentence.end_char))
    return (span,) if len(span.of(text).split()) > 1 else ()


def _asserts(word: Token, cue: Cue) -> bool:
    """Whether a finite verb heads a main clause there, and is not the cue's own adverbial clause."""
    if word.tag_ not in _FINITE:
        return False
    verb = word.head if word.dep_ in ("aux", "auxpass") else word
    if verb.dep_ in _SUBORDINATE:
        return any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children) and not any(
            child.dep_ in ("mark", "advmod") and child.i < verb.i and child.tag_ in ("IN", "WRB")
            for child in verb.children
        )
    return verb.i != cue.head.i


def _left_hanging(cue: Cue, sentence: Stretch) -> tuple[Span, ...]:
    """The clause after a bare cue that the parser did not hang on it: "said that …", "said the deal is …"."""
    if cue.source is None or cue.source.i > cue.head.i:
        return ()
    rest = [word for word in sentence if word.i > cue.head.i and not word.is_space]
    stop = next((k for k, word in enumerate(rest) if word.text == ";"), len(rest))
    rest = rest[:stop]
    that = next((k for k, word in enumerate(rest[:12]) if word.lower_ == "that" and word.dep_ == "mark"), None)
    if that is not None:
        return (trim(sentence.doc.text, Span(rest[that].idx, rest[-1].end)),)
    opens = bool(rest) and rest[0].pos_ in _OPENERS and cue.head.lemma_.lower() in ("say", "believe", "think")
    if opens and any(word.tag_ in _FINITE for word in rest) and not _has_short_object(cue.head):
        return (trim(sentence.doc.text, Span(rest[0].idx, rest[-1].end)),)
    return ()


def _has_short_object(verb: Token) -> bool:
    """ "Said nothing", "said a prayer"; a longer object is a clause that was parsed as one."""
    return any(child.dep_ in ("dobj", "attr") and len(child.subtree) < 5 for child in verb.children)


def _clause_around(cue: Cue, sentence: Stretch) -> list[Token]:
    """The words of the clause that "according to …" is attached to."""
    head = cue.words[0].head
    if head == cue.head:  # "as the agency reports": the clause beside its own
        head = head.head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    last = cue.words[-1]
    if head.i == cue.words[0].i or _ends(last, sentence) or _begins(cue, sentence):
        head = sentence.root
    # Where branches cross, spaCy gives the words of a subtree out of order.
    return sorted((word for word in head.subtree if not word.is_space), key=lambda word: word.i)


def _ends(last: Token, sentence: Stretch) -> bool:
    return all(word.is_punct or word.is_space for word in sentence.doc[last.subtree[-1].i + 1 : sentence.end])


def _begins(cue: Cue, sentence: Stretch) -> bool:
    return all(word.is_punct or word.is_space for word in sentence.doc[sentence.start : cue.words[0].i])


def _around(cue: Cue, frame: Span, words: Sequence[Token]) -> tuple[Span, ...]:
    last = max((word.end for word in cue.words[-1].subtree), default=frame.end)
    text = cue.head.doc.text
    before = [word for word in words if word.end <= frame.start]
    after = [word for word in words if word.idx >= last]
    spans = [trim(text, Span(part[0].idx, part[-1].end)) for part in (before, after) if part]
    return tuple(span for span in spans if any(char.isalnum() for char in span.of(text)))


def runs_of(words: Iterable[Token]) -> tuple[Span, ...]:
    """Words as spans of characters: words that stand together make one, trimmed of commas."""
    ordered = sorted((word for word in words if not word.is_space), key=lambda word: word.i)
    spans: list[Span] = []
    previous: Token | None = None
    for word in ordered:
        if (
            previous is not None
            and word.i - previous.i <= 2
            and (word.i == previous.i + 1 or previous.nbor(1).is_space)
        ):
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(Span(word.idx, word.end))
        previous = word
    text = ordered[0].doc.text if ordered else ""
    trimmed = (trim(text, span) for span in spans)
    return tuple(span for span in trimmed if any(char.isalnum() for char in span.of(text)))


def trim(text: str, span: Span) -> Span:
    """Without commas, dashes and white space at its ends, and without the full stop of the sentence around it."""
    start, end = span.start, span.end
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if end > start and text[end - 1] == "." and text[start] not in _QUOTES and not _ABBREVIATED.search(text[start:end]):
        end -= 1
    return Span(start, end)
