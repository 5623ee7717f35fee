"""The built wheel holds our packages and their data, nothing else, and works where only it is installed."""

import json
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PACKAGES = ("agent", "device", "grounding", "models", "tasks", "ui")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_it_holds_exactly_the_tracked_files_of_our_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.split("/")[0].endswith(".dist-info")}
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PACKAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    wanted = {name for name in listed if name and (ROOT / name).is_file()}
    assert held == wanted
    assert {name.split("/")[0] for name in held} == set(PACKAGES)
    assert any(name.endswith(".ttf") for name in held)
    assert any(name.startswith("agent/") and name.endswith(".md") for name in held)


def test_what_it_carries_is_small_and_licensed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        fonts = [item for item in archive.infolist() if item.filename.startswith("device/phone/data/")]
    assert sum(item.file_size for item in fonts) < 5_000_000
    names = [Path(item.filename).name for item in fonts]
    signs = ("noto-sans-symbols-2", "noto-sans-symbols", "noto-sans-math")
    families = dict.fromkeys(("roboto", "noto-sans-sc", "noto-emoji", *signs), "OFL")
    families["material-symbols"] = "Apache-2.0"
    for family, licence in families.items():
        assert f"{family}.{licence}.txt" in names, f"{family} needs its licence beside it"


def core(asked: str) -> dict[str, metadata.Distribution]:
    """What it stands on without extras, and what that stands on in turn, by name."""
    found: dict[str, metadata.Distribution] = {}
    seen, waiting = set(), [Requirement(asked)]
    while waiting:
        one = waiting.pop()
        if str(one) in seen:
            continue
        seen.add(str(one))
        found[one.name] = metadata.distribution(one.name)
        for needed in map(Requirement, found[one.name].requires or ()):
            wanted_by = [{"extra": extra} for extra in ("", *one.extras)]
            if needed.marker is None or any(map(needed.marker.evaluate, wanted_by)):
                waiting.append(needed)
    del found[asked]
    return found


def lend(needed: metadata.Distribution, packages: Path) -> None:
    """Have a package of this environment in another too: to download all of them again takes a minute."""
    for top in {file.parts[0] for file in needed.files or ()} - {"..", "__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(Path(str(needed.locate_file(top))))


def lend_compiled(installed: Path, here: Path) -> None:
    """Have what was compiled here of the same source: to compile all of it again takes seconds."""
    for path in installed.rglob("*.py"):
        ours = here / path.relative_to(installed)
        if path.read_bytes() == ours.read_bytes():
            shutil.copystat(ours, path)
    for folder in [installed, *(path for path in installed.rglob("*") if path.is_dir())]:
        compiled = here / folder.relative_to(installed) / "__pycache__"
        if compiled.is_dir():
            (folder / "__pycache__").symlink_to(compiled)


def test_it_runs_where_only_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(venv),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",  # most of it is never loaded below
    ]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    (packages,) = (venv / "lib").glob("python*/site-packages")
    for name in PACKAGES:
        lend_compiled(packages / name, ROOT / name)
    for needed in core("tapwright").values():
        lend(needed, packages)
    agent = venv / "bin/agent"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    shown = subprocess.run([agent, "--help"], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert shown.returncode == 0
    assert "run" in shown.stdout
    done = subprocess.run(
        # Whatever phones this machine has are none of its own.
        [agent, "run", "Turn off Wi-Fi", "--device", "embedded", "--json"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.strip().splitlines()[-1])["status"] == "complete"
