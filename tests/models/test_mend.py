"""Slips of form are taken as what they plainly mean; what is open is told, one thing in plain words."""

import json
from contextlib import suppress
from typing import Annotated, Any, Literal, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.structured import Unreadable, shape_of


class Place(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: str = ""
    number: int | None = None
    point: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.words and self.number is None and self.point is None:
            raise ValueError("a place needs words, a number or a point")
        return self


class Tap(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"also": ["press"]})
    kind: Literal["tap"] = "tap"
    at: Place


class Move(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Literal["move"] = "move"
    way: Literal["up", "down"]
    at: Place | None = None


class Decided(BaseModel):
    why: str
    deeds: Annotated[list[Annotated[Tap | Move, Field(discriminator="kind")]], Field(min_length=1)]


class Row(BaseModel):
    number: int
    verdict: Literal["met", "missing"]
    evidence: str = ""


class Verdict(BaseModel):
    reached: bool | None
    rows: tuple[Row, ...] = ()


def read(kind: type[BaseModel], value: Any) -> tuple[Any, tuple[str, ...]]:
    read, slips = shape_of(kind).read_leniently(json.dumps(value))
    return read.model_dump(exclude_defaults=True), slips


TAP = {"kind": "tap", "at": {"number": 3}}


@pytest.mark.parametrize(
    ("deeds", "means", "slip"),
    [
        ([{"type": "tap", "at": {"words": "it"}}], {"at": {"words": "it"}}, "type for kind"),
        (TAP, {"at": {"number": 3}}, "one for the list deeds"),
        ([{"kind": "tap", "number": 3}], {"at": {"number": 3}}, "number outside at"),
        ([{"kind": "tap", "at": "Save"}], {"at": {"words": "Save"}}, "at without words"),
        ([{"kind": "tap", "at": [4, 5]}], {"at": {"point": (4.0, 5.0)}}, "at without point"),
        ([{"kind": "tap", "at": 3}], {"at": {"number": 3}}, "at without number"),
        (
            [{"kind": "tap", "at": {"point": {"x": 4, "y": 5}}}],
            {"at": {"point": (4.0, 5.0)}},
            "x and y for point",
        ),
        ([{"kind": "press", "at": {"number": 3}}], {"at": {"number": 3}}, "'press' for 'tap'"),
        ([{"kind": "tap", "where": {"number": 3}}], {"at": {"number": 3}}, "where for at"),
        (
            [{"kind": "move", "way": "up", "at": {"words": "", "number": None, "point": None}}],
            {"way": "up"},
            "nothing in at",
        ),
    ],
)
def test_a_slip_is_taken_as_what_it_means_and_named(deeds: Any, means: Any, slip: str) -> None:
    assert read(Decided, {"why": "w", "deeds": deeds}) == ({"why": "w", "deeds": [means]}, (slip,))


def test_a_name_that_only_one_field_can_have_is_that_fields() -> None:
    value, slips = read(Verdict, {"reached": True, "rows": [{"id": 1, "standing": "met"}]})
    assert value["rows"] == ({"number": 1, "verdict": "met"},)
    assert slips == ("id for number", "standing for verdict")
    assert read(Decided, {"why": "w", "deed": TAP})[1] == ("deed for deeds",), "one slip"
    assert read(Decided, {"why": "w", "deed": [TAP]})[1] == ("deed for deeds",)


def test_two_slips_in_one_place_are_both_taken() -> None:
    value, slips = read(Decided, {"why": "w", "deeds": [{"kind": "tap", "at": "Save", "number": 8}]})
    assert value["deeds"] == [{"at": {"words": "Save", "number": 8}}]
    assert slips == ("at without words", "number outside at")


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (Verdict, {"failed": True}, "reached is missing"),
        (Verdict, {"reached": None, "rows": [{"id": 1, "at": 2, "verdict": "met"}]},
         "rows.0.number is missing"),
        (Verdict, {"reached": "perhaps"}, 'reached is "perhaps", and must be true or false'),
        (Verdict, {"reached": True, "rows": [{"number": 1, "verdict": "ok"}]},
         'rows.0.verdict is "ok", and must be met or missing'),
        (Decided, {"why": "w", "deeds": []}, "deeds has 0 items, and needs 1 or more"),
        (Decided, {"why": "w", "deeds": [{"kind": "fly"}]},
         "deeds.0: there is no kind 'fly'; there are: tap, move"),
        (Decided, {"why": "w", "deeds": [{"kind": "move", "at": TAP["at"]}]}, "deeds.0.move.way is missing"),
        (Decided, {"why": ["w"], "deeds": [TAP]}, 'why is ["w"], and must be a text'),
    ],
)  # fmt: skip
def test_what_is_open_is_told_as_one_thing_in_plain_words(
    kind: type[BaseModel], value: Any, told: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read(kind, value)
    assert str(caught.value) == told


values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["tap", "up", "met", "", "7"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["why", "deeds", "kind", "at", "x", "y", "rows", "id"]), inner)
    ),
    max_leaves=12,
)


@given(values)
def test_whatever_comes_is_read_or_told(value: Any) -> None:
    for kind in (Decided, Verdict):
        with suppress(Unreadable):
            shape_of(kind).read(json.dumps(value))
