"""Report → its author, where the report is a statement of somebody's: "Statement by President X on …", "Remarks by …".

In: a parse and its mentions. Out: the speaker of everything that the text does not attribute to others, or None for
reporting. The title or the first line decides, by a form of words of official publications.
"""

from __future__ import annotations

import re

from goodoffices.extract.parse import Parse
from goodoffices.extract.speakers import MentionIndex, SpeakerOf
from goodoffices.extract.tree import Stretch

_KINDS = r"(?:statement|remarks|readout|address|speech|message|letter|press release|communiqu[eé])s?"
_STATEMENT = re.compile(
    r"\s*(?:joint |press |media |presidential |official |full text of (?:the )?)*"
    rf"{_KINDS}\s+(?:by|from|of)\s+(?:the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    rf"\s*(?=[A-Z])(?:\S+\s+){{1,6}}?{_KINDS}\s+(?:on|to|at|regarding|about|following|after)\b", re.IGNORECASE
)
# What a tagger takes for the end of a name in a title: "Watson Welcoming", "Biden Statement".
_NOT_A_NAME = re.compile(rf"\s+(?:[A-Z]\w+ing|{_KINDS})\b.*\Z", re.IGNORECASE)
# The title of a statement is its first line; a report's first paragraph is longer than this.
_LONGEST_TITLE = 220


def find_author(parse: Parse, mentions: MentionIndex) -> SpeakerOf | None:
    """Who makes the statement that the report is, if it is one."""
    text = parse.report.text
    for sentence in parse.sentences[:2]:
        if sentence.end_char - sentence.start_char > _LONGEST_TITLE:
            continue
        by = _STATEMENT.match(text, sentence.start_char)
        of = None if by else _OF_WHOM.match(text, sentence.start_char)
        if by is not None:
            return _first_named(sentence, mentions, by.end(), sentence.end_char)
        if of is not None:
            return _first_named(sentence, mentions, sentence.start_char, of.end())
    return None


def _first_named(sentence: Stretch, mentions: MentionIndex, start: int, end: int) -> SpeakerOf | None:
    """The first person named between two offsets, else the first body."""
    found = [m for m in map(mentions.at, sentence) if m is not None and m.name and start <= m.head < end]
    mention = next((m for m in found if m.person), found[0] if found else None)
    name = _NOT_A_NAME.sub("", mention.name) if mention is not None and mention.name else ""
    return SpeakerOf(name, chain=(name,), affiliation=mention.actors) if mention is not None and name else None
