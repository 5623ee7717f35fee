"""Where a run that was cut short goes on."""

from collections.abc import Collection

from agent.run.note import added_after, answer_of, notes_of
from agent.run.reason import ReasonCode
from agent.run.state import State
from agent.run.status import CLAIMED, Cause, RunStatus
from agent.run.step import Ending, Outcome, Seen, Step
from agent.run.trajectory import Trajectory, cut_short
from agent.settings import EMBEDDED, Settings
from device.error import ConfigError
from device.screen import Observation, Screenshot

_KEPT = (
    "device", "model", "base_url", "grounder", "grounder_url", "grounder_fit", "preset", "roles", "models",
    "apps", "private_apps", "policy_weights", "reply_timeout", "patience", "max_tokens", "max_cost",
    "use_memory", "guard", "channel", "calls", "touch_questions", "record", "tools", "mcp",
)  # fmt: skip
"""What a resumed run takes from its manifest, unless it is given anew; the phone is the one it had.

Its bounds go with it. What the person allowed does not: they are asked again, unless they allow it again.
"""


def recorded_settings(
    trajectory: Trajectory, given: Settings, named: Collection[str] = frozenset()
) -> Settings:
    """The settings to go on with: the recorded ones, but for what is `named` anew.

    What only a settings file or the environment says is no reason to go on otherwise than the run was begun.
    Raises ConfigError when there is nothing to go on with.
    """
    ending = trajectory.ending
    if ending is not None and not is_unfinished(ending):
        raise ConfigError(f"the run {trajectory.manifest.id} has ended: {ending.status}")
    if trajectory.manifest.embedded and ("device" not in named or given.device in ("", EMBEDDED)):
        raise ConfigError(
            "the embedded phone of this run ended with it",
            "Start one with `agent phone start` and use --device to have runs that can be resumed",
        )
    told = {**trajectory.manifest.config, "device": trajectory.manifest.device}
    if str(told.get("guard")).startswith("allow"):
        del told["guard"]
    anew = {*named, "base_url"} if "model" in named else set(named)
    recorded: dict[str, object] = {name: told[name] for name in _KEPT if name in told and name not in anew}
    if isinstance(models := recorded.get("models"), dict):
        recorded["models"] = {**given.models, **models}
    return Settings.model_validate({**given.model_dump(), **recorded}).with_keys_of(given)


def is_unfinished(ending: Ending) -> bool:
    """Whether a run that ended so can be gone on with."""
    if ending.cause is Cause.REFUSED_BY_MODEL:
        return True  # with another model
    return ending.status not in (*CLAIMED, RunStatus.INFEASIBLE)


def state_of(trajectory: Trajectory) -> State:
    """The state that the run had come to, as far as the record tells."""
    steps = trajectory.steps
    feedback: tuple[str, ...] = ()
    if trajectory.open_step is not None:
        steps = (*steps, cut_short(trajectory.open_step))
        feedback = (
            "The run was interrupted. The last step may or may not have been carried out: look at the screen "
            "and never repeat it unless the screen shows that it did not happen.",
        )
    last = steps[-1] if steps else Step(index=0)
    return State(
        goal=trajectory.manifest.goal,
        said=trajectory.manifest.said,
        earlier=trajectory.manifest.earlier,
        required=trajectory.required,
        plan=last.plan,
        errand=last.errand,
        steps=steps,
        notes=(*last.notes, *notes_of(last)),
        added=added_after(last),
        answer=next((answer_of(step) for step in reversed(steps) if answer_of(step)), ""),
        feedback=feedback,
        before=_screen_before(steps[-1], trajectory) if steps else None,
        told=last.index if is_judged(last) else 0,
    )


def is_judged(step: Step) -> bool:
    """Whether it is on record what a step came to: then nobody who looks later knows better."""
    return step.outcome is not Outcome.NONE and step.reason is not ReasonCode.INTERRUPTED


def _screen_before(step: Step, trajectory: Trajectory) -> Seen:
    """The screen a step was decided on, as far as it was recorded: its picture and fingerprint."""
    shot = trajectory.folder / step.shot
    picture = Screenshot(size=(0, 0), path=shot) if step.shot and shot.exists() else None
    observation = Observation(picture, (), step.package, "", keyboard_shown=False, size=(0, 0))
    return Seen(observation=observation, shot=step.shot, fingerprint=step.fingerprint)
