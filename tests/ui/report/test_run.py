"""The page of one run: everything in one file, each step at an address of its own."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from grounding.tree import TreeGrounder
from models.scripted import ScriptedModel
from tests.agent.demo import BLUETOOTH, DONE, GOAL
from tests.agent.script import decide
from tests.boot import fresh_phone
from tests.ui.report.html import Page
from ui.cli import main
from ui.report.run import write_run

CHROMIUM = shutil.which("chromium") or ""


@pytest.fixture
def run(tmp_path: Path) -> Trajectory:
    """A run of which everything is kept."""
    model = ScriptedModel([decide(act, thought="<b>because</b>") for act in (*BLUETOOTH, DONE)])
    with Device(InProcessTransport(fresh_phone())) as device:
        settings = Settings(runs=tmp_path / "runs", record=True)
        begun = Agent(device, ModelBrain(model), TreeGrounder(), PRESETS["single"], settings).run(GOAL)
        begun.finish()
    return read_trajectory(begun.folder)


def test_one_file_holds_the_run_with_its_trace_and_asks_nobody(run: Trajectory, tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["show", str(run.folder), "--html", str(tmp_path / "run.html")])
    assert told.exit_code == 0, told.output
    text = (tmp_path / "run.html").read_text("utf-8")
    page = Page(text)
    places = [
        each.attributes[name] for each in page.elements for name in ("src", "href") if name in each.attributes
    ]
    assert places
    assert all(re.match(r"#|data:image/(webp|png);base64,", place) for place in places)
    steps = page.all("li", class_="step")
    assert [each.attributes["id"] for each in steps] == [f"step-{n}" for n in range(1, len(run.steps) + 1)]
    texts = {each.attributes["id"]: each.text for each in page.all("template")}
    wanted = [each.attributes["data-text"] for each in page.all("pre")]
    assert {f"text-{name}" for name in wanted} == set(texts)
    assert len(wanted) > len(texts)  # standing orders are the same in each prompt
    assert any(GOAL in each for each in texts.values())
    assert page.unclosed == []
    assert not page.all("b")


@pytest.mark.full
@pytest.mark.skipif(not CHROMIUM, reason="needs chromium (apt-get install chromium)")
@pytest.mark.filterwarnings("default")
def test_an_address_opens_its_step_and_the_steps_are_gone_through(run: Trajectory, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    write_run(run, tmp_path / "run.html")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"file://{tmp_path}/run.html#step-2")
        viewer = page.locator("#viewer[open]")
        viewer.get_by_text("Step 2 of").wait_for()
        viewer.get_by_text("Prompt").click()
        assert GOAL in viewer.locator("pre:visible").last.inner_text()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("location.hash") == "#step-3"
        page.keyboard.press("Escape")
        assert page.locator("#viewer[open]").count() == 0
        browser.close()
