"""A recorded run as text."""

import time

from rich.text import Text

from agent.language.speech import speaker
from agent.run.journal import LOCK
from agent.run.trajectory import Trajectory
from device.lockfile import is_locked
from ui.output import Terminal
from ui.past.saved import Saved
from ui.words import (
    VERDICTS,
    came_to,
    clean,
    grounds,
    labelled,
    ledger_lines,
    mark,
    minute,
    remarks,
    spoken,
    steps_made,
    thought,
    what,
)


def tell(trajectory: Trajectory, spared: Saved | None = None) -> None:
    """Print the run: what was wanted, each step with its picture, what its tools saved, how it ended."""
    console = Terminal(highlight=False, soft_wrap=True)
    manifest = trajectory.manifest
    started = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(manifest.started_at))
    console.print(Text(clean(manifest.said or manifest.goal, 400), "bold"))
    if manifest.said:
        console.print(Text(f"memory {clean(manifest.goal, 400)}", "cyan"))
    preset = f"preset {manifest.preset.get('name', 'unknown')}"
    console.print(Text(f"{manifest.id} · {started} · {manifest.device} · {manifest.brain} · {preset}", "dim"))
    for step in trajectory.steps:
        sign, colour = mark(step)
        line = Text(f"{step.index:>3} ").append(sign, colour).append(f" {what(step)}")
        console.print(line.append(f"  {step.seconds.total:.1f} s", "dim"))
        if thought(step):
            console.print(Text(f"      {thought(step)}", "italic dim"))
        for remark in remarks(step):
            console.print(Text(f"      {remark}", "red" if step.error else "dim"))
        for saying in step.said:
            console.print(Text(f"      {minute(saying)}", "dim cyan"))
        if step.shot:
            console.print(Text(f"      {trajectory.folder / step.shot}", "dim"))
    for saying in trajectory.said:
        console.print(Text(f"    {minute(saying)}", "dim cyan"))
    if trajectory.open_step is not None:
        console.print(
            Text(f"{trajectory.open_step.index:>3} ? {what(trajectory.open_step)}: cut short", "yellow")
        )
    if spared is not None:
        console.print(Text(spoken(spared.line, speaker(manifest.goal)), "dim"))
    console.print(_ending(trajectory))


def _ending(trajectory: Trajectory) -> Text:
    ending = trajectory.ending
    if ending is None:
        if is_locked(trajectory.folder / LOCK):
            return Text("not ended; it goes on", "yellow")
        if trajectory.manifest.embedded:
            return Text("not ended; the embedded phone it was on is gone", "yellow")
        return Text("not ended; go on with: agent resume " + trajectory.manifest.id, "yellow")
    parts = [
        came_to(ending),
        steps_made(len(trajectory.steps)),
        f"{trajectory.seconds.total:.1f} s",
    ]
    speak = speaker(trajectory.manifest.goal)
    lines = [
        labelled("answer", clean(trajectory.answer, 2000), speak) if trajectory.answer else "",
        grounds(ending.evidence, ending.reason, trajectory.answer, speak),
        *ledger_lines(ending.proofs, speak),
        spoken(" · ".join(parts), speak),
        *(labelled("state", clean(change), speak) for change in ending.changes or ()),
    ]
    return Text("\n".join(line for line in lines if line), f"bold {VERDICTS[ending.status]}")
