"""Editing keys in a text field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.screen.edit import edited
from device.phone.system import keycode
from device.phone.toolkit.view import FieldText
from tests.boot import fresh_phone
from tests.device.phone.probe import elements, install, tap


@pytest.mark.parametrize(
    ("held", "code", "meta", "wanted"),
    [
        (FieldText("abc", 3, 3), keycode.DEL, 0, FieldText("ab", 2, 2)),
        (FieldText("abc", 0, 0), keycode.DEL, 0, FieldText("abc", 0, 0)),
        (FieldText("abc", 1, 1), keycode.FORWARD_DEL, 0, FieldText("ac", 1, 1)),
        (FieldText("abc", 0, 2), keycode.DEL, 0, FieldText("c", 0, 0)),
        (FieldText("abc", 2, 0), keycode.DEL, 0, FieldText("c", 0, 0)),
        (FieldText("abc", 1, 1), keycode.A, keycode.CTRL, FieldText("abc", 0, 3)),
        (FieldText("a\nbc", 4, 4), keycode.MOVE_HOME, 0, FieldText("a\nbc", 2, 2)),
        (FieldText("a\nbc", 0, 0), keycode.MOVE_END, 0, FieldText("a\nbc", 1, 1)),
        (FieldText("abc", 0, 0), keycode.MOVE_END, keycode.SHIFT, FieldText("abc", 0, 3)),
        (FieldText("abc", 3, 3), keycode.LEFT, 0, FieldText("abc", 2, 2)),
    ],
)
def test_keys(held: FieldText, code: int, meta: int, wanted: FieldText) -> None:
    assert edited(held, code, meta) == wanted


@given(
    st.text(max_size=20),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(sorted(keycode.NAMES.values())),
    st.sampled_from([0, keycode.SHIFT, keycode.CTRL]),
)
def test_the_cursor_stays_in_the_text(text: str, start: int, end: int, code: int, meta: int) -> None:
    after = edited(FieldText(text, min(start, len(text)), min(end, len(text))), code, meta)
    assert 0 <= after.start <= len(after.text)
    assert 0 <= after.end <= len(after.text)


def test_tab_goes_from_field_to_field_and_types_into_long_texts() -> None:
    phone = fresh_phone()
    install(phone)
    tap(phone, "field")
    phone.shell("input text one; input keyevent TAB; input text two; input keyevent TAB; input text three")
    assert [elements(phone, name)[0].text for name in ("field", "body")] == ["one", "two\tthree"]
    tap(phone, "field")
    phone.shell("input keycombination SHIFT_LEFT TAB; input text s")
    assert elements(phone, "field")[0].text == "ones"


def test_key_names() -> None:
    assert keycode.code_of("KEYCODE_ENTER") == 66
    assert keycode.code_of("66") == 66
    assert keycode.code_of("KEYCODE_7") == 14
    assert keycode.code_of("7") == 7
    assert keycode.code_of("nonsense") is None
    assert keycode.character(29) == "a"
    assert keycode.character(29, keycode.SHIFT) == "A"
