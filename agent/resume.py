"""Where a run that was cut short goes on."""

from agent.action import Answer, Note
from agent.settings import EMBEDDED, Settings
from agent.state import State
from agent.step import Seen, Step
from agent.trajectory import Trajectory, cut_short
from device.error import ConfigError
from device.screen import Observation, Screenshot

_KEPT = ("device", "model", "base_url", "grounder", "grounder_url", "preset")
"""What a resumed run takes from its manifest, unless it is given anew; the phone is the one it had."""


def recorded_settings(trajectory: Trajectory, given: Settings) -> Settings:
    """The settings to go on with. Raises ConfigError when there is nothing to go on with."""
    ending = trajectory.ending
    if ending is not None and ending.status in ("complete", "infeasible"):
        raise ConfigError(f"the run {trajectory.manifest.id} has ended: {ending.status}")
    if trajectory.manifest.embedded and given.device in ("", EMBEDDED):
        raise ConfigError(
            "the embedded phone of this run ended with it",
            "Start one with `agent phone start` and use --device to have runs that can be resumed",
        )
    told = {**trajectory.manifest.config, "device": trajectory.manifest.device}
    recorded = {
        name: told[name]
        for name in _KEPT
        if name in told
        and (not getattr(given, name) or getattr(given, name) == Settings.model_fields[name].default)
    }
    return given.model_copy(update={name: value for name, value in recorded.items() if value})


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
    actions = [step.action for step in steps if step.performed]
    return State(
        goal=trajectory.manifest.goal,
        plan=next((step.plan for step in reversed(steps) if step.plan is not None), None),
        steps=steps,
        notes=tuple(action.text for action in actions if isinstance(action, Note)),
        answer=next((action.text for action in reversed(actions) if isinstance(action, Answer)), ""),
        feedback=feedback,
        before=_screen_before(steps[-1], trajectory) if steps else None,
    )


def _screen_before(step: Step, trajectory: Trajectory) -> Seen:
    """The screen a step was decided on, as far as it was recorded: its picture and fingerprint."""
    shot = trajectory.folder / step.shot
    picture = Screenshot(size=(0, 0), path=shot) if step.shot and shot.exists() else None
    observation = Observation(picture, (), step.package, "", keyboard_shown=False, size=(0, 0))
    return Seen(observation=observation, shot=step.shot, fingerprint=step.fingerprint)
