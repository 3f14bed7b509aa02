"""Ctrl-C while a body is written is Ctrl-C, not a fault of the writing."""

import pytest
from pydantic_core import PydanticSerializationError

from goodoffices.ledger import bodies


class _Writer:
    def __init__(self, why: str) -> None:
        self.why = why

    def dump_json(self, _noun: object) -> bytes:
        raise PydanticSerializationError(self.why)


@pytest.mark.parametrize(
    ("why", "raised"),
    [
        ("Error serializing to JSON: KeyboardInterrupt: ", KeyboardInterrupt),
        ("Error serializing to JSON: no such type", PydanticSerializationError),
    ],
)
def test_an_interruption_stays_one(why: str, raised: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "adapter_of", lambda _kind: _Writer(why))
    with pytest.raises(raised):
        bodies.write_body(("a noun",))
