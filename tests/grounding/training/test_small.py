"""The small network: learns, is exported, and finds things on a screen."""

from pathlib import Path
from typing import Literal

import pytest
import torch
from PIL import Image

from device.error import ConfigError
from grounding.bundled.answer import odds
from grounding.bundled.grounder import BundledGrounder
from grounding.bundled.query import query_ids
from grounding.look import Looker
from grounding.target import Target, TargetNotFound
from grounding.training import small
from grounding.training.arm import ARMS
from grounding.training.dataset import ABSENT, TrainingExample, read
from grounding.training.export import export, sureness
from grounding.training.hit import HitOutcome, outcomes, rate
from grounding.training.smallnet import SmallNet
from grounding.training.smalltask import Batching, SmallTask
from grounding.view import MultiView
from tests.grounding.screen import screen
from tests.grounding.training.square import squares


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return squares(tmp_path_factory.mktemp("data") / "squares")


@pytest.fixture(scope="module")
def run(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two steps: enough for a network to be saved and loaded."""
    return trained(data, tmp_path_factory.mktemp("run"), 2)


@pytest.fixture(scope="module")
def whole_run(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of as many steps as the squares need to be learned."""
    return trained(data, tmp_path_factory.mktemp("run"), 80)


def trained(data: Path, folder: Path, steps: int) -> Path:
    small.main([str(data), str(folder), "--steps", str(steps), "--no-sheets"])
    return folder


def test_the_command_leaves_all_that_is_needed(run: Path) -> None:
    assert {path.name for path in run.iterdir()} == {"state", "log.jsonl", "curve.png", "small.onnx"}
    assert (run / "small.onnx").stat().st_size < 4_000_000


@pytest.mark.full
def test_what_was_learned_holds_on_other_pictures(whole_run: Path, data: Path) -> None:
    net = small.trained(data, whole_run, steps=80)  # takes up the finished run: no step is made
    found = outcomes(net, data, read(data, "screen"))
    there = rate(found, lambda e: not e.absent)
    assert there.count == 18
    assert there.share >= 0.9
    assert there.away < 40  # thousandths of the width: within the square


@pytest.mark.full
def test_the_grounder_finds_what_the_network_finds(whole_run: Path, data: Path) -> None:
    grounder = BundledGrounder.load(whole_run / "small.onnx")
    hits = 0
    asked = [e for e in read(data, "screen") if not e.absent]
    for example in asked:
        with Image.open(data / example.img_filename) as picture:
            seen = screen(picture.convert("RGB").resize((1080, 288), Image.Resampling.NEAREST))
        try:
            found = grounder.ground(seen, Target(description=example.instruction))
        except TargetNotFound:
            continue
        left, top, right, bottom = (3 * edge for edge in example.bbox)
        hits += left <= found.point.x <= right and top <= found.point.y <= bottom
        assert 0 < found.confidence < 1
        assert found.method == "bundled"
    assert hits >= 0.9 * len(asked)


def test_it_is_a_looker_and_takes_views(run: Path, data: Path) -> None:
    grounder = BundledGrounder.load(run / "small.onnx")
    assert isinstance(grounder, Looker)
    example = next(e for e in read(data, "train") if not e.absent)
    with Image.open(data / example.img_filename) as picture:
        found = MultiView(grounder).ground(
            screen(picture.convert("RGB")), Target(description=example.instruction)
        )
    assert found.method == "mvp2:bundled"


def test_odd_pictures_and_files_are_said(run: Path, tmp_path: Path) -> None:
    grounder = BundledGrounder.load(run / "small.onnx")
    with pytest.raises(TargetNotFound, match="long and thin"):
        grounder.ground(screen(Image.new("RGB", (900, 100))), Target(description="x"))
    with pytest.raises(TargetNotFound, match="no picture"):
        grounder.ground(screen(None), Target(description="x"))
    (tmp_path / "bad.onnx").write_bytes(b"nothing")
    with pytest.raises(ConfigError, match="holds no network"):
        BundledGrounder.load(tmp_path / "bad.onnx")
    with pytest.raises(ConfigError, match="cannot be read"):
        BundledGrounder.load(tmp_path / "none.onnx")


@pytest.mark.parametrize("arm", sorted(ARMS))
def test_every_arm_has_a_finite_loss_that_reaches_all_weights(arm: str, data: Path) -> None:
    torch.manual_seed(0)
    net = SmallNet()
    loss = SmallTask(net, data, read(data, "train"), ARMS[arm], Batching(2, 4)).loss(0)
    loss.backward()
    assert torch.isfinite(loss)
    assert all(p.grad is not None and torch.isfinite(p.grad).all() for p in net.parameters())


def test_sheets_come_first_then_both_then_screens_alone(data: Path) -> None:
    net, seen = SmallNet(), []

    def see(pictures: torch.Tensor) -> torch.Tensor:
        seen.append(len(pictures))
        return SmallNet.see(net, pictures)

    net.see = see  # type: ignore[method-assign]
    plan = Batching(2, 4, sheets=1, sheets_only=1, sheets_until=2)
    losses = [SmallTask(net, data, read(data, "train"), ARMS["v2p"], plan).loss(step) for step in range(3)]
    assert seen == [1, 3, 2]
    assert all(torch.isfinite(loss) for loss in losses)
    losses[1].backward()
    assert all(p.grad is not None and torch.isfinite(p.grad).all() for p in net.parameters())


def test_the_exported_network_is_the_trained_one(tmp_path: Path) -> None:
    import onnxruntime

    torch.manual_seed(0)
    net = SmallNet().eval()
    export(net, tmp_path / "net.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "net.onnx")
    ids = query_ids(["the switch next to Wi-Fi", "", "更多选项"])
    for rows in (5, 12):
        picture = torch.rand(1, 3, rows * 8, 360)
        (found,) = session.run(None, {"picture": picture.numpy(), "ids": ids})
        with torch.no_grad():
            expected = net(picture, torch.from_numpy(ids))
        assert expected.shape == (3, rows * 45 + 1)
        assert torch.allclose(torch.from_numpy(found), expected, atol=1e-4)


def _asked(
    hit: bool,
    score: float,
    *,
    how: str = "text",
    kind: Literal["icon", "text"] = "icon",
    absent: bool = False,
) -> HitOutcome:
    box = ABSENT if absent else (0.0, 0.0, 9.0, 9.0)
    example = TrainingExample("a.png", (9, 9), "x", box, kind, group=how)
    return HitOutcome(example, hit, 0.0, score)


def test_an_answer_about_something_absent_counts_as_wrong() -> None:
    icons = [_asked(True, 0.9)] * 90 + [_asked(False, 0.9)] * 10
    without = sureness(icons)
    guessed = sureness([*icons, *[_asked(False, 0.9, how="absent", kind="text", absent=True)] * 100])
    assert without.probability((odds(0.9),)) == pytest.approx(0.9, abs=0.02)
    assert guessed.probability((odds(0.9),)) == pytest.approx(0.45, abs=0.02)


def test_what_is_better_found_by_others_says_nothing_of_its_answers() -> None:
    icons = [_asked(True, 0.9)] * 90 + [_asked(False, 0.9)] * 10
    others = [_asked(False, 0.9, kind="text"), _asked(False, 0.9, how="relation")]
    noticed = [_asked(True, 0.1, how="absent", absent=True)]
    assert sureness([*icons, *others * 50, *noticed * 50]) == sureness(icons)


def test_nothing_to_learn_from_is_said(data: Path) -> None:
    with pytest.raises(ValueError, match="nothing to learn"):
        SmallTask(SmallNet(), data, [], ARMS["v2p"], Batching())
