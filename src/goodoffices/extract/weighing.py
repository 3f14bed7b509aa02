"""What the regressions hold and what the encoder holds → one probability: how two opinions of a clause are weighed.

The two err in different places: one sees words, classes and relations and what the rules made of them, the other
sentences as a whole. Half of the belief goes to each. The encoder is slow beside the regressions, so it is asked only
where a claim is likely enough that it could matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from goodoffices.extract.choosing import NONE, Reading
from goodoffices.extract.encoder import Encoder, Opinion
from goodoffices.extract.layers import Layers
from goodoffices.extract.linear import Floats

# Three to seven tenths did as well on the development reports.
_SHARE = 0.5
# Clauses that the regression holds for empty so surely stay empty whatever the encoder says.
_EMPTY = 0.8
# Of a kind so sure no other opinion is needed; a sentence of such clauses and empty ones is not read.
_SURE = 0.8


def ask_encoder(
    encoder: Encoder, layers: Layers, kinds: Sequence[str], probabilities: Floats, *, also: Iterable[int] = ()
) -> Opinion:
    """The encoder's opinion of sentences that hold a doubtful clause: of each clause there that may hold a claim."""
    claiming = [column for column, name in enumerate(kinds) if name != NONE]
    empty = 1 - probabilities[:, claiming].sum(axis=1)
    likeliest = probabilities[:, claiming].max(axis=1, initial=0.0)
    doubtful = np.nonzero((empty < _EMPTY) & (likeliest < _SURE))[0].tolist()
    read = {layers.candidates[place].sentence for place in doubtful}
    asked = sorted({*np.nonzero(empty < _EMPTY)[0].tolist(), *also})
    return encoder.consider(layers, [place for place in asked if layers.candidates[place].sentence in read])


def weigh_kinds(kinds: Sequence[str], probabilities: Floats, opinion: Opinion | None) -> Floats:
    """The probabilities of the kinds of each clause, those that the encoder was asked about weighed with its own."""
    if opinion is None or not opinion.rows:
        return probabilities
    weighed = probabilities.copy()
    places = list(opinion.rows)
    weighed[places] *= 1 - _SHARE
    weighed[places] += _SHARE * opinion.kinds(kinds)[list(opinion.rows.values())]
    return weighed


def tell_apart(kinds: Sequence[str], alone: Floats, opinion: Opinion | None, reading: Reading) -> tuple[float, float]:
    """How likely the regression (`alone`, its row for the clause) and the encoder hold a reading, each by itself.

    Where the encoder was not asked, it is taken to agree; of a kind that a rule brings in and that no model was taught
    neither holds anything.
    """
    if reading.kind not in kinds:
        return 0.0, 0.0
    column = kinds.index(reading.kind)
    regression = float(alone[column])
    row = opinion.rows.get(reading.place) if opinion is not None else None
    if opinion is None or row is None:
        return regression, regression
    return regression, float(opinion.kinds(kinds, slice(row, row + 1))[0, column])


def weigh_values(chances: Mapping[str, float], others: Mapping[str, float]) -> Mapping[str, float]:
    """The chances of the values of a clause by both; what only one of the two knows counts half."""
    if not others:
        return chances
    names = dict.fromkeys((*chances, *others))
    return {name: (1 - _SHARE) * chances.get(name, 0.0) + _SHARE * others.get(name, 0.0) for name in names}
