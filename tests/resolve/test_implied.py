"""Proposals that only an answer tells of."""

import pytest

from goodoffices.record.evidence import Evidence
from goodoffices.record.processes import Process
from goodoffices.record.talks import Answer, Response, Terms
from goodoffices.resolve.implied import imply_proposal

_PROCESS = Process("aaa-bbb", "A – B", ("AAA", "BBB"), ("MED",))


@pytest.mark.parametrize(
    ("named", "implied"),
    [("such a step", False), ("that proposal", False), ("an Easter truce", True), ("a truce at sea", True)],
)
def test_an_answer_implies_a_proposal_that_it_names(named, implied):
    evidence = (Evidence(id="c1", report="r1", outlet="o1", known=None, when=None),)
    answer = Response(
        "R1",
        "aaa-bbb",
        evidence,
        "AAA",
        Answer.REJECTED,
        object=named,
        addressees=("MED",),
        terms=Terms(track="holiday"),
    )
    found = imply_proposal(answer, (), _PROCESS)
    assert (found is not None) is implied
