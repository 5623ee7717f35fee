"""What models really write, and anything at all."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.lenient import json_values, without_thoughts

WANTED = {"a": 1, "b": ["x", None, True]}
STRICT = json.dumps(WANTED)


@pytest.mark.parametrize(
    "text",
    [
        STRICT,
        f"  {STRICT}\n",
        f"```json\n{STRICT}\n```",
        f"```\n{STRICT}\n```",
        f"```JSON\n{STRICT}",
        f"Sure, here it is: {STRICT} Hope it helps {{smile}}",
        f"<think>maybe {{'a': 2}}</think>{STRICT}",
        f"thinking without an opening tag {{}}</think>\n{STRICT}",
        '{"a": 1, "b": ["x", null, true,],}',
        "{'a': 1, 'b': ['x', None, True]}",
        "{a: 1, b: ['x', undefined, true]}",
        '{"a": 1, // one\n "b": ["x", null, /* yes */ true]}',
        '{"a": 1, "b": ["x", null, true]',
        '{"a": 1, "b": ["x", null, true',
        json.dumps(STRICT),
        f"[{STRICT}]",
        f"[the action is {STRICT}]",
        f"[1] As said: {STRICT}",
        f"set {{x}} to {{y}}: {STRICT}",
    ],
)
def test_what_was_meant_is_found(text):
    assert WANTED in list(json_values(text))


def test_strings_keep_what_they_hold():
    for text in ("line\nbreak", "it's {not} [a] bracket", '日本 🎉 \\ "quoted"', "// no comment"):
        assert next(json_values("so: " + json.dumps({"t": text}))) == {"t": text}
        raw = text.replace("\\", "\\\\").replace("'", "\\'")
        assert next(json_values("so: {'t': '" + raw + "',}")) == {"t": text}
    assert next(json_values("{'t': '\\ud83c\\udf89\\n\\x'}")) == {"t": "🎉\nx"}


@pytest.mark.parametrize(
    "text", ["", "no", "{", "[", "{]", "{'a", '{"a": "cut o', "<think>{}", "[" * 5000, "{" * 5000]
)
def test_nothing_is_found_where_nothing_is(text):
    assert [value for value in json_values(text) if value] == []


def test_an_endless_reply_takes_no_endless_time():
    list(json_values('{"a": [' * 60_000))
    list(json_values("{'a" * 100_000))


@given(st.text(alphabet=st.sampled_from("{}[]\"'\\:,ab1 \n`/*<>think.-u"), max_size=200))
@settings(max_examples=400)
def test_no_text_is_too_strange(text):
    for value in json_values(text):
        json.dumps(value)
    without_thoughts(text)


_plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(st.text(max_size=8), _plain, min_size=1, max_size=4), st.booleans())
def test_any_object_is_found_in_prose(value, pretty):
    text = json.dumps(value, indent=2 if pretty else None, ensure_ascii=pretty)
    assert next(json_values(f"Here you are:\n{text}\nBye.")) == value


@given(st.dictionaries(st.text(max_size=8), _plain, min_size=1, max_size=4))
def test_any_object_survives_python_spelling_and_a_trailing_comma(value):
    text = repr(value)[:-1] + ",}"
    found = [item for item in json_values(text) if isinstance(item, dict)]
    if "\\x" not in text and "\\U" not in text:
        assert value in found
