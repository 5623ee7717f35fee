"""Secrets never come to rest in memory, whoever tells them and in whichever field."""

from pathlib import Path

import pytest

from agent.memory.confirmation import confirmation
from agent.memory.entry import Entry
from agent.memory.personal import PersonalMemory
from agent.memory.secret import asks_for_secret, secret_in, struck
from agent.memory.store import MemoryStore
from agent.run.step import Permit, Step
from device.error import ConfigError
from tests.agent.memory.labelled import stored
from tests.agent.memory.made import asked
from tests.table import each_row

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
    "The door code is 4711",
    "the door code is sunflower",
    "The code for the gate: 4711#",
    "The alarm code of the house is 4711",
    "The code is 4711",
    "security code 123",
    "My key for the bank is 8hd72hs",
    "the Wi-Fi key is sunflower",
    "The safe combination is 12-34-56",
    "my login for the bank is bob / sunflower7",
    "my login for the bank is bob / sunflower",
    "login: bob, sunflower7",
    "credentials for the bank: bob / sunflower7",
    "4711 is the code of the door",
    "hunter2 is the wifi password",
    "The door code is 47 11",
    "门禁码是4711",
    "大门密码4711",
    "大门的代码是4711",
]
HARMLESS = [
    "I get up at 6:45",
    "The password field is under Security",
    "The file is called skR7_weekend_list_2023.md",
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
    "My zip code is 10115",
    "Ana's area code is 0301",
    "Scan the QR code at desk 1200",
    "The dress code is smart, from 18:00 on",
    "When I code after 20:00 use the dark theme",
    "A code review takes 100 minutes",
    "The door code is in KeePass",
    "The key is under the mat",
    "The key contact is Ana, on +4915112345678",
    "The key date is 2026-05-04",
    "The key combination is Ctrl+F4",
    "Login by fingerprint",
    "My login name is bob",
    "Pin the note to the top at 10pm on the 21st",
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


@each_row("text", HARMLESS)
def test_what_is_no_secret_is_kept(text: str) -> None:
    assert secret_in(text) == ""


@pytest.mark.parametrize(
    "question",
    [
        "What is your PIN?",
        "Which password?",
        "验证码是多少？",
        "What is the door code?",
        "What's the key?",
        "Which combination opens the safe?",
        "What is your login for the bank?",
    ],
)
def test_the_answer_to_a_question_for_a_secret_is_not_kept(question: str) -> None:
    assert asks_for_secret(question)
    assert confirmation(asked(question, "swordfish"), "g", "run", 0.0) is None


def test_an_answer_with_a_secret_is_not_kept(tmp_path: Path) -> None:
    store = MemoryStore(tmp_path / "m.sqlite")
    PersonalMemory(store).confirmed(asked("Which account?", "the one with the PIN 4711"), "g", "run")
    PersonalMemory(store).confirmed(asked("Which account?", "Savings"), "g", "run")
    assert [entry.answer for entry in store.entries()] == ["Savings"]


def test_a_question_beside_the_matter_is_kept() -> None:
    for question in ("Which zip code?", "Which QR code shall I scan?", "Which key contact?"):
        assert confirmation(asked(question, "the first"), "g", "run", 0.0) is not None


def test_nothing_that_was_labelled_by_hand_is_taken_for_a_secret() -> None:
    texts = [
        text for entry in stored().values() for text in (entry.cue, entry.text, entry.answer, *entry.does)
    ]
    assert [text for text in texts if secret_in(text)] == []


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


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Your one-time code is 731942", "Your one-time code is ***"),
        ("The PIN is 4471, call me at 15:30", "The PIN is ***, call me at 15:30"),
        ("card 4111 1111 1111 1111, please", "card ***, please"),
        ("token sk-proj-abcdefghijkl0123456789", "token ***"),
        ("Order 123456 was shipped at 7:30", "Order 123456 was shipped at 7:30"),
        ("{{secret:bank}}", "{{secret:bank}}"),
    ],
)
def test_secrets_are_struck_out_and_nothing_else(text: str, left: str) -> None:
    assert struck(text) == left
