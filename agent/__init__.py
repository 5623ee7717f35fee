"""The loop: graph, nodes, presets, memory, guard, journal.

For Python programs, brought in when first used (docs/python.md):

    from agent import Agent

    with Agent.on("embedded") as agent:
        print(agent.run("Turn on Bluetooth").finish().status)
"""

from importlib import import_module
from typing import TYPE_CHECKING

from agent.rooms import check_rooms

if TYPE_CHECKING:
    from agent.action.action import (
        Action,
        Answer,
        AskUser,
        CallTool,
        ClearText,
        Click,
        DoubleTap,
        Drag,
        InputText,
        KeyboardEnter,
        LongPress,
        NavigateBack,
        NavigateHome,
        Note,
        OpenApp,
        Scroll,
        Status,
        Swipe,
        TakeOver,
        Wait,
    )
    from agent.brain.brain import Ask, Brain, Decision, ToolDecision, View
    from agent.brain.own import Decider
    from agent.brain.scale import Scale
    from agent.build import Agent
    from agent.effect.effect import Effect, Proof, Standing
    from agent.fanout import map
    from agent.guard.own import Guard, Intended, Stance
    from agent.part import Parts
    from agent.run.event import (
        EffectMet,
        EffectsListed,
        Ended,
        Event,
        NextTouch,
        Noticed,
        PlanMade,
        Question,
        StepDone,
    )
    from agent.run.run import Run
    from agent.run.step import Plan, Step
    from agent.run.trajectory import Trajectory, read_trajectory
    from agent.settings import Settings
    from agent.tool.functions import as_tool
    from device.client import Device
    from device.error import (
        ActionRejected,
        ConfigError,
        DeviceError,
        TapwrightError,
        ToldToModel,
        ToldToPerson,
    )
    from device.screen import Bounds, Observation, Point, UIElement
    from grounding.grounder import Grounder
    from grounding.target import Grounding, Target, TargetNotFound
    from models.chat import ChatModel
    from models.error import BadReply, ModelUnavailable
    from models.message import Message
    from models.reply import Reply, Usage

__all__ = [
    "Action", "ActionRejected", "Agent", "Answer", "Ask", "AskUser", "BadReply", "Bounds", "Brain",
    "CallTool", "ChatModel", "ClearText", "Click", "ConfigError", "Decider", "Decision", "Device",
    "DeviceError", "DoubleTap", "Drag", "Effect", "EffectMet", "EffectsListed", "Ended", "Event",
    "Grounder", "Grounding", "Guard", "InputText", "Intended", "KeyboardEnter", "LongPress", "Message",
    "ModelUnavailable", "NavigateBack", "NavigateHome", "NextTouch", "Note", "Noticed", "Observation",
    "OpenApp", "Parts", "Plan", "PlanMade", "Point", "Proof", "Question", "Reply", "Run", "Scale", "Scroll",
    "Settings", "Stance", "Standing", "Status", "Step", "StepDone", "Swipe", "TakeOver", "TapwrightError",
    "Target", "TargetNotFound", "ToldToModel", "ToldToPerson", "ToolDecision", "Trajectory", "UIElement",
    "Usage", "View", "Wait", "as_tool", "map", "read_trajectory",
]  # fmt: skip
_NAMES = {
    "agent.action.action": (
        "Action Answer AskUser CallTool ClearText Click DoubleTap Drag InputText KeyboardEnter "
        "LongPress NavigateBack NavigateHome Note OpenApp Scroll Status Swipe TakeOver Wait"
    ),
    "agent.brain.brain": "Ask Brain Decision ToolDecision View",
    "agent.brain.own": "Decider",
    "agent.brain.scale": "Scale",
    "agent.build": "Agent",
    "agent.effect.effect": "Effect Proof Standing",
    "agent.fanout": "map",
    "agent.guard.own": "Guard Intended Stance",
    "agent.part": "Parts",
    "agent.run.event": "EffectMet EffectsListed Ended Event NextTouch Noticed PlanMade Question StepDone",
    "agent.run.run": "Run",
    "agent.run.step": "Plan Step",
    "agent.run.trajectory": "Trajectory read_trajectory",
    "agent.settings": "Settings",
    "agent.tool.functions": "as_tool",
    "device.client": "Device",
    "device.error": "ActionRejected ConfigError DeviceError TapwrightError ToldToModel ToldToPerson",
    "device.screen": "Bounds Observation Point UIElement",
    "grounding.grounder": "Grounder",
    "grounding.target": "Grounding Target TargetNotFound",
    "models.chat": "ChatModel",
    "models.error": "BadReply ModelUnavailable",
    "models.message": "Message",
    "models.reply": "Reply Usage",
}
check_rooms()
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}
"""Where each is defined: `agent --help` needs none of it."""


def __getattr__(name: str) -> object:
    """Load what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'agent' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
