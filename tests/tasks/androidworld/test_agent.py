"""Our agent under a run loop like AndroidWorld's: reset, then a step at a time until it is done or spent."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from agent.settings import Settings
from device.client import Device
from device.error import ConfigError
from tasks.androidworld.agent import AsyncEnv, EpisodeBroken, Interaction, TapwrightAgent
from tasks.androidworld.environment import Environment

GOAL = "Turn wifi off."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(model="offline", runs=tmp_path / "runs", use_memory=False)


def episode(agent: TapwrightAgent, goal: str, most: int) -> list[Interaction]:
    agent.reset(go_home=True)
    agent.set_max_steps(most)
    done: list[Interaction] = []
    while len(done) < most and not (done and done[-1].done):
        done.append(agent.step(goal))
    return done


def wifi(device: Device) -> str:
    return device.shell("settings get global wifi_on").text.strip()


def test_a_goal_is_reached_step_by_step(environment: Environment, settings: Settings) -> None:
    taken = episode(TapwrightAgent(environment, settings), GOAL, 10)
    assert wifi(environment.device) == "0"
    assert [one.done for one in taken] == [False] * (len(taken) - 1) + [True]
    assert 1 < len(taken) < 10
    assert len({frozenset(one.data) for one in taken}) == 1
    last = taken[-1].data
    assert last["status"] == "complete"
    assert last["action"] is not None
    assert [one.data["step"] for one in taken] == list(range(1, len(taken) + 1))


def test_an_answer_is_left_where_the_task_looks(environment: Environment, settings: Settings) -> None:
    taken = episode(TapwrightAgent(environment, settings), "Is Bluetooth on?", 15)
    assert taken[-1].done
    assert environment.interaction_cache == taken[-1].data["answer"] != ""


def test_who_runs_out_of_steps_is_not_done(environment: Environment, settings: Settings) -> None:
    agent = TapwrightAgent(environment, settings)
    taken = episode(agent, GOAL, 1)
    assert [one.done for one in taken] == [False]
    assert taken[0].data["status"] == "truncated"
    assert not agent.step(GOAL).done


def test_the_next_goal_begins_anew(environment: Environment, settings: Settings) -> None:
    agent = TapwrightAgent(environment, settings)
    agent.reset()
    agent.step(GOAL)
    assert episode(agent, GOAL, 10)[-1].done
    assert episode(agent, "Turn wifi on.", 10)[-1].done
    assert wifi(environment.device) == "1"


@dataclass
class Theirs:
    """An environment of which only AndroidWorld knows the phone."""

    interaction_cache: str = ""
    resets: int = 0

    def reset(self, go_home: bool = False) -> object:
        self.resets += 1
        return None

    def get_state(self, wait_to_stabilize: bool = False) -> object:
        return None


def test_the_phone_of_another_environment_has_to_be_given(device: Device, settings: Settings) -> None:
    env: AsyncEnv = Theirs()
    with pytest.raises(ConfigError, match="which phone"):
        TapwrightAgent(env, settings)
    assert episode(TapwrightAgent(env, settings, device=device), GOAL, 10)[-1].done
    assert wifi(device) == "0"


def test_a_model_that_is_not_there_breaks_the_episode(environment: Environment, tmp_path: Path) -> None:
    """So that AndroidWorld notes the task as failed, and not as tried."""
    script = tmp_path / "empty.jsonl"
    script.write_text("")
    settings = Settings(model=f"scripted:{script}", runs=tmp_path / "runs", use_memory=False, preset="single")
    with pytest.raises(EpisodeBroken):
        episode(TapwrightAgent(environment, settings), GOAL, 3)
