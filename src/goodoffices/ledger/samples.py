"""Blind double coding: a sample of claims, coded by persons who see nothing of one another until all are done."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from goodoffices.errors import EditConflict, InputError, NotRecorded
from goodoffices.ledger.bodies import write_json
from goodoffices.ledger.connection import Store
from goodoffices.ledger.schema import AnyRow
from goodoffices.ledger.schema_team import codings, sample_claims, sample_coders, samples


@dataclass(frozen=True, slots=True)
class Sample:
    """Claims drawn to be coded anew; `coded` says how many each coder has done."""

    id: str
    name: str
    drawn_by: str
    recorded: datetime
    claims: tuple[str, ...]
    coded: Mapping[str, int]

    @property
    def is_done(self) -> bool:
        """Whether every coder has coded every claim."""
        return all(number == len(self.claims) for number in self.coded.values())


@dataclass(frozen=True, slots=True)
class SampleCoding:
    """One person's coding of one claim: field → value as text, None where the person says there is none."""

    claim: str
    coder: str
    fields: Mapping[str, str | None]
    recorded: datetime


class Samples(Store):
    """Samples in the ledger."""

    def draw_sample(self, name: str, claim_ids: Sequence[str], *, coders: Sequence[str], drawn_by: str) -> Sample:
        """Keep a sample of claims for these coders; raises InputError for fewer than two coders, or no claim."""
        claims, persons = tuple(dict.fromkeys(claim_ids)), tuple(dict.fromkeys(coders))
        if len(persons) < 2 or not claims:
            raise InputError(
                f"a sample needs a claim and two coders; found {len(claims)} claims, {len(persons)} coders"
            )
        sample_id = uuid.uuid4().hex
        with self._writing() as conn:
            row = {"id": sample_id, "name": name, "drawn_by": drawn_by, "recorded_at": self._now()}
            conn.execute(samples.insert(), row)
            places = [{"sample": sample_id, "claim": claim, "position": at} for at, claim in enumerate(claims)]
            conn.execute(sample_claims.insert(), places)
            conn.execute(sample_coders.insert(), [{"sample": sample_id, "coder": coder} for coder in persons])
        return self.sample(sample_id)

    def sample(self, sample_id: str) -> Sample:
        """One sample; raises NotRecorded."""
        with self._reading() as conn:
            row = conn.execute(select(samples).where(samples.c.id == sample_id)).first()
            if row is None:
                raise NotRecorded(f"no sample {sample_id!r} in {self.place}")
            return _as_sample(conn, row)

    def samples(self) -> tuple[Sample, ...]:
        """All samples, oldest first."""
        with self._reading() as conn:
            return tuple(_as_sample(conn, row) for row in conn.execute(select(samples).order_by(samples.c.seq)).all())

    def code_claim(self, sample_id: str, claim_id: str, *, coder: str, fields: Mapping[str, str | None]) -> None:
        """Keep one person's coding of one claim; raises EditConflict for a second one, InputError for a stranger."""
        sample = self.sample(sample_id)
        if coder not in sample.coded or claim_id not in sample.claims:
            raise InputError(
                f"{coder!r} does not code {claim_id!r} in {sample.name!r}; its coders: {', '.join(sample.coded)}"
            )
        row = {"sample": sample_id, "claim": claim_id, "coder": coder, "fields": write_json(dict(fields))}
        try:
            with self._writing() as conn:
                conn.execute(codings.insert(), {**row, "recorded_at": self._now()})
        except IntegrityError as problem:
            raise EditConflict(f"{coder} has coded {claim_id} already; a blind coding is not changed") from problem

    def codings(self, sample_id: str, *, coder: str | None = None) -> tuple[SampleCoding, ...]:
        """The codings that may be seen: a coder's own, and everybody's once all coders are done."""
        sample = self.sample(sample_id)
        question = select(codings).where(codings.c.sample == sample_id).order_by(codings.c.claim, codings.c.coder)
        if not sample.is_done:
            question = question.where(codings.c.coder == (coder or ""))
        with self._reading() as conn:
            return tuple(
                SampleCoding(row.claim, row.coder, json.loads(row.fields), row.recorded_at)
                for row in conn.execute(question)
            )

    def uncoded(self, sample_id: str, coder: str) -> tuple[str, ...]:
        """The claims that a coder still has before them, in the sample's order."""
        done = {coding.claim for coding in self.codings(sample_id, coder=coder) if coding.coder == coder}
        return tuple(claim for claim in self.sample(sample_id).claims if claim not in done)


def _as_sample(conn: Connection, row: AnyRow) -> Sample:
    claims = conn.execute(
        select(sample_claims.c.claim).where(sample_claims.c.sample == row.id).order_by(sample_claims.c.position)
    ).scalars()
    coded = (
        select(sample_coders.c.coder, func.count(codings.c.seq).label("number"))
        .outerjoin(codings, (codings.c.sample == sample_coders.c.sample) & (codings.c.coder == sample_coders.c.coder))
        .where(sample_coders.c.sample == row.id)
        .group_by(sample_coders.c.coder)
        .order_by(sample_coders.c.coder)
    )
    numbers = {each.coder: each.number for each in conn.execute(coded)}
    return Sample(row.id, row.name, row.drawn_by, row.recorded_at, tuple(claims), numbers)
