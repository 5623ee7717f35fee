"""The resources: runs that were made, their steps and screens, and the screen as it is now."""

import io
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from agent.run.trajectory import read_trajectory
from ui.mcp.seat import PhoneSeat, away
from ui.past.past import find_run, past_runs
from ui.words import came_to, clean, remarks, what

_MOST = 100
"""Runs that are listed."""
_LONGEST = 20_000_000
"""Bytes of a record that are given away at once."""


class Records:
    """What a client may read, of one desk."""

    def __init__(self, seat: PhoneSeat) -> None:
        self._seat = seat

    def offer(self, server: MCPServer) -> None:
        """Have the server list them."""
        kinds: dict[str, tuple[Callable[..., Awaitable[str | bytes]], str, str]] = {
            "runs": (self.runs, "Past runs", "application/json"),
            "screen": (self.screen, "The phone's screen", "image/png"),
            "runs/{name}": (self.run, "A run, step by step", "text/plain"),
            "runs/{name}/trace": (self.trace, "A run's record, row by row", "application/jsonl"),
            "runs/{name}/shots/{shot}": (self.shot, "A step's screen", "image/png"),
        }
        for place, (read, title, kind) in kinds.items():
            server.resource(f"tapwright://{place}", title=title, mime_type=kind)(read)

    async def runs(self) -> str:
        """The runs that were made, the latest first."""
        found = await away(lambda: past_runs(self._runs, most=_MOST))
        return json.dumps(
            [
                {"name": one.name, "title": one.title, "status": one.status, "verified": one.verified,
                 "steps": one.steps, "started_at": one.started_at, "uri": f"tapwright://runs/{one.name}"}
                for one in found
            ],
            ensure_ascii=False,
        )  # fmt: skip

    async def run(self, name: str) -> str:
        """A run: its goal, what each step did and saw, and where its screens are."""
        trajectory = await away(lambda: read_trajectory(find_run(self._runs, name)))
        lines = []
        for step in trajectory.steps:
            shot = f"  screen: tapwright://runs/{name}/{step.shot}" if step.shot else ""
            lines.append(f"{step.index} {what(step)}{shot}")
            lines += [f"  {line}" for line in remarks(step, "the owner")]
        ending = trajectory.ending
        end = came_to(ending) if ending else "not ended"
        fenced = self._seat.prompts.fence("run", "\n".join(lines))
        return "\n".join((clean(trajectory.manifest.goal, 2000), fenced, end))

    async def trace(self, name: str) -> str:
        """A run's record: intents and results with thoughts, places, usage and seconds. See docs/runs.md."""
        return await away(lambda: self._recorded(name))

    async def shot(self, name: str, shot: str) -> bytes:
        """A step's screen, as it was."""
        return await away(lambda: self._picture(name, shot))

    async def screen(self) -> bytes:
        """The screen of the phone at hand, as it is now."""
        seen = await away(lambda: self._seat.hand().look())
        if seen.screenshot is None or seen.secure:
            raise ToolError("the phone gives no picture of this screen")
        out = io.BytesIO()
        seen.screenshot.image.save(out, "PNG")
        return out.getvalue()

    @property
    def _runs(self) -> Path:
        return self._seat.desk.settings.runs

    def _recorded(self, name: str) -> str:
        path = find_run(self._runs, name) / "trajectory.jsonl"
        if not path.is_file():
            raise ToolError(f"the run {name} has no record")
        if path.stat().st_size > _LONGEST:
            raise ToolError(f"the record of {name} is longer than {_LONGEST // 1_000_000} MB: read the file")
        return path.read_text("utf-8")

    def _picture(self, name: str, shot: str) -> bytes:
        path = find_run(self._runs, name) / "shots" / shot
        if Path(shot).name != shot or path.suffix != ".png" or path.is_symlink() or not path.is_file():
            raise ToolError(f"there is no screen {shot!r} in the run {name}")
        return path.read_bytes()
