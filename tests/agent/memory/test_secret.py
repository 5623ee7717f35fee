"""Secrets never come to rest in memory, whoever tells them and in whichever field."""

from pathlib import Path

import pytest

from agent.memory.confirmation import confirmation
from agent.memory.entry import Entry
from agent.memory.personal import PersonalMemory
from agent.memory.secret import asks_for_secret, secret_in
from agent.memory.store import MemoryStore
from agent.step import Permit, Step
from device.error import ConfigError
from tests.agent.memory.made import asked

SECRETS = [
    "My PIN is 4711",
    "the wifi password hunter2",
    "password: swordfish",
    "Wi-Fi password at home is swordfish",
    "the PIN for my sim is 0000",
    "one-time code 839201",
    "我的密码是abc123",
    "密码：hunter",
    "验证码 839201",
    "Ｐassword： hunter2",
    "card 4111 1111 1111 1111",
    "5500-0055-5555-5559 is my card",
    "use sk-abcdefghijklmnop1234",
    "ghp_abcdefghijklmnopqrstuv0123456789",
    "deploy token ABCdef123456ABCdef123456ABC",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
    "-----BEGIN RSA PRIVATE KEY-----",
]
HARMLESS = [
    "I get up at 6:45",
    "The password field is under Security",
    "My password is kept in KeePass",
    "Use {{secret:bank}} for the password",
    "I log in with {{ secret:bank pin }}",
    "Call +4915112345678",
    "Account DE89370400440532013000",
    "Pin the note to the top at 12:30",
    "The PIN page asks twice",
    "密码在设置里",
    "打开蓝牙，设一个7:00的闹钟",
    "Meetings last 45 minutes unless I say otherwise",
]


@pytest.mark.parametrize("text", SECRETS)
@pytest.mark.parametrize("field", ["text", "cue", "does"])
def test_a_secret_is_refused_wherever_it_stands(tmp_path: Path, text: str, field: str) -> None:
    store = MemoryStore(tmp_path / "m.sqlite")
    value = (text,) if field == "does" else text
    entry = Entry.model_validate({"kind": "procedure" if field == "does" else "preference", field: value})
    with pytest.raises(ConfigError, match="secrets are never remembered"):
        store.add(entry)
    kept = store.add(Entry(kind="preference", text="harmless"))
    with pytest.raises(ConfigError, match="secrets are never remembered"):
        store.change(entry.model_copy(update={"id": kept.id}))
    assert text.encode() not in store.path.read_bytes()


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_is_kept(text: str) -> None:
    assert secret_in(text) == ""


@pytest.mark.parametrize("question", ["What is your PIN?", "Which password?", "验证码是多少？"])
def test_the_answer_to_a_question_for_a_secret_is_not_kept(question: str) -> None:
    assert asks_for_secret(question)
    assert confirmation(asked(question, "swordfish"), "g", "run", 0.0) is None


def test_an_answer_with_a_secret_is_not_kept(tmp_path: Path) -> None:
    store = MemoryStore(tmp_path / "m.sqlite")
    PersonalMemory(store).confirmed(asked("Which account?", "the one with the PIN 4711"), "g", "run")
    PersonalMemory(store).confirmed(asked("Which account?", "Savings"), "g", "run")
    assert [entry.answer for entry in store.entries()] == ["Savings"]


def test_nobodys_word_is_no_confirmation() -> None:
    step = asked("Which account?", "Savings")
    for permit in (
        None,
        Permit(),
        Permit(classes=("send",), by="policy"),
        Permit(by="nobody", allowed=False),
    ):
        assert confirmation(step.model_copy(update={"permit": permit}), "g", "run", 0.0) is None
    assert confirmation(Step(index=1, permit=Permit(by="person", answer="yes")), "g", "run", 0.0) is None


def test_a_lesson_with_a_secret_is_not_kept(tmp_path: Path) -> None:
    memory = PersonalMemory(MemoryStore(tmp_path / "m.sqlite"))
    bad = Entry(kind="lesson", text="The PIN is 4711 there", source="learnt")
    good = Entry(kind="lesson", text="Use Save, not Back", source="learnt")
    assert [entry.text for entry in memory.learn((bad, good))] == [good.text]
