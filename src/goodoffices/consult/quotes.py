"""A quote as a model gave it → the exact characters of the report, or nothing.

White space and the style of quotation marks and dashes are forgiven; every other character must be the same. What comes
back always is `report.text[start:end]`.
"""

from __future__ import annotations

from goodoffices.record.sources import Span

_FOLD = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"})
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})

# Marks that a model adds around, or drops from the ends of, what it copies.
_ENDS = " \t\n\"'.,;:…"


def snap_quote(text: str, quote: str, within: Span) -> Span | None:
    """Where `quote` stands inside `within`; None where it does not stand there."""
    folded, offsets = _fold(text, within)
    for wanted in (_fold_text(quote), _fold_text(quote).strip(_ENDS)):
        at = folded.find(wanted) if wanted else -1
        if at >= 0:
            return Span(offsets[at], offsets[at + len(wanted) - 1] + 1)
    return None


def stands_in(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text, or all its words do, in any case."""
    folded, wanted = _fold_text(text).casefold(), _fold_text(phrase).casefold().strip(_ENDS)
    if wanted in folded:
        return bool(wanted)
    words = frozenset(word.strip(_ENDS) for word in folded.split())
    return all(word.strip(_ENDS) in words for word in wanted.split())


def _fold_text(text: str) -> str:
    return " ".join(text.translate(_FOLD).translate(_DASHES).split())


def _fold(text: str, within: Span) -> tuple[str, list[int]]:
    """The folded characters of a span, and for each the offset it came from; runs of white space become one blank."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset in range(within.start, within.end):
        character = " " if text[offset].isspace() else text[offset].translate(_FOLD).translate(_DASHES)
        if character != " " or (characters and characters[-1] != " "):
            characters.append(character)
            offsets.append(offset)
    return "".join(characters), offsets
