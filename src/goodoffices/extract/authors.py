"""Report → its author, where the report is a statement of somebody's: "Statement by President X on …", "Remarks by …".

In: a parse and its mentions. Out: the speaker of everything that the text does not attribute to others, or None for
reporting. The title or the first line decides, by a form of words of official publications.
"""

from __future__ import annotations

import re

from goodoffices.extract.parse import Parse
from goodoffices.extract.speakers import MentionIndex, SpeakerOf

_STATEMENT = re.compile(
    r"\s*(?:joint |press |media |presidential |official |full text of (?:the )?)*"
    r"(?:statement|remarks|readout|address|speech|message|letter|press release|communiqu[eé])s?\s+(?:by|from|of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
# The title of a statement is its first line; a report's first paragraph is longer than this.
_LONGEST_TITLE = 220


def find_author(parse: Parse, mentions: MentionIndex) -> SpeakerOf | None:
    """Who makes the statement that the report is, if it is one."""
    text = parse.report.text
    for sentence in parse.sentences[:2]:
        match = _STATEMENT.match(text, sentence.start_char)
        if match is None or sentence.end_char - sentence.start_char > _LONGEST_TITLE:
            continue
        for word in sentence:
            mention = mentions.at(word) if word.idx >= match.end() else None
            if mention is not None and mention.name and (mention.person or mention.span.start <= match.end()):
                person = next((m for m in map(mentions.at, sentence) if m is not None and m.person and m.name), mention)
                name = person.name or mention.name
                return SpeakerOf(name, chain=(name,), affiliation=person.actors or mention.actors)
    return None
