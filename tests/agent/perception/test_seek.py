"""A thing is found by what it means, and nothing else is taken for it."""

from dataclasses import replace

import pytest

from agent.perception.resolution import Contact, resolve
from agent.perception.seek import Absent, FoundTarget, seek
from agent.run.step import Mark
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Grounding, Target

APP = "org.example"


def screen(*elements: UIElement, scrolls: bool = False, width: int = 1000) -> Observation:
    root = UIElement(
        0, class_name="android.widget.ListView" if scrolls else "android.widget.FrameLayout",
        bounds=Bounds(0, 0, width, 2000), is_scrollable=scrolls, package_name=APP,
    )  # fmt: skip
    rest = tuple(replace(e, index=n, depth=1, package_name=APP) for n, e in enumerate(elements, 1))
    return Observation(None, (root, *rest), APP, f"{APP}.Main", keyboard_shown=False, size=(width, 2000))


def button(text: str, top: int, resource_id: str = "", **more: object) -> UIElement:
    box = Bounds(100, top, 500, top + 100)
    whole = {"class_name": "android.widget.Button", "bounds": box, "is_clickable": True, **more}
    return UIElement(0, text=text, resource_id=resource_id, **whole)  # type: ignore[arg-type]


def text(said: str, top: int) -> UIElement:
    return UIElement(0, text=said, class_name="android.widget.TextView", bounds=Bounds(0, top, 90, top + 100))


def mark(observation: Observation, index: int) -> Mark:
    return mark_at(observation.elements[index].bounds.center, observation, index)


def mark_at(point: Point, observation: Observation, index: int) -> Mark:
    found = Grounding(point, confidence=1.0, method="element")
    spot = resolve(found, Target(element=index), Contact.MOVE, observation, checks=False)
    assert spot.mark is not None
    return spot.mark


def test_it_is_found_at_another_place_and_size() -> None:
    known = mark(screen(button("Save", 100), button("Cancel", 300)), 1)
    now = screen(button("Cancel", 100), button("Delete", 600), button("Save", 1500))
    found = seek(known, now)
    assert isinstance(found, FoundTarget)
    assert (found.element.index, found.point) == (3, now.elements[3].bounds.center)


@pytest.mark.parametrize("scrolls", [True, False])
def test_the_same_id_under_another_name_is_another_thing(scrolls: bool) -> None:
    known = mark(screen(button("Start", 100, f"{APP}:id/toggle"), scrolls=scrolls), 1)
    now = screen(button("Pause", 100, f"{APP}:id/toggle"), scrolls=scrolls)
    assert isinstance(seek(known, now), Absent)


def test_in_another_script_an_id_that_occurs_once_decides() -> None:
    known = mark(screen(button("Overdrive", 100, f"{APP}:id/overdrive")), 1)
    again = button("超速挡", 700, f"{APP}:id/overdrive")
    found = seek(known, screen(button("取消", 100, f"{APP}:id/cancel"), again))
    assert isinstance(found, FoundTarget)
    assert found.element.index == 2
    assert isinstance(seek(known, screen(again, replace(again, bounds=Bounds(0, 0, 50, 50)))), Absent)


def test_in_another_language_a_word_of_the_same_meaning_is_the_same() -> None:
    known = mark(screen(button("Cancel", 100), button("Save", 300)), 1)
    found = seek(known, screen(button("保存", 100), button("取消", 300)))
    assert isinstance(found, FoundTarget)
    assert found.element.text == "取消"


def test_what_stands_by_it_tells_two_of_one_name_apart() -> None:
    then = screen(text("Kitchen", 100), button("On", 100), text("Attic", 300), button("On", 300))
    known = mark(then, 4)
    assert known.near[:1] == ("Attic",)
    now = screen(text("Attic", 100), button("On", 100), text("Kitchen", 300), button("On", 300))
    found = seek(known, now)
    assert isinstance(found, FoundTarget)
    assert found.element.bounds.top == 100


def test_order_tells_apart_what_nothing_else_does_and_only_among_as_many() -> None:
    known = mark(screen(button("+", 100), button("+", 300), button("+", 500)), 2)
    assert (known.order, known.alike) == (2, 3)
    found = seek(known, screen(button("+", 700), button("+", 900), button("+", 1100)))
    assert isinstance(found, FoundTarget)
    assert found.element.bounds.top == 900
    doubtful = seek(known, screen(button("+", 700), button("+", 900)))
    assert isinstance(doubtful, Absent)
    assert "any of 2" in doubtful.why


def test_a_field_is_known_by_its_hint_and_not_by_what_it_holds() -> None:
    def field(hint: str, content: str, top: int) -> UIElement:
        return button(content, top, class_name="android.widget.EditText", is_editable=True, hint=hint)

    known = mark(screen(field("Name", "Ana", 100), field("City", "Rome", 300)), 1)
    assert "Ana" not in known.names
    found = seek(known, screen(field("City", "Ana", 100), field("Name", "Bo", 300)))
    assert isinstance(found, FoundTarget)
    assert found.element.hint == "Name"


def test_what_cannot_be_touched_yet_is_told_as_such() -> None:
    known = mark(screen(button("Save", 100)), 1)
    grey = seek(known, screen(button("Save", 100, is_enabled=False)))
    assert isinstance(grey, Absent)
    assert grey.is_there
    over = button("", 0, class_name="android.view.View")
    covered = seek(known, screen(button("Save", 100), replace(over, bounds=Bounds(0, 0, 600, 400))))
    assert isinstance(covered, Absent)
    assert covered.is_there


def test_it_is_touched_at_the_same_share_of_its_size() -> None:
    bar = UIElement(0, content_description="Volume", class_name="android.widget.SeekBar", is_clickable=True)
    then = screen(replace(bar, bounds=Bounds(100, 100, 500, 150)))
    known = mark_at(Point(420, 125), then, 1)
    found = seek(known, screen(replace(bar, bounds=Bounds(0, 900, 1000, 1000))))
    assert isinstance(found, FoundTarget)
    assert (found.point.x, found.point.y) == (800, 950)


def test_another_app_is_another_thing() -> None:
    known = mark(screen(button("Save", 100)), 1).model_copy(update={"package": "org.other"})
    assert isinstance(seek(known, screen(button("Save", 100))), Absent)
