"""Reading the picture where the element list is poor."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.perception.perceiver import PicturePerceiver, icons
from agent.preset.preset import PRESETS
from agent.role.perceive import INSTALL, find_perceiver, is_poor
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.screen import Bounds, Observation, Screenshot, UIElement
from grounding.tree import TreeGrounder
from tests.agent.script import Recorder, complete, decide, says

SIZE = (1080, 2400)


@dataclass(frozen=True)
class Line:
    text: str
    bounds: Bounds


LINES = (
    Line("Pay", Bounds(100, 500, 300, 560)),
    Line("Help and", Bounds(100, 700, 400, 760)),
    Line("feedback", Bounds(100, 770, 400, 830)),
    Line("Help and feedback", Bounds(100, 700, 400, 830)),
)


def screen(*icon: Bounds, **more: object) -> Observation:
    image = Image.new("RGBA", SIZE, "white")
    draw = ImageDraw.Draw(image)
    for box in icon:
        draw.ellipse((box.left, box.top, box.right, box.bottom), fill="navy")
    shot = Screenshot(SIZE, image.tobytes(), "rgba")
    return Observation(shot, (), "com.game", "Main", False, SIZE, **more)


def test_texts_come_once_each_then_icons() -> None:
    gear, wide = Bounds(900, 200, 980, 280), Bounds(100, 1500, 980, 1560)
    found = PicturePerceiver(lambda _: LINES).perceive(screen(gear, wide))
    assert [element.text for element in found] == ["Pay", "Help and", "feedback", ""]
    icon = found[-1]
    assert icon.bounds.contains(gear.center)
    assert (icon.class_name, icon.is_clickable, icon.source) == ("icon", True, "ocr")
    assert max(icon.bounds.width, icon.bounds.height) < 110


def test_a_shape_that_is_text_is_no_icon() -> None:
    assert not [
        e
        for e in PicturePerceiver(lambda _: LINES).perceive(screen(Bounds(110, 505, 160, 555)))
        if not e.text
    ]


def test_a_hidden_picture_is_not_read() -> None:
    assert PicturePerceiver(lambda _: LINES).perceive(screen(secure=True)) == ()


def test_the_launchers_icons_are_found_by_their_shape(phone: Phone) -> None:
    seen = InProcessTransport(phone).observe(screenshot=True, tree=True)
    assert seen.screenshot is not None
    apps = [element.bounds.center for element in seen.elements if element.label and element.is_clickable]
    boxes = icons(seen.screenshot.image)
    hit = [app for app in apps if any(abs(box.center.x - app.x) < 70 for box in boxes)]
    assert len(hit) > len(apps) / 2


def test_what_is_poor() -> None:
    telling = UIElement(0, text="x", bounds=Bounds(0, 0, 9, 9))
    page = screen()
    assert is_poor(page)
    assert is_poor(replace(page, elements=(telling, telling)))
    assert not is_poor(replace(page, elements=(telling,) * 3))
    assert is_poor(replace(page, elements=(replace(telling, text=""),) * 9))


class Blind(InProcessTransport):
    """A phone that never gives its element list."""

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        seen = super().observe(screenshot=screenshot, tree=tree)
        return replace(seen, elements=(), tree_error="no idle state")


@pytest.mark.parametrize("reads", [True, False])
def test_v2_is_told_what_was_read_and_the_record_says_so_or_what_to_install(
    phone: Phone, tmp_path: Path, reads: bool
) -> None:
    model = Recorder(
        [
            decide({"action_type": "click", "target": {"element": 0}}),
            *[says("remember", content="")] * 2,
            says("reflect", outcome="success", evidence="it did"),
            says("progress", completed="begun"),
            complete(),
        ]
        if reads
        else [complete(), says("remember", content="")]
    )
    perceiver = PicturePerceiver(lambda _: LINES) if reads else None
    with Device(Blind(phone)) as device:
        agent = Agent(
            device, ModelBrain(model, pictures=False), TreeGrounder(), PRESETS["mobile-agent-v2"],
            Settings(runs=tmp_path), perceiver=perceiver,
        )  # fmt: skip
        run = agent.run("Pay")
        ended = run.finish()
    # With nobody there its tap is held; else no role of this preset judges.
    assert ended.status == ("infeasible" if reads else "unverified"), ended.reason
    read = read_trajectory(run.folder)
    (saying,) = [saying for saying in read.steps[0].said if saying.role == "perceive"]
    if reads:
        assert '"Pay"' in model.asked_of("decide")[0]
        assert "more elements" in saying.text
        assert read.steps[0].grounding[0].point == LINES[0].bounds.center
        assert agent.remarks == ()
    else:
        assert INSTALL in saying.text
        assert INSTALL in agent.remarks[0]


def test_a_reader_is_found_only_where_one_is_installed() -> None:
    pytest.importorskip("rapidocr", reason="RapidOCR is not installed")
    pytest.importorskip("grounding.ocr", reason="grounding reads no text")
    perceiver = find_perceiver()
    assert perceiver is not None
