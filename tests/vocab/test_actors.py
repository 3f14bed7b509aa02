"""What a written name stands for, what an id is called, and what a vocabulary of actors may not say."""

from pathlib import Path

import pytest

from goodoffices.errors import BadVocabulary
from goodoffices.record.actors import ActorType
from goodoffices.vocab.actors import (
    TYPES,
    Sort,
    load_gazetteer,
    locate_actor,
    name_actor,
    read_actors,
    sector_of_actor,
    type_actor,
)
from goodoffices.vocab.countries import state_names
from goodoffices.vocab.naming import key_of
from goodoffices.vocab.titles import load_titles, read_titles


@pytest.mark.parametrize(
    ("actor", "name"),
    [("RUS", "Russia"), ("hamas", "Hamas"), ("COD", "DR Congo"), ("kosovo", "Kosovo"), ("nobody-here", "nobody-here")],
)
def test_an_id_has_a_name(actor: str, name: str) -> None:
    assert name_actor(actor) == name


@pytest.mark.parametrize(
    ("actor", "kind", "country", "sector"),
    [
        ("UKR", "state", "UKR", "GOV"),
        ("m23", "armed_group", "COD", "REB"),
        ("osce", "igo", None, "IGO"),
        ("saf", "military", "SDN", "MIL"),
        ("abkhazia", "entity", "GEO", "GOV"),
        ("some-front", "other", None, ""),
    ],
)
def test_an_id_has_a_type_a_country_and_a_sector(actor: str, kind: str, country: str | None, sector: str) -> None:
    assert (type_actor(actor), locate_actor(actor), sector_of_actor(actor)) == (kind, country, sector)


def test_types_are_those_of_the_record() -> None:
    assert frozenset(ActorType) == TYPES


@pytest.mark.parametrize(
    ("name", "actor", "sort"),
    [
        ("Kyiv", "UKR", Sort.CAPITAL),
        ("the Kremlin", "RUS", Sort.METONYM),
        ("Knesset", "ISR", Sort.METONYM),
        ("Turkey", "TUR", Sort.STATE),
        ("Eritreans", "ERI", Sort.PEOPLE),
        ("Tamil Tigers", "ltte", Sort.GROUP),
        ("El Fasher", "SDN", Sort.PLACE),
        ("Élysée", "FRA", Sort.METONYM),
        ("PYONGYANG", "PRK", Sort.CAPITAL),
    ],
)
def test_a_name_stands_for_one_actor(name: str, actor: str, sort: Sort) -> None:
    entry = load_gazetteer().entries[key_of(name)]
    assert (entry.actor, entry.sort) == (actor, sort)


@pytest.mark.parametrize("word", ["turkey", "polish", "us", "it", "who", "May"])
def test_an_ordinary_word_is_no_name(word: str) -> None:
    assert key_of(word) not in load_gazetteer().entries


@pytest.mark.parametrize("outlet", ["Reuters", "Al Jazeera", "TASS"])
def test_media_are_no_actors(outlet: str) -> None:
    entry = load_gazetteer().entries[key_of(outlet)]
    assert (entry.sort, entry.actor) == (Sort.MEDIA, "")


# Member states and observers of the United Nations, as reports write them; all of them must be known by name.
STATES = (
    "Afghanistan,Albania,Algeria,Angola,Argentina,Armenia,Australia,Azerbaijan,Bahrain,Bangladesh,Belarus,Belgium,Benin,"
    "Bolivia,Bosnia,Botswana,Brazil,Burkina Faso,Burundi,Cambodia,Cameroon,Canada,Cape Verde,Chad,China,Colombia,Congo,"
    "Croatia,Cuba,Cyprus,Czech Republic,Czechia,Djibouti,East Timor,Egypt,El Salvador,Eritrea,Eswatini,Ethiopia,France,"
    "Gabon,Georgia,Germany,Ghana,Greece,Guatemala,Guinea-Bissau,Haiti,Hungary,India,Indonesia,Iran,Iraq,Ireland,Israel,"
    "Ivory Coast,Japan,Jordan,Kazakhstan,Kenya,Kuwait,Kyrgyzstan,Laos,Lebanon,Liberia,Libya,Macedonia,Mali,Moldova,"
    "Morocco,Mozambique,Myanmar,Burma,Nepal,Nicaragua,Niger,Nigeria,North Korea,Norway,Oman,Pakistan,Palestine,Peru,"
    "Philippines,Poland,Qatar,Russia,Rwanda,Saudi Arabia,Senegal,Serbia,Sierra Leone,Somalia,South Africa,South Korea,"
    "South Sudan,Spain,Sri Lanka,Sudan,Switzerland,Syria,Taiwan,Tajikistan,Tanzania,Thailand,Turkey,Uganda,Ukraine,"
    "United Arab Emirates,UAE,United Kingdom,Britain,United States,U.S.,Uzbekistan,Venezuela,Vietnam,Yemen,Zimbabwe"
).split(",")


def test_every_state_is_known_by_its_usual_name() -> None:
    gazetteer = load_gazetteer()
    assert [name for name in STATES if key_of(name) not in gazetteer.entries] == []


def test_a_state_with_a_seat_has_people() -> None:
    gazetteer = load_gazetteer()
    seated = {entry.actor for entry in gazetteer.entries.values() if entry.sort is Sort.CAPITAL}
    peopled = {entry.actor for entry in gazetteer.entries.values() if entry.sort is Sort.PEOPLE}
    # Micro-states whose people no report of a war names.
    assert len(seated - peopled) < 25
    assert len(seated & set(state_names())) > 180


def test_a_users_file_adds_a_group_and_takes_over_a_name(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text('river-guards: "armed_group MLI | River Guards | Niger Guards, Fano"\n', encoding="utf-8")
    gazetteer = load_gazetteer(own)
    assert gazetteer.entries[key_of("Fano")].actor == "river-guards"
    assert name_actor("river-guards", own) == "River Guards"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('Hamas2: "armed_group PSE | X | Y"', "is not an actor id"),
        ('XXQ: "state - | X | "', "no ISO 3166 alpha-3 code"),
        ('front: "army PSE | X | Y"', "is no actor type"),
        ('front: "armed_group PSE"', "expected 'type country"),
        ("- front", "expected a map"),
        ('a: "other - | Same Name | "\nb: "other - | Same Name | "', "is given to"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadVocabulary, match=message):
        load_gazetteer(own)


def test_an_entry_keeps_its_names_in_order() -> None:
    entry = read_actors({"front": "armed_group SOM | River Front | RF, The Front"}, "own")["front"]
    assert entry.names == ("River Front", "RF", "The Front")


def test_titles_hold_their_lists() -> None:
    titles = load_titles()
    assert "envoy" in titles.persons
    assert titles.fighters["insurgent"] == "rebels"
    assert titles.usual["administration"] == "USA"
    with pytest.raises(BadVocabulary, match="expected the lists"):
        read_titles({"persons": "envoy"}, "own.yaml")
