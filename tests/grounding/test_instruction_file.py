"""The questions that the tree grounder is measured by: a file that people can check."""

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
