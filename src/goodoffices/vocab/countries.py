"""States: their ISO 3166 codes and every name that pycountry and babel know for them.

In: nothing. Out: names by alpha-3 code. Codes and names come from the libraries; what they lack is in `demonyms.yaml`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry
from babel import Locale

_SHARED = {"COD": "DR Congo", "COG": "Congo-Brazzaville"}
_AFTER_NAME = re.compile(r",.*|\(.*|\[.*")


@lru_cache(maxsize=1)
def state_names() -> dict[str, tuple[str, ...]]:
    """The names of every state by alpha-3 code, the commonest first."""
    territories = Locale("en").territories
    return {
        country.alpha_3: tuple(dict.fromkeys(filter(None, _names(country, territories.get(country.alpha_2)))))
        for country in pycountry.countries
    }


def is_state(actor: str) -> bool:
    """Whether an id is an ISO 3166 alpha-3 code."""
    return actor in state_names()


def name_of_state(actor: str) -> str:
    """What a state is usually called; the two Congos with their capitals."""
    return _SHARED.get(actor, state_names()[actor][0])


def _names(country: object, usual: str | None) -> tuple[str, ...]:
    listed = [
        usual,
        getattr(country, "common_name", None),
        getattr(country, "name", ""),
        getattr(country, "official_name", None),
    ]
    names = [_AFTER_NAME.sub("", name).strip() for name in listed if name]
    return tuple(spelling for name in names for spelling in _spellings(name))


def _spellings(name: str) -> tuple[str, ...]:
    spelt = name.replace("St.", "Saint").replace("&", "and")
    short = name.split(" - ", maxsplit=1)[0]  # babel's "Congo - Kinshasa"
    return (short, spelt, spelt.replace("Saint ", "St "), spelt.replace("Saint ", "St. ")) if short == name else ()
