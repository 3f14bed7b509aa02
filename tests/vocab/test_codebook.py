"""The codebook is complete, says what each kind means, and refuses what it does not define."""

import copy

import pytest

from goodoffices.errors import BadVocabulary, InputError
from goodoffices.record.claims import Factuality, Kind
from goodoffices.vocab.codebook import load_codebook, read_codebook
from goodoffices.vocab.loading import load_vocab


def test_every_kind_of_the_record_is_defined() -> None:
    """The codebook and the nouns name the same kinds, in the same order."""
    assert [entry.name for entry in load_codebook().kinds] == [kind.value for kind in Kind]


def test_every_factuality_of_the_record_is_defined() -> None:
    """The codebook and the nouns name the same factualities."""
    assert [name for name, _ in load_codebook().factualities] == [each.value for each in Factuality]


def test_definitions_are_sentences() -> None:
    """Each definition starts with a capital letter and ends with a full stop."""
    for entry in load_codebook().kinds:
        for text in (entry.definition, *(value.definition for value in entry.values)):
            assert text[0].isupper(), text
            assert text.endswith("."), text


def test_a_value_inherits_the_codes_of_its_kind() -> None:
    """Only what differs is written down; an empty code means that there is none."""
    codebook = load_codebook()
    assert codebook.plover("response", "accepted") == ("AGREE", None)
    assert codebook.plover("response", "rejected") == ("REJECT", None)
    assert codebook.plover("response", "under_consideration") is None
    assert codebook.plover("deescalation", "release") == ("RETREAT", "release")
    assert codebook.cameo("urging", None) == "020"


def test_values_and_check_agree() -> None:
    """Every listed value passes; kinds without values pass with None."""
    codebook = load_codebook()
    for kind in Kind:
        for value in codebook.values(kind) or (None,):
            codebook.check(kind, value)


@pytest.mark.parametrize(("kind", "value"), [("response", None), ("response", "maybe"), ("urging", "strong")])
def test_a_wrong_value_is_refused_with_what_is_allowed(kind: str, value: str | None) -> None:
    """The message says what was found."""
    with pytest.raises(InputError, match=repr(value)):
        load_codebook().check(kind, value)


def test_an_unknown_kind_is_refused() -> None:
    """The message lists the kinds."""
    with pytest.raises(InputError, match="allowed are proposal, response"):
        load_codebook().values("quarrel")


def test_speech_acts_cannot_be_demanded() -> None:
    """A speech act that is uttered is asserted; only deeds can be wanted and not there."""
    codebook = load_codebook()
    speech = {entry.name for entry in codebook.kinds if "demanded" not in entry.factualities}
    assert speech == {"demand", "urging", "accusation", "threat", "support"}


def test_a_broken_file_is_named() -> None:
    """A missing field, an unknown code or an undefined factuality is an error of the vocabulary."""
    for path, bad in ((("kinds", "aid", "plover"), "GIVE"), (("kinds", "aid", "cameo"), "999"), (("kinds", "aid"), {})):
        data = copy.deepcopy(load_vocab("kinds"))
        entry = data
        for key in path[:-1]:
            entry = entry[key]
        entry[path[-1]] = bad
        with pytest.raises(BadVocabulary):
            read_codebook(data)
