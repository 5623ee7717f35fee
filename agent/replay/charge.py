"""Puts a replay in charge of a run, with an agent behind it."""

import time

from agent.brain.brain import Brain, CoreBrain, Crew
from agent.goal.goalreader import goal_reader
from agent.launch import Launch
from agent.preset.composition import Part, Preset
from agent.replay.core import ReplayCore
from agent.replay.script import Script
from agent.run.context import Context
from agent.run.journal import Journal
from agent.run.run import Run
from agent.run.state import State

REPLAY = Preset(
    name="replay",
    summary="Does again what a run did, and leaves the rest to the agent behind it.",
    parts=(Part(role="decide", when=("lap",)), Part(role="confirm", when=("claim",))),
    max_tries=2,
    max_strikes=1000,
)
"""What stands still twice in the record is no reason to end a replay: it ends by itself."""


def replay(script: Script, launch: Launch, journal: Journal | None, *, alone: bool, embedded: bool) -> Run:
    """Begin a run in which the script decides; see `Agent.replay`."""
    now = time.time()
    folder = launch.folder(script.goal, now) if journal is None else journal.folder
    manifest = launch.manifest(folder, script.goal, now, embedded=embedded)
    manifest = manifest.model_copy(update={"replays": script.run})
    if not launch.brain.understands(launch.preset.decider):
        script = script.model_copy(update={"added": ()})
    steps = len(script.moves) + launch.settings.max_steps
    context = launch.context(launch.journal(journal, manifest, folder), folder, steps)
    put_in_charge(script, context, alone=alone)
    return Run(State(goal=script.goal, added=script.added), context, folder)


def put_in_charge(script: Script, context: Context, *, alone: bool) -> None:
    """Have the script decide in this run; unless it is `alone`, the context's own brain takes over from it.

    That one is also asked whether the goal is reached, where it can tell.
    """
    brain, preset = context.brain, context.preset

    def hand_over() -> None:
        context.brain, context.preset = brain, preset

    core = CoreBrain(ReplayCore(script, None if alone else hand_over))
    judges = not alone and _can_confirm(brain, script.goal)
    context.brain = Crew(core, {"confirm": brain}) if judges else core
    context.preset = REPLAY


def _can_confirm(brain: Brain, goal: str) -> bool:
    """Whether it can tell from a screen that the goal is reached."""
    if not brain.speaker("confirm"):
        return False
    return brain.understands("confirm") or goal_reader().typed(goal).is_known
