"""What asks nothing of the phone is answered, and the phone left as it is."""

import pytest

from agent.language.courtesy import courtesy
from tests.agent.offline.drive import drive
from tests.boot import fresh_phone


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("hello", "Hello. Say what the phone is to do"),
        ("Hi there, how are you?", "Hello. Say what the phone is to do"),
        ("Thank you so much!", "You are welcome"),
        ("what can you do?", "Without a model I can"),
        ("stop", "Nothing is going on"),
        ("你好！", "你好。请说手机要做什么"),
        ("好的，谢谢", "不客气"),
        ("你能做什么？", "不用模型时，我能"),
    ],
)
def test_it_is_answered_in_one_step(said: str, answer: str) -> None:
    run = drive(said, fresh_phone(seed=0))
    assert run.status == "complete"
    assert run.answer.startswith(answer)
    assert len(run.history) == 1, "the answer, before the end"


@pytest.mark.parametrize(
    "said",
    ["hello, turn on Wi-Fi", "thank Bob", "help me call Bob", "say hello to Emma", "stop the timer", ""],
)
def test_what_wants_something_is_no_courtesy(said: str) -> None:
    assert courtesy(said) == ""
