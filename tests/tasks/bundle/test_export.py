"""A bundle holds all that its score follows from, and nothing of the machine it was made on."""

import json
import shutil
import socket
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agent.run.trajectory import parse_trajectory
from device.error import ConfigError
from tasks.bundle.export import Pictures, export
from tasks.bundle.redact import Redactor
from tasks.bundle.verify import verify
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    opened = Ledger.open(str(folder / "ledger.sqlite"))
    yield opened
    opened.close()


def texts(bundle: Path) -> dict[str, str]:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith(".png")}


def test_it_tells_nothing_of_this_machine(bundles: dict[str, Path], folder: Path) -> None:
    whole = "\n".join(texts(bundles["gold"]).values())
    for word in (str(folder), str(Path.home()), str(Path.cwd()), socket.gethostname(), "gold-worker"):
        assert word not in whole


def test_traces_read_back_as_they_were(bundles: dict[str, Path], folder: Path) -> None:
    name = "episode/0000-SystemBluetoothTurnOn/1"
    told = texts(bundles["gold"])
    published = parse_trajectory(
        folder, told[f"{name}/manifest.json"].encode(), told[f"{name}/trajectory.jsonl"].encode()
    )
    kept = folder / "gold" / name
    recorded = parse_trajectory(
        folder, (kept / "manifest.json").read_bytes(), (kept / "trajectory.jsonl").read_bytes()
    )
    assert published.steps == recorded.steps
    assert published.ending == recorded.ending


def test_the_same_run_gives_the_same_bytes(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    for path in (one, two):
        export(ledger, ledger.run("gold"), folder / "gold", path)
    assert one.read_bytes() == two.read_bytes()


def test_two_that_are_written_to_one_place_at_once_are_whole(
    ledger: Ledger, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "one.zip"
    with ThreadPoolExecutor(2) as both:
        futures = [
            both.submit(export, ledger, ledger.run("gold"), folder / "gold", path, pictures=pictures)
            for pictures in ("png", "none")
        ]
        for future in futures:
            future.result()
    assert verify(path).complaints == ()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("pictures", "share"), [("webp", 0.5), ("none", 0.05)])
def test_smaller_ones_hold_too(
    ledger: Ledger, folder: Path, bundles: dict[str, Path], tmp_path: Path, pictures: Pictures, share: float
) -> None:
    path = tmp_path / "small.zip"
    export(ledger, ledger.run("gold"), folder / "gold", path, pictures=pictures)
    assert path.stat().st_size < share * bundles["gold"].stat().st_size
    assert verify(path).complaints == ()


def test_a_picture_that_is_gone_is_told(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "gold"
    shutil.copytree(folder / "gold", copy)
    min(copy.rglob("*.png")).unlink()  # of the first attempt: a later one may show the same screen
    with pytest.raises(ConfigError, match="--pictures none"):
        export(ledger, ledger.run("gold"), copy, tmp_path / "a.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["gold"]


def test_where_it_cannot_be_written_is_told(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot write"):
        export(ledger, ledger.run("gold"), folder / "gold", tmp_path / "file" / "a.zip")


def test_what_is_nobodys_business_is_taken_out(tmp_path: Path) -> None:
    row = Outcome(episode=0, attempt=1, device="R58N12ABCDE", worker="box-17-1", began_at=1, ended_at=2)
    redactor = Redactor(tmp_path / "runs" / "one", [row])
    told = {
        "device": "R58N12ABCDE",
        "worker": "box-17-1",
        "reason": f"adb: R58N12ABCDE went; see {tmp_path}/runs/one/episode and {Path.home()}/notes",
        "error": f"401 https://me:pw@api.example.com/v1, sk-abcdefghijklmnop1234, {socket.gethostname()}",
        "base_url": "http://10.1.2.3:8000/v1",
        "goal": "Open /storage/emulated/0/Download and look for skR7_weekend_list_2023.md",
    }
    assert redactor.value(dict(told)) == {
        "device": "phone-1",
        "worker": "worker-1",
        "reason": "adb: phone-1 went; see RUN/episode and ~/notes",
        "error": "401 https://api.example.com/v1, KEY, host",
        "base_url": "URL",
        "goal": told["goal"],
    }


def test_its_manifest_names_every_other_file(bundles: dict[str, Path]) -> None:
    with zipfile.ZipFile(bundles["gold"]) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {*manifest["files"], "manifest.json"} == set(archive.namelist())
