"""Tasks of `hybrid`, by touches alone or with the functions of the phone's apps.

Loaded for these tasks alone: the loops of older commits lack what it takes.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from pydantic import JsonValue

from agent.build import phone_tools
from agent.settings import Settings
from agent.tool.tool import Tool
from device.client import Device
from tasks.material.hybrid import hybrid_tasks
from tasks.material.longtask import PARTS
from tasks.suite import find_suite
from tasks.task import Params, Task

Call = Callable[[Mapping[str, JsonValue]], str]


def tools_of(device: Device) -> Mapping[str, Call]:
    """What the phone offers beside touches, to be called by name."""
    return {tool.name: partial(_called, tool) for tool in phone_tools(device, Settings())}


def _called(tool: Tool, arguments: Mapping[str, JsonValue]) -> str:
    return tool.call(arguments, "")


def parts_of(task: Task) -> tuple[Task, ...]:
    """The tasks of the world suite that a task of `hybrid` is made of."""
    own = cast(Mapping[str, Params], task.params["parts"])
    world = find_suite("world")
    parts = hybrid_tasks()[task.name].on_phone
    return tuple(world.named(PARTS[part]).task(task.seed, own[part]) for part in parts)
