"""A provider's bad day: what is waited for, what ends a run, who takes over, and what the person is told."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from agent.brain.modelbrain import ModelBrain
from agent.brain.relay import RelayBrain
from agent.brain.selection import build_brain
from agent.preset.preset import PRESETS
from agent.run.event import Event, Noticed, StepDone
from agent.run.resume import recorded_settings
from agent.run.trajectory import read_trajectory
from agent.settings import ModelPlace, Settings
from models.endpoint import OpenAIModel
from models.price import Price
from models.retry import Retries
from models.scripted import Item, ScriptedModel
from tests.agent.run.provider import ACT, AT_ONCE, BUSY, DONE, GONE, JUDGED, LISTED, SETTINGS, Begin, GoOn
from tests.agent.script import Recorder, complete, decide, says
from tests.models.server import Answer, Server, serving


def test_a_busy_provider_is_waited_for_and_the_person_sees_why(begin: Begin) -> None:
    with serving(LISTED, ACT, *[BUSY] * 6, DONE, JUDGED) as server:
        events, end = begin(server)
    assert (end.status, end.model_calls) == ("complete", 5)
    told = [event.text for event in events if isinstance(event, Noticed)]
    assert [line.split(":")[0] for line in told] == [f"waiting {pause} s" for pause in (2, 4, 8, 16)]
    assert all("requests per minute" in line for line in told)
    assert end.folder is not None
    kept = [
        one.text for step in read_trajectory(end.folder).steps for one in step.said if one.role == "model"
    ]
    assert kept == told


def test_a_run_that_gives_up_waiting_can_be_gone_on_with(begin: Begin) -> None:
    with serving(LISTED, ACT, GONE) as server:
        _, end = begin(server, patience=10.0)
    assert (end.status, end.cause, end.exit_code) == ("error", "model", 3)
    assert "HTTP 503: down; waited 8 s for it" in end.reason

    assert end.resumable
    with serving(LISTED, DONE, JUDGED) as server:
        assert not begin(server)[1].resumable, "it is over"


def test_a_refusal_ends_the_run_at_once_in_the_models_own_words(begin: Begin) -> None:
    with serving(LISTED, ACT, Answer(None, refusal="I can't help with that.")) as server:
        _, end = begin(server)
    assert (end.status, end.cause, end.reason) == (
        "infeasible", "refused_by_model", "the model refused: I can't help with that.",
    )  # fmt: skip
    assert len(server.requests) == 4


def test_a_refusal_in_plain_words_ends_the_run_with_them(begin: Begin) -> None:
    said = (Answer("I'm sorry, but I can't\nassist with that."), Answer("REFUSED: I can't assist with that."))
    with serving(*said, ACT, *said) as server:
        _, end = begin(server)
    assert (end.status, end.cause) == ("infeasible", "refused_by_model")
    assert end.reason == "the model refused: I can't assist with that."
    asked = [request["messages"][-1]["content"] for request in server.requests]
    assert ["their own phone" in words for words in asked] == [False, True, False, False, True]


def test_words_instead_of_the_form_are_no_refusal(begin: Begin) -> None:
    prose = "Sure! To turn on Bluetooth, open Settings and tap Connected devices."
    with serving(LISTED, Answer(prose)) as server:
        _, end = begin(server)
    assert (end.status, end.cause) == ("error", "model")
    assert f'the model answered in words, not in the form, twice: "{prose}"' in end.reason
    assert 'Try `channel = "tools"` in the settings' in end.reason
    assert len(server.requests) == 5


def test_another_model_goes_on_with_what_one_refused(begin: Begin, go_on: GoOn) -> None:
    with serving(LISTED, ACT, Answer(None, refusal="I can't help with that.")) as server:
        _, end = begin(server)
    assert end.folder is not None
    assert end.resumable
    begun = read_trajectory(end.folder)
    settings = recorded_settings(begun, Settings(model="other"), {"model", "device"})
    assert settings.model == "other"
    assert begun.steps[0].outcome == "success"
    again = go_on(end.folder, [complete(), says("confirm", reached=True, evidence="it shows")])
    assert again.status == "complete"
    first, kept = (one.steps[0] for one in (begun, read_trajectory(end.folder)))
    assert (kept.outcome, kept.reason, kept.evidence) == (first.outcome, first.reason, first.evidence)


def test_what_a_step_came_to_is_not_judged_anew(begin: Begin, go_on: GoOn) -> None:
    with serving(LISTED, ACT, ACT, GONE) as server:
        _, end = begin(server, patience=0.0)
    assert end.folder is not None
    begun = read_trajectory(end.folder).steps
    told: list[Event] = []
    go_on(end.folder, [complete(), says("confirm", reached=True, evidence="it shows")], told)
    kept = read_trajectory(end.folder).steps[: len(begun)]
    assert [(step.outcome, step.evidence) for step in kept] == [
        (step.outcome, step.evidence) for step in begun
    ]
    assert [event.step.index for event in told if isinstance(event, StepDone)] == [len(begun) + 1]


def test_two_empty_replies_end_the_run_with_what_the_model_thought(begin: Begin) -> None:
    with serving(LISTED, ACT, Answer("", thoughts="Which one? I keep going round.")) as server:
        _, end = begin(server)
    assert (end.status, end.cause) == ("error", "model")
    assert "an empty reply, twice; it thought: Which one? I keep going round." in end.reason
    assert len(server.requests) == 4


def test_the_next_model_takes_over_and_the_trajectory_says_so(begin: Begin) -> None:
    first = Recorder([decide(SETTINGS), Item("no quota", error="unavailable")])
    second = ScriptedModel([complete(), says("confirm", reached=True, evidence="it shows")], "spare")
    events, end = begin(RelayBrain([ModelBrain(first, pictures=False), ModelBrain(second, pictures=False)]))
    assert end.status == "complete"
    told = [event.text for event in events if isinstance(event, Noticed)]
    assert told == ["scripted is unavailable (no quota): spare takes over"]
    assert end.folder is not None
    steps = read_trajectory(end.folder).steps
    assert [one.model for one in steps[-1].said if one.role == "decide"] == ["spare"]
    assert told[0] in [one.text for one in steps[-1].said]


class OneGone(Server):
    """A server that has the model `b`, and once had `a`."""

    def answer(self, request: dict[str, Any]) -> Answer:
        return GONE if request["model"] == "a" else super().answer(request)


def test_a_chain_of_names_is_a_chain_of_models(begin: Begin) -> None:
    with serving(server=OneGone(LISTED, ACT, DONE, JUDGED)) as server:
        settings = Settings(model="a, b", base_url=server.url, patience=0)
        brain = build_brain(settings, PRESETS["default"])
        assert brain.name == "a,b"
        events, end = begin(brain)
    assert end.status == "complete"
    told = [event.text for event in events if isinstance(event, Noticed)]
    assert len(told) == 1, "it is not tried again at every step"
    assert told[0].startswith("a is unavailable (")
    assert told[0].endswith("HTTP 503: down): b takes over")


def test_each_model_of_a_chain_may_have_an_endpoint_and_a_price_of_its_own(
    begin: Begin, tmp_path: Path
) -> None:
    with serving(GONE) as first, serving(LISTED, ACT, DONE, JUDGED) as second:
        place = ModelPlace(
            base_url=second.url, api_key=SecretStr("own-key-of-b"), price=Price(prompt=10, completion=0)
        )
        key = SecretStr("key-of-the-run")
        settings = Settings(model="a,b", base_url=first.url, api_key=key, models={"b": place}, patience=0)
        _, end = begin(build_brain(settings, PRESETS["default"]))
    assert end.status == "complete"
    assert {request["model"] for request in first.requests} == {"a"}
    sent = [{head["authorization"] for head in server.headers} for server in (first, second)]
    assert sent == [{"Bearer key-of-the-run"}, {"Bearer own-key-of-b"}]
    assert end.cost == pytest.approx(len(second.requests) * 100 * 10 / 1e6)
    keyless = Settings(api_key=key, models={"b": ModelPlace(base_url=second.url)})
    assert keyless.endpoint_of("b") == (second.url, ""), "the run's key goes to the run's address alone"


def test_a_model_whose_server_says_come_back_at_once_gives_way_to_the_next(begin: Begin) -> None:
    quick = Retries(20.0, sleep=lambda _: None, jitter=lambda: 0.0)
    with serving(AT_ONCE) as broken, serving(LISTED, ACT, DONE, JUDGED) as spare:
        models = [OpenAIModel(name, base_url=one.url, retries=quick)
                  for name, one in (("a", broken), ("b", spare))]  # fmt: skip
        _, end = begin(RelayBrain([ModelBrain(model, pictures=False) for model in models]))
        for model in models:
            model.close()
    assert end.status == "complete"
    assert len(broken.requests) < 10
