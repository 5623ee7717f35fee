"""kill -9 at any moment: the record stays readable, and the run goes on, doing nothing twice."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.trajectory import read_trajectory
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer

GOAL = "Turn on Bluetooth and set an alarm for 7:30"


def start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", f"from ui.cli import main; main({list(words)!r})"],
        cwd=folder,
        env={
            "HOME": str(folder),
            "TAPWRIGHT_STATE": str(folder / "state"),
            "PATH": "",
            "ANDROID_ADB_SERVER_PORT": "1",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def rows(run: Path) -> int:
    path = run / "trajectory.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def kill_after(process: subprocess.Popen[bytes], run: Path, more: int, pause: float) -> None:
    """Let it write so many rows more, then a moment, then kill it."""
    wanted = rows(run) + more
    while process.poll() is None and rows(run) < wanted:
        time.sleep(0.001)
    time.sleep(pause)
    process.kill()
    _, _ = process.communicate()


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.full) for n in range(3, 50))]
)
def test_a_killed_run_is_resumed_and_sets_one_alarm(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    phone, run = Phone(seed=1), tmp_path / "run"
    with PhoneServer([phone]) as server:
        serial = server.serials[0]
        process = start(tmp_path, "run", GOAL, "--device", serial, "--out", str(run))
        for _ in range(3):
            kill_after(process, run, chance.randint(1, 9), chance.random() * 0.05)
            if not (run / "manifest.json").exists():
                process = start(tmp_path, "run", GOAL, "--device", serial, "--out", str(run))
                continue
            ending = read_trajectory(run).ending
            if ending is not None:
                break
            if chance.random() < 0.5:
                with (run / "trajectory.jsonl").open("ab") as file:
                    file.write(b'{"row": "intent", "at": 17')
            process = start(tmp_path, "resume", str(run))
        _, errors = process.communicate(timeout=120)
        alarms = server.call(
            lambda: phone.database("com.google.android.deskclock", "alarms.db").rows(
                "SELECT hour, minutes FROM alarm_templates WHERE hour = 7 AND minutes = 30"
            )
        )
        bluetooth = server.call(lambda: phone.settings.text("global", "bluetooth_on"))
    read = read_trajectory(run)
    assert read.ending is not None, errors.decode()
    assert (read.ending.status, read.ending.verified) == ("complete", True)
    assert len(alarms) == 1
    assert bluetooth == "1"
    assert [step.index for step in read.steps] == list(range(1, len(read.steps) + 1))
