"""The questions that the tree grounder is measured by: a file that people can check."""

import re
from collections import Counter

from benchmarks.tree_grounding import PARTS, on_phone, read, truth
from grounding.wording import languages


def test_every_line_is_whole_and_none_is_there_twice() -> None:
    instructions = read()
    assert len(instructions) >= 300
    assert {each.split for each in instructions} == set(PARTS)
    known = {language.name for language in languages()}
    for each in instructions:
        assert each.language in known, each
        assert each.says.strip() == each.says != ""
        assert (each.where == "") == (each.kind == "absent"), each
    asked = Counter((each.screen, each.says, each.where) for each in instructions)
    assert [line for line, times in asked.items() if times > 1] == []


def test_no_screen_is_in_two_parts() -> None:
    parts: dict[str, set[str]] = {}
    for each in read():
        parts.setdefault(each.screen, set()).add(each.split)
    assert {screen: found for screen, found in parts.items() if len(found) > 1} == {}


def test_the_marks_on_the_phones_screens_still_mean_something() -> None:
    for each in read():
        if each.screen.startswith("phone:") and each.split == "held":
            boxes = truth(each, on_phone(*each.screen.split(":")[1:]))
            assert all(box.area for box in boxes), each


def test_what_stands_right_of_something_on_the_home_screen_still_does() -> None:
    """An app that is put between the two moves what is meant, though both marks are still there."""
    asked = [
        (each, found[1])
        for each in read()
        if each.screen.startswith("phone:home:") and (found := re.search(r"right of (.+)", each.says))
    ]
    assert len(asked) >= 2
    for each, beside in asked:
        screen = on_phone(*each.screen.split(":")[1:])
        (box,) = truth(each, screen)
        apps = [e for e in screen.elements if e.is_clickable and e.label]
        (other,) = [app.bounds for app in apps if app.label == beside]
        right = [
            a.bounds
            for a in apps
            if a.bounds.left >= other.right and a.bounds.top <= other.center.y < a.bounds.bottom
        ]
        assert box == min(right, key=lambda bounds: bounds.left), each
