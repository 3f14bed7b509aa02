"""Records made by hand for one rule at a time."""

from datetime import date

import pytest

from goodoffices.assess.docket import open_docket
from goodoffices.record.evidence import Evidence
from goodoffices.record.mediation import MediatorStep, Step
from goodoffices.record.talks import Answer, Proposal, Response
from goodoffices.record.truces import Ceasefire, Effect, Incident, Side, TruceEvent, TruceNews
from goodoffices.record.when import When


class Desk:
    """Makes records of one process, each with one piece of evidence."""

    def __init__(self):
        self.made = 0

    def evidence(self, day=None, **rest):
        self.made += 1
        known = rest.pop("known", day and When(day).last.isoformat())
        return Evidence(
            id=f"c{self.made}",
            report=f"r{self.made}",
            outlet=rest.pop("outlet", f"o{self.made}"),
            known=date.fromisoformat(known) if known else None,
            when=When(day) if day else None,
            **rest,
        )

    def proposal(self, name="P", day="2030-01-01", **rest):
        rest = {"proposers": ("MED",), "required": ("AAA", "BBB")} | rest
        evidence = rest.pop("evidence", None) or (self.evidence(day),)
        return Proposal(name, "p", evidence, name, tabled=When(day), **rest)

    def answer(self, party, value, day, proposal="P", **rest):
        evidence = rest.pop("evidence", None) or (self.evidence(day, **rest),)
        when = When(day) if day else None
        return Response(f"R{self.made}", "p", evidence, party, Answer(value), proposal, when)

    def truce(self, name="C", day="2030-01-01", start=None, **rest):
        effects = (Effect(When(start)),) if start else ()
        rest = {"side": Side.UNILATERAL, "parties": ("AAA",), "effects": effects} | rest
        return Ceasefire(name, "p", (self.evidence(day),), name, declared=When(day), **rest)

    def news(self, value, day, truce="C", **rest):
        evidence = (self.evidence(day, actors=rest.pop("voices", ())),)
        return TruceEvent(f"E{self.made}", "p", evidence, TruceNews(value), truce, When(day), **rest)

    def incident(self, accuser, accused, day, truce="C", **rest):
        return Incident(f"V{self.made}", "p", (self.evidence(day),), truce, accuser, (accused,), When(day), **rest)

    def step(self, value, day, actor="MED", **rest):
        return MediatorStep(f"M{self.made}", "p", (self.evidence(day),), actor, Step(value), When(day), **rest)

    def docket(self, day, *records):
        return open_docket(records, date.fromisoformat(day))


@pytest.fixture
def desk():
    return Desk()
