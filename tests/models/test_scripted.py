"""The scripted model: an ordinary provider whose replies stand in a file."""

import json
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from device.error import ConfigError
from models.build import build_model
from models.error import BadReply, ModelUnavailable
from models.message import user
from models.scripted import ScriptedModel


class DecideReply(BaseModel):
    word: str


class Judge(BaseModel):
    good: bool


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


class Named(BaseModel):
    beast: Cat | Dog = Field(discriminator="kind")


ASK = [user("?")]


def script(tmp_path, text):
    path = tmp_path / "script.jsonl"
    path.write_text(text, encoding="utf-8")
    return build_model(f"scripted:{path}")


def lines(*items):
    return "\n".join(json.dumps(item) for item in items)


def test_replies_come_in_turn_and_end_with_a_clear_line(tmp_path):
    model = script(tmp_path, "# a comment\n\n" + lines({"word": "a"}, {"word": "b"}))
    first = model.chat(ASK, DecideReply)
    assert (first.value.word, first.usage.calls, first.usage.cost) == ("a", 1, 0.0)
    assert model.chat(ASK, DecideReply).value.word == "b"
    with pytest.raises(ModelUnavailable, match="no reply left for DecideReply after 2 replies"):
        model.chat(ASK, DecideReply)


def test_a_list_serves_as_well_as_lines(tmp_path):
    model = script(tmp_path, json.dumps([{"word": "a"}, "chatter {'word': 'b',}"], indent=1))
    assert [model.chat(ASK, DecideReply).value.word for _ in range(2)] == ["a", "b"]


def test_each_role_has_its_own_queue(tmp_path):
    model = script(
        tmp_path,
        lines(
            {"role": "judge", "reply": {"good": True}},
            {"role": "decide", "reply": {"word": "a"}},
            {"role": "Planner", "reply": {"word": "p"}},
            {"word": "for anyone"},
        ),
    )
    assert model.chat(ASK, DecideReply).value.word == "a"
    assert model.chat(ASK, Judge).value.good
    assert model.chat(ASK, DecideReply, role="planner").value.word == "p"
    assert model.chat(ASK, DecideReply).value.word == "for anyone"


def test_rest_for_others_is_told(tmp_path):
    model = script(tmp_path, lines({"role": "judge", "reply": {"good": True}}))
    with pytest.raises(ModelUnavailable, match=r"after 0 replies; 1 is left for another role: judge\. Add"):
        model.chat(ASK, DecideReply)


def test_a_role_that_is_only_a_little_like_it_is_not_taken_for_it(tmp_path):
    model = script(tmp_path, lines({"role": "learn", "reply": {"word": "a"}}))
    with pytest.raises(ModelUnavailable, match=r"another role: learn\. Add replies"):
        model.chat(ASK, DecideReply, role="plan")


@pytest.mark.parametrize("name", ["decid", "decider", "Decide "])
def test_a_role_that_is_misspelt_is_named(tmp_path, name):
    model = script(tmp_path, lines({"role": name, "reply": {"word": "a"}}, {"role": "judge", "reply": {}}))
    with pytest.raises(ModelUnavailable) as told:
        model.chat(ASK, DecideReply, role="decide")
    assert f"2 are left for other roles: {name}, judge" in str(told.value)
    assert f"Is {name} meant to be decide?" in str(told.value)


def test_a_script_that_ends_after_a_reply_nobody_could_read_says_what_was_wrong(tmp_path):
    model = script(tmp_path, lines({"foo": 1}))
    with pytest.raises(ModelUnavailable, match=r"after 1 reply, which could not be read: word is missing"):
        model.chat(ASK, DecideReply)
    model = script(tmp_path, lines({"word": "a"}, {"foo": 1}, "hm"))
    assert model.chat(ASK, DecideReply).value.word == "a"
    with pytest.raises(BadReply):
        model.chat(ASK, DecideReply)
    with pytest.raises(ModelUnavailable, match="the last of which could not be read: there is no JSON"):
        model.chat(ASK, DecideReply)


def test_a_kind_that_there_is_not_is_named_with_those_there_are(tmp_path):
    model = script(tmp_path, lines({"beast": {"kind": "dgo"}}))
    words = r"beast: there is no kind 'dgo'; there are: cat, dog\. Correct it"
    with pytest.raises(ModelUnavailable, match=words):
        model.chat(ASK, Named)


def test_a_good_reply_after_a_bad_one_is_not_blamed(tmp_path):
    model = script(tmp_path, lines("hm", {"word": "a"}))
    model.chat(ASK, DecideReply)
    with pytest.raises(ModelUnavailable) as told:
        model.chat(ASK, DecideReply)
    assert "could not be read" not in str(told.value)


def test_raw_text_goes_through_parser_and_repair(tmp_path):
    model = script(tmp_path, lines("hm", "```json\n{'word': 'mended'}\n```"))
    reply = model.chat(ASK, DecideReply)
    assert reply.value.word == "mended"
    assert reply.usage.calls == 2


def test_errors_can_be_played(tmp_path):
    model = script(
        tmp_path,
        lines(
            {"error": "bad reply: nonsense"}, {"role": "decide", "error": "unavailable: no quota"}, "x", "y"
        ),
    )
    with pytest.raises(BadReply, match="nonsense"):
        model.chat(ASK, DecideReply)
    with pytest.raises(ModelUnavailable, match="no quota"):
        model.chat(ASK, DecideReply)
    with pytest.raises(BadReply, match="in words"):
        model.chat(ASK, DecideReply)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"word": "a"}\n{oops}\n', "line 2"),
        ("12", "an item is an object or a text"),
        ('[{"a": 1},\n  nope]', "line 2"),
        ('{"error": "explode"}', "bad reply, unavailable"),
        ('{"role": 3, "reply": {}}', "role must be a text"),
        ("[" * 3000, "nested|no JSON"),
    ],
)
def test_a_broken_script_is_a_config_error_with_its_place(tmp_path, text, words):
    with pytest.raises(ConfigError, match=words):
        script(tmp_path, text)


def test_a_missing_script_is_a_config_error(tmp_path):
    with pytest.raises(ConfigError, match="No such file"):
        build_model(f"scripted:{tmp_path / 'none'}")
    with pytest.raises(ConfigError, match="no file is named after scripted:"):
        build_model("scripted: ")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        ScriptedModel.from_file(tmp_path / "binary")
