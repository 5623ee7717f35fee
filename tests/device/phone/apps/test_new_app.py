"""The app that docs/phone-app.md builds works, and so do the tests that it writes for it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs/phone-app.md"
CONFTEST = "tests/device/phone/apps/conftest.py"
BOOT = "tests/boot.py"


def files_of(page: str) -> dict[str, str]:
    """Return the files that a page shows: code blocks that begin with a comment that names their path."""
    blocks = re.findall(r"```\w+\n# (\S+/\S+)\n(.*?)```", page, re.DOTALL)
    return dict(blocks)


def test_the_app_of_the_page_passes_the_tests_of_the_page(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "device", tmp_path / "device")  # with what is compiled: the times are copied too
    own = {path: (ROOT / path).read_text("utf-8") for path in (CONFTEST, BOOT)}
    shown = {**own, **files_of(PAGE.read_text("utf-8"))}
    for path, text in shown.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", "tests"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("...."), done.stdout
