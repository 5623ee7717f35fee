"""The Python examples of the documents; as a program, has type checkers read them as a user's code.

`python -m tests.ui.examples` runs mypy in strict mode over each, and pyright where it is installed.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("docs/python.md", "docs/runs.md")
_CHAPTER = re.compile(r"^## ([^\n]+)$(?:(?!^## ).)*?^```python\n(.*?)^```", re.M | re.S)


def examples() -> list[tuple[str, str, str]]:
    """Page, chapter and code of each."""
    return [
        (page, chapter, code)
        for page in PAGES
        for chapter, code in _CHAPTER.findall((ROOT / page).read_text("utf-8"))
    ]


def checked(folder: Path) -> int:
    """Write each example into a module of its own, and have type checkers read them; 0 for no complaint."""
    for number, (_, chapter, code) in enumerate(examples()):
        name = re.sub(r"\W+", "_", chapter.casefold()).strip("_")
        (folder / f"example_{number}_{name}.py").write_text(code, "utf-8")
    files = sorted(map(str, folder.glob("*.py")))
    mypy = [sys.executable, "-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache"), *files]
    found = subprocess.run(mypy, cwd=ROOT, check=False).returncode
    if pyright := shutil.which("pyright"):
        call = [pyright, "--pythonpath", sys.executable, *files]
        found |= subprocess.run(call, cwd=ROOT, check=False).returncode
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(checked(Path(made)))
