"""`agent doctor --field`: a phone's owner measures it, and the embedded phone plays what was measured."""

import json
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from device.error import ConfigError
from device.link.transport.direct import DirectTransport
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.weather.forecast import forecast, written
from device.phone.weather.timing import PROFILES, timing_of
from device.state.fieldtest import field_test
from ui.cli import main


def measured(phone: Phone, file: Path) -> dict[str, dict[str, dict[str, float]]]:
    """What the test writes of a phone."""
    with serve([phone]) as server:
        done = CliRunner().invoke(main, ["doctor", "--field", str(file), "--device", server.serials[0]])
    assert done.exit_code == 0, done.output
    told = json.loads(file.read_text("utf-8"))
    assert isinstance(told, dict)
    return told


def test_a_file_tells_numbers_alone_and_is_played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field_test, "__defaults__", (2,))  # two rounds
    phone = Phone(seed=1, weather="real:pixel")
    phone.renumber("R5CT1234ABC")
    file = tmp_path / "phone.json"
    told = measured(phone, file)
    pixel = PROFILES["pixel"]
    for part in ("picture", "tree", "touch", "shell"):
        assert told["timings"][part]["median"] >= getattr(pixel, part)
        assert not told["timings"][part]["failed"]
    assert told["tree"]["nodes"] > 10
    assert told["tree"]["different"] == 1
    text = file.read_text("utf-8")
    shown = set(re.findall(r'text="([^"]{4,})"', phone.frame().xml().decode()))
    assert shown
    assert not [word for word in (*shown, "R5CT1234ABC") if word in text]

    played = Phone(seed=2, weather=f"real:{file}")
    assert str(played.weather) == f"real:{file}"
    with serve([played]) as server:
        transport = DirectTransport.dial(server.serials[0])
        began = time.monotonic()
        transport.shell("uiautomator dump /dev/tty")
        took = time.monotonic() - began
        transport.close()
    assert took >= told["timings"]["tree"]["median"]


def test_a_place_that_cannot_be_written_is_told_before_anything_is_measured(tmp_path: Path) -> None:
    with serve([Phone(seed=1)]) as server:
        words = ["doctor", "--field", str(tmp_path / "none" / "a.json"), "--device", server.serials[0]]
        done = CliRunner().invoke(main, words)
    assert done.exit_code
    assert isinstance(done.exception, ConfigError) or "cannot be written" in done.output
    assert "Reads the phone" not in done.output


def test_a_pace_is_weather_like_any_other() -> None:
    assert written(forecast("slow,real:old@7")) == "slow,real:old@7"
    assert written(forecast("real:pixel")) == "real:pixel"
    assert not forecast("slow").timing
    for wrong in ("real:", "real:none", "real:old,real:pixel"):
        with pytest.raises(ConfigError):
            forecast(wrong)


def test_a_file_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "phone.json"
    row = {"median": 0.1}
    good = {
        "timings": dict.fromkeys(("picture", "tree", "touch", "shell"), row),
        "rate": {"bytes_a_second": 1e6},
    }
    for wrong in ({}, [], {**good, "rate": {"bytes_a_second": 0}}, {**good, "timings": {"tree": row}}):
        file.write_text(json.dumps(wrong), "utf-8")
        with pytest.raises(ConfigError):
            timing_of(str(file))
    file.write_text(json.dumps(good), "utf-8")
    assert timing_of(str(file)).rate == 1e6
