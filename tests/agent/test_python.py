"""The Python API holds what it says: closed is closed, wrong settings are told early, events are awaited."""

import asyncio
from pathlib import Path

import pytest

from agent import Agent, ConfigError, DeviceError, Ended, Settings, StepDone
from agent import map as fan_out
from device.screen import Point

GOAL = "Turn on Bluetooth"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(runs=tmp_path / "runs", use_memory=False)


def test_settings_that_cannot_be_are_told_before_a_phone_is_touched(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="no preset is called 'defualt'"):
        Agent.on("no-such-phone", settings.model_copy(update={"preset": "defualt"}))


def test_a_closed_agent_begins_no_run_and_touches_nothing(settings: Settings) -> None:
    with Agent.on("embedded", settings) as agent:
        begun = agent.run(GOAL)
        assert repr(agent) == "<Agent on embedded, offline, preset default>"
        assert repr(begun) == f'<Run "{GOAL}", not ended>'
    with pytest.raises(ConfigError, match="closed"):
        agent.run(GOAL)
    with pytest.raises(DeviceError, match="given back"):
        agent.device.tap(Point(5, 5))
    assert begun.finish().status == "error"
    assert repr(agent).endswith(", closed>")


def test_events_are_awaited_and_a_cancelled_task_stops_its_run(settings: Settings) -> None:
    async def whole() -> list[object]:
        with Agent.on("embedded", settings) as agent:
            return [event async for event in agent.run(GOAL)]

    async def cut_short() -> Ended | None:
        with Agent.on("embedded", settings) as agent:
            run = agent.run(GOAL)

            async def follow() -> None:
                async for event in run:
                    if isinstance(event, StepDone):
                        begun.set()

            begun = asyncio.Event()
            following = asyncio.create_task(follow())
            await begun.wait()
            following.cancel()
            with pytest.raises(asyncio.CancelledError):
                await following
            return run.ended

    told = asyncio.run(whole())
    assert isinstance(told[-1], Ended)
    assert told[-1].status == "complete"
    stopped = asyncio.run(cut_short())
    assert stopped is not None
    assert stopped.status == "stopped"


def test_goals_go_to_the_phones_that_can_be_had(settings: Settings) -> None:
    goals = (GOAL, "Turn off Wi-Fi", "Turn on dark theme")
    ended = fan_out(goals, ("embedded", "127.0.0.1:1", "embedded"), settings)
    assert [one.status for one in ended] == ["complete"] * 3
    (nobody,) = fan_out([GOAL], ("127.0.0.1:1",), settings)
    assert nobody.status == "error"
    assert "127.0.0.1:1" in nobody.reason
