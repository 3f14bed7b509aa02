"""What a case file may hold: the shape that untrusted input is held to before anything is made of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1, max_length=300)]
Points = int | float | str
StateName = int | str
Bounds = tuple[Points, Points]
Package = dict[Name, Name] | list[Name] | Name


class Part(BaseModel):
    """A part of a case file; what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyPart(Part):
    """What one party wants, and whose estimate that is."""

    basis: str = ""
    statements: list[Name] = []
    ranking: list[StateName | list[StateName]] = []
    prefers: list[Name] = []
    unknown: list[tuple[StateName, StateName]] = []
    values: dict[Name, dict[Name, Points | Bounds]] = {}
    constant: Points = 0
    reservation: Points | None = None
    importance: list[Name] = []
    weights: dict[Name, Bounds] = {}
    orders: dict[Name, list[Name]] = {}
    accepts: list[Package] = []
    rejects: list[Package] = []


class OptionPart(Part):
    """Something a party can do alone."""

    name: Name
    party: Name
    direction: Literal["both", "forward", "back"] = "both"
    source: str = ""


class LinePart(Part):
    """A red line, or a rule that binds everybody: what must hold, and where it is from."""

    name: Name
    keep: Name
    party: str = ""
    source: str = ""


class CasePart(Part):
    """A whole case file."""

    title: str = ""
    mediators: list[Name] = []
    status_quo: StateName | None = None
    parties: dict[Name, PartyPart] = {}
    issues: dict[Name, Annotated[list[Name], Field(min_length=1, max_length=100)]] = {}
    red_lines: list[LinePart] = []
    rules: list[LinePart] = []
    drafts: dict[Name, Package] = {}
    options: list[OptionPart] = []
    infeasible: list[Name] = []
    merge: list[Name] = []
    states: list[StateName] = []
    moves: dict[Name, dict[Name, list[StateName]]] = {}
    sources: dict[Name, str] = {}
