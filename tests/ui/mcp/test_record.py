"""Runs and screens are resources; the server works wherever it is started."""

import base64
import json
import os
import sys
from pathlib import Path

import pytest
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters
from mcp_types import BlobResourceContents, TextResourceContents

from device.link.running import Registry
from tests.ui.mcp.conftest import Connect
from tests.ui.mcp.reading import data
from ui.app import phones_folder

pytestmark = pytest.mark.anyio
AGENT = ("-c", "import sys; from ui.cli import main; sys.exit(main())")


async def test_runs_their_steps_and_screens_are_read(connect: Connect) -> None:
    async with connect() as client:
        report = data(await client.call_tool("run_task", {"goal": "Turn on Bluetooth"}))
        assert report["status"] == "complete"
        (listed,) = (await client.read_resource("tapwright://runs")).contents
        assert isinstance(listed, TextResourceContents)
        (run,) = json.loads(listed.text)
        assert (run["title"], run["status"]) == ("Turn on Bluetooth", "complete")
        (told,) = (await client.read_resource(run["uri"])).contents
        assert isinstance(told, TextResourceContents)
        assert "Bluetooth" in told.text
        (trace,) = (await client.read_resource(f"{run['uri']}/trace")).contents
        assert isinstance(trace, TextResourceContents)
        rows = [json.loads(line)["row"] for line in trace.text.splitlines()]
        assert rows[-1] == "end"
        assert rows.count("intent") == report["steps"]
        shot = next(word for word in told.text.split() if word.endswith(".png"))
        for place in (shot, "tapwright://screen"):
            (picture,) = (await client.read_resource(place)).contents
            assert isinstance(picture, BlobResourceContents)
            assert base64.b64decode(picture.blob).startswith(b"\x89PNG")
        for place in ("tapwright://runs/..", f"{run['uri']}/shots/manifest.json"):
            with pytest.raises(MCPError):
                await client.read_resource(place)


async def test_it_works_where_nothing_can_be_written(own_folder: None, tmp_path: Path) -> None:
    here = Path(__file__).parents[3]
    command = StdioServerParameters(
        command=sys.executable,
        args=[*AGENT, "mcp"],
        cwd="/proc",
        env=dict(os.environ) | {"PYTHONPATH": str(here)},
    )
    async with Client(command) as client:
        report = data(await client.call_tool("run_task", {"goal": "Turn on Bluetooth", "patience": 300}))
        assert (report["status"], report["verified"]) == ("complete", True)
    assert not Registry(phones_folder()).all(), "nothing is left running"
    assert Path(str(report["folder"])).is_relative_to(tmp_path / "data" / "tapwright" / "runs")
