"""What a run will try."""

from agent.settings import Settings
from tasks.runner.plan import make_plan
from tasks.runner.slot import Berth


def test_a_task_that_is_named_twice_is_tried_as_one() -> None:
    names = ("SystemWifiTurnOff", "SystemWifiTurnOn", "SystemWifiTurnOff")
    plan = make_plan("world", "gold", Settings(), Berth(), repetitions=2, names=names)
    assert [(each.task, each.repetition) for each in plan.episodes] == [
        ("SystemWifiTurnOff", 0),
        ("SystemWifiTurnOff", 1),
        ("SystemWifiTurnOn", 0),
        ("SystemWifiTurnOn", 1),
    ]
