"""`agent bench report`, `export` and `verify` as a person meets them, on a real run."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.tasks.bundle.edit import edited, in_row
from tests.tasks.bundle.run import make_run
from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def run() -> str:
    make_run(Path("bench"), "one", "gold", names=("SystemBluetoothTurnOn",)).close()
    return "one"


def test_a_run_becomes_a_page(run: str) -> None:
    result = agent("bench", "report", run)
    assert (result.exit_code, result.stdout.strip()) == (0, "bench/one/report.html")
    text = Path("bench/one/report.html").read_text()
    assert "Have Bluetooth" in text or "luetooth" in text
    assert "data:image/webp;base64," in text


def test_a_run_becomes_a_folder(run: str) -> None:
    result = agent("bench", "report", run, "--folder", "-o", "report.html")
    assert (result.exit_code, result.stdout.strip()) == (0, "report/index.html")
    assert list(Path("report/shots").glob("*.webp"))


def test_a_run_is_published_and_verified(run: str) -> None:
    assert agent("bench", "export", run).exit_code == 0
    result = agent("bench", "verify", "one.zip")
    assert result.exit_code == 0
    assert "one: 1 of 1 succeeded: 100.0%" in result.stdout
    assert "it matches itself" in result.stdout
    assert "what was read off the phone is taken as told" in result.stdout


def test_a_bundle_is_known_by_its_digest(run: str) -> None:
    written = agent("bench", "export", run).stdout
    digest = hashlib.sha256(Path("one.zip").read_bytes()).hexdigest()
    assert f"sha256 {digest}" in written
    assert f"sha256 {digest}" in agent("bench", "verify", "one.zip").stdout
    assert json.loads(agent("bench", "verify", "one.zip", "--json").stdout)["sha256"] == digest


def test_what_does_not_match_is_said(run: str) -> None:
    agent("bench", "export", run, "-o", "a.zip", "--pictures", "none")
    with zipfile.ZipFile("a.zip", "a") as archive:
        archive.writestr("more.txt", "more")
    result = agent("bench", "verify", "a.zip")
    assert result.exit_code == 1
    assert "✗ more.txt: the manifest does not know it" in result.stdout
    told = json.loads(agent("bench", "verify", "a.zip", "--json").stdout)
    assert told["complaints"] == ["more.txt: the manifest does not know it"]
    assert (told["planned"], told["succeeded"], told["traces"]) == (1, 1, 1)


def test_a_verdict_that_was_flipped_is_a_few_lines_and_no_headline(run: str) -> None:
    def flip(row: dict[str, Any]) -> None:
        row["outcome"]["success"] = False

    agent("bench", "export", run, "--pictures", "none")
    forged = edited(Path("one.zip"), {"outcomes.jsonl": in_row(0, flip)})
    lines = agent("bench", "verify", str(forged)).stdout.splitlines()
    assert sum("summary." in line for line in lines) == 1
    assert any("more figures of the summary" in line for line in lines)
    assert len(lines) < 8
    assert any(line.startswith("one: its score is not verified: ") for line in lines)
    assert not any("succeeded:" in line and not line.startswith("✗") for line in lines)


def test_what_a_replay_cannot_prove_is_said(run: str) -> None:
    agent("bench", "export", run)
    told = agent("bench", "verify", "one.zip", "--replay")
    assert told.exit_code == 0, told.stdout
    assert "not proved: how a run ended and what it answered: 1 of 1 verdicts hang on" in told.stdout
    assert "hangs on the agent's own word: " in told.stdout
    assert "it ends complete" in told.stdout


def test_bad_input_is_told_in_a_line(run: str) -> None:
    Path("text.zip").write_text("no zip")
    for words, said in (
        (("report", "nix"), "there is no run 'nix'"),
        (("report", run, "--against", "nix"), "there is no run 'nix'"),
        (("export", "nix"), "there is no run 'nix'"),
        (("export", run, "-o", "text.zip/a.zip"), "cannot write"),
        (("verify", "text.zip"), "is no bundle"),
        (("verify", "absent.zip"), "does not exist"),
        (("report", run, "--out", "nowhere"), "there is no ledger"),
    ):
        result = agent("bench", *words)
        assert result.exit_code == 2, words
        assert said in result.stderr
        assert len(result.stderr.splitlines()) == 1
