"""What is kept from frame to frame is laid out, told and painted as if it had just been made."""

from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.sample import fill
from device.phone.screen.dump import elements_of
from device.phone.toolkit.layout import Metrics, Node, lay_out
from device.phone.toolkit.sizing import Sizing
from device.phone.toolkit.still import Moulds, alike, fixed, own, still
from device.phone.toolkit.view import LayoutState, View
from device.phone.toolkit.viewpart import (
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Icon,
    Input,
    Surface,
    Text,
)
from device.phone.tour import tour
from device.phone.widget import tile
from tests.boot import fresh_phone

NOTHING = LayoutState()
METRICS = (Metrics(1.0), Metrics(2.625), Metrics(2.625, 1.3))


Make = Callable[..., View]


def nothing() -> None:
    """What a touch does here."""


def part(make: Make, words: str, symbol: str, row: bool, wide: float | None) -> View:
    """The same little tree, of Views made now or of still ones."""
    return make(
        "LinearLayout",
        "part",
        box=Box(width=wide, padding=(3.0, 2.0, 1.0, 0.0)),
        flow=Flow("row" if row else "column", gap=4.0),
        surface=Surface("primary"),
        children=(
            make("ImageView", icon=Icon(symbol), important=False),
            make("TextView", "words", Text(words, max_lines=2), box=GROWING),
        ),
    )


def page(make: Make, parts: list[tuple[str, str, bool, float | None]]) -> View:
    rows = [
        View(
            "FrameLayout",
            "row",
            box=FULL_WIDTH,
            flow=Flow("row"),
            on_tap=nothing,
            children=(part(make, *each),),
        )
        for each in parts
    ]
    return View(box=FULL_SIZE, scroll="list", children=rows)


def seen(node: Node) -> list[object]:
    return [(each.view.text.content, each.box, each.clip, each.inset, each.text) for each in node.walk()]


PARTS = st.lists(
    st.tuples(
        st.sampled_from(["", "one", "two words", "a text that is longer than a line of it " * 3]),
        st.sampled_from(["", "star"]),
        st.booleans(),
        st.sampled_from([None, FILL, 60.0]),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(PARTS, st.integers(1, 900), st.integers(1, 900), st.integers(0, 200), st.sampled_from(METRICS))
def test_a_still_view_lies_where_one_made_anew_would(
    parts: list[tuple[str, str, bool, float | None]], wide: int, high: int, offset: int, metrics: Metrics
) -> None:
    state = LayoutState(scroll={"list": offset})
    anew, *kept = (
        lay_out(page(make, parts), 7, 9, wide, high, metrics, state) for make in (View, fixed, fixed, fixed)
    )
    for root in kept:
        assert seen(root) == seen(anew)
        assert elements_of(root, "com.example") == elements_of(anew, "com.example")


def test_a_frame_made_later_leaves_the_nodes_of_an_earlier_one_alone() -> None:
    word = fixed("TextView", "word", Text("word"), box=Box(width=40.0))
    for _ in range(3):
        first = lay_out(View(children=(word,)), 0, 0, 200, 200, METRICS[0], NOTHING)
    lay_out(
        View(box=Box(padding=(50.0, 50.0, 0.0, 0.0)), children=(word, word)),
        0,
        0,
        200,
        200,
        METRICS[0],
        NOTHING,
    )
    assert [node.left for node in first.walk()] == [0, 0]


def test_one_still_view_twice_on_a_page_has_two_places() -> None:
    word = fixed("TextView", "word", Text("word"), box=Box(height=20.0))
    for _ in range(3):
        root = lay_out(View(children=(word, word)), 0, 0, 200, 200, METRICS[0], NOTHING)
    assert [child.top for child in root.children] == [0, 20]


def test_the_same_arguments_give_the_same_view_and_others_another() -> None:
    assert fixed("TextView", "", Text("one")) is fixed("TextView", "", Text("one"))
    assert fixed("TextView", "", Text("one")) is not fixed("TextView", "", Text("two"))


def test_what_can_be_touched_is_not_still() -> None:
    with pytest.raises(TypeError, match="does nothing"):
        fixed("Button", on_tap=nothing)
    with pytest.raises(TypeError, match="does nothing"):
        still(lambda name: View(children=(View(input=Input(name)),)))("name")


def test_handlers_are_those_of_the_view_that_is_shown_now() -> None:
    pressed: list[str] = []
    for name in ("first", "second", "third"):
        row = tile("Title", "Summary", on_tap=lambda name=name: pressed.append(name))  # type: ignore[misc]
        root = lay_out(View(box=FULL_WIDTH, children=(row,)), 0, 0, 400, 400, METRICS[0], NOTHING)
        handler = root.children[0].view.on_tap
        assert handler is not None
        handler()
    assert pressed == ["first", "second", "third"]


def test_a_tile_that_cannot_be_touched_is_told_so() -> None:
    def told(row: View) -> bool:
        for _ in range(3):
            root = lay_out(View(box=FULL_WIDTH, children=(row,)), 0, 0, 400, 400, METRICS[0], NOTHING)
        return elements_of(root, "com.example")[1].is_clickable

    assert [
        told(tile("Title", on_tap=nothing)),
        told(tile("Title")),
        told(tile("Title", on_tap=nothing)),
    ] == [
        True,
        False,
        True,
    ]


def test_a_view_is_changed_only_where_it_no_longer_looks_like_others() -> None:
    row = tile("Title", on_tap=nothing)
    assert row.still is not None
    assert own(row).still is None
    with pytest.raises(TypeError, match="never changed"):
        own(fixed("TextView"))


def test_a_phone_is_not_kept_by_what_its_screens_leave_behind() -> None:
    """The looks are the process's; nothing of them may lead to a handler, and by that to a phone."""
    phone = fresh_phone()
    row = tile("A title that nobody else has", on_tap=lambda: phone.crash("com.android.settings"))
    for _ in range(2):
        lay_out(View(box=FULL_WIDTH, children=(row,)), 0, 0, 400, 400, METRICS[0], NOTHING)
    assert row.still
    for mould in row.still.values():
        assert mould is not None
        held = [*mould.children, *(child for spot in mould.spots.values() for child in spot.children)]
        assert not any(node.view.clickable for child in held for node in child.walk())


# -- the apps --------------------------------------------------------------------------------------------
_HANDLERS = [each.name for each in fields(View) if each.name.startswith("on_")]
_LOOK = [each.name for each in fields(View) if each.name not in (*_HANDLERS, "still", "children")]


def look(view: View) -> tuple[object, ...]:
    """All of a view but its handlers."""
    made = tuple(getattr(view, name) for name in _LOOK)
    return (*made, view.clickable, view.long_clickable, *map(id, view.children))


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[object, object]]:
    """By name those views that share a look with another one and are not equal to it."""
    known: dict[Moulds, tuple[object, ...]] = {}
    odd: dict[str, tuple[object, object]] = {}
    plainly = Sizing.node

    def node(self: Sizing, view: View, *room: int, model: bool = False) -> Node:
        if view.still is not None and known.setdefault(view.still, look(view)) != look(view):
            odd[f"{view.resource_id} {view.text.content}"] = (known[view.still], look(view))
        return plainly(self, view, *room, model=model)

    monkeypatch.setattr(Sizing, "node", node)
    return odd


def test_views_that_are_said_to_look_alike_do(looks: dict[str, tuple[object, object]]) -> None:
    phone = fresh_phone(seed=7)
    fill(phone)
    for shown in tour(phone, "org.tasks", 8):
        shown.frame().elements()
    assert looks == {}


@pytest.mark.full
def test_views_of_all_apps_that_are_said_to_look_alike_do(looks: dict[str, tuple[object, object]]) -> None:
    phone = fresh_phone(seed=7)
    fill(phone)
    fresh = phone.snapshot()
    for package, app in phone.apps.items():
        if app.manifest.main:
            phone.restore(fresh)
            for shown in tour(phone, package, 30):
                shown.frame().elements()
    assert looks == {}


def test_alike_is_one_for_equal_looks() -> None:
    assert alike("row", 1) is alike("row", 1)
    assert alike("row", 1) is not alike("row", 2)
