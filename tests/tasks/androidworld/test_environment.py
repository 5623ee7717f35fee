"""A phone over its wire, through the methods that AndroidWorld's tasks and agents call."""

import numpy as np

from device.client import Device
from tasks.androidworld.environment import Environment
from tasks.androidworld.state import forest_of, state_of
from tests.tasks.androidworld.test_deed import Act


def test_a_state_is_what_the_screen_shows(environment: Environment) -> None:
    environment.device.open_app("Settings")
    environment.device.settle()
    state, seen = environment.get_state(), environment.device.observe()
    assert state.pixels.shape == (2400, 1080, 3)
    assert state.pixels.dtype == np.uint8
    assert len({tuple(pixel) for pixel in state.pixels[::40, 540]}) > 3
    assert [one.text or "" for one in state.ui_elements] == [one.text for one in seen.elements]
    row = next(one for one in state.ui_elements if one.text == "Battery")
    assert row.bbox_pixels.height > 0
    assert row.bbox.center[0] == row.bbox_pixels.center[0] / 1080
    assert row.bbox.center[1] == row.bbox_pixels.center[1] / 2400
    assert row.package_name == "com.android.settings"


def test_equal_screens_are_equal_states(environment: Environment) -> None:
    """Agents wait until two looks have the same elements."""
    one, other = environment.get_state(True), environment.get_state(True)
    assert one.ui_elements == other.ui_elements
    environment.device.open_app("Settings")
    assert environment.get_state(True).ui_elements != one.ui_elements


def test_the_forest_holds_the_elements_as_they_lie_in_each_other(device: Device) -> None:
    device.open_app("Contacts")
    device.settle()
    elements = device.observe(screenshot=False).elements
    forest = forest_of(elements)
    nodes = [node for window in forest.windows for node in window.tree.nodes]
    assert [node.class_name for node in nodes] == [one.class_name for one in elements]
    for window in forest.windows:
        inner = window.tree.nodes
        children = [child for node in inner for child in node.child_ids]
        assert sorted(children) == list(range(1, len(inner)))
        for node in inner:
            assert all(inner[child].depth == node.depth + 1 for child in node.child_ids)
    assert any(not node.child_ids for node in nodes)


def test_a_screen_without_a_picture_is_black(device: Device) -> None:
    state = state_of(device.observe(screenshot=False))
    assert state.pixels.shape == (2400, 1080, 3)
    assert not state.pixels.any()


def test_how_the_screen_is(environment: Environment) -> None:
    assert environment.device_screen_size == (1080, 2400)
    assert environment.logical_screen_size == (1080, 2400)
    assert environment.physical_frame_boundary == (0, 0, 1080, 2400)
    assert environment.orientation == 0
    environment.device.open_app("Chrome")
    environment.device.shell("wm user-rotation lock 1")
    environment.device.settle()
    assert environment.logical_screen_size == (2400, 1080)
    assert environment.device_screen_size == (1080, 2400)
    assert environment.orientation == 1


def test_what_is_in_front_is_told_whatever_hangs_over_it(environment: Environment) -> None:
    environment.device.open_app("Clock")
    environment.device.settle()
    package, _, name = environment.foreground_activity_name.partition("/")
    assert package == "com.google.android.deskclock"
    assert "DeskClock" in name
    environment.device.shell("cmd statusbar expand-notifications")
    environment.device.settle()
    assert environment.foreground_activity_name.startswith("com.google.android.deskclock/")


def test_an_answer_is_kept_until_the_next_beginning(environment: Environment) -> None:
    environment.execute_action(Act("answer", text='two words, $5 and "quotes"'))
    assert environment.interaction_cache == 'two words, $5 and "quotes"'
    before = environment.get_state().ui_elements
    environment.execute_action(Act("status"))
    assert environment.get_state().ui_elements == before
    environment.device.open_app("Settings")
    state = environment.reset(go_home=True)
    assert environment.interaction_cache == ""
    assert state.ui_elements == before


def test_a_question_goes_to_the_person(device: Device) -> None:
    assert Environment(device).ask_question("Which one?") is None
    assert Environment(device, lambda question: f"{question} The first.").ask_question("Which?") == (
        "Which? The first."
    )


def test_the_pointers_coordinates_go(environment: Environment) -> None:
    environment.device.shell("settings put system pointer_location 1")
    environment.hide_automation_ui()
    assert environment.device.shell("settings get system pointer_location").text.strip() == "0"
