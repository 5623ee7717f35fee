"""Commands of the core as on Windows, against an embedded phone behind a real adb server; and its page.

python -m benchmarks.windows.lane          what each command said, and its exit code
python -m benchmarks.windows.lane --write  the same into docs/windows.md
"""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.port import own_port
from device.phone.phone import Phone
from device.phone.server.host import serve

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "windows.md"
CODEPAGE = "cp1252"
GOAL = "Turn on Bluetooth"
_CUT = "(cut the run off)"
_LEAVE = "(stop the adb server)"
_PLAY = """
import json, sys
asked, sys.argv = json.loads(sys.argv[1]), ['agent']
from benchmarks.windows.lane import play
for one in play(asked):
    print(json.dumps(one), file=sys.__stderr__)
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, as the console showed it, and how it ended."""

    words: tuple[str, ...]
    text: str
    code: int


def commands(phone: str) -> list[list[str]]:
    """What the lane runs, in this order, on a phone's address."""
    run = ["run", "--out", "run", "--device", phone, GOAL]
    return [
        ["--help"], ["devices", "connect", phone], ["devices"], ["doctor", "--device", phone], run, [_CUT],
        ["resume", "run"], ["show", "run"], ["phone", "start", "--detach"], ["phone", "list"],
        ["phone", "stop", "--all"], [_LEAVE],
    ]  # fmt: skip


def lane(folder: Path) -> list[Said]:
    """Run them in one process that is as on Windows; `folder` is the person's profile there."""
    with serve([Phone(seed=1)]) as server, own_port() as port:
        asked = commands(server.serials[0])
        done = subprocess.run(
            [sys.executable, "-X", "utf8=0", "-c", _PLAY, json.dumps(asked)],
            cwd=folder,
            env=environment(folder, port),
            capture_output=True,
            check=False,
            timeout=300,
        )
    told = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        raise RuntimeError(told)
    played = [json.loads(line) for line in told.splitlines() if line.startswith("[[")]
    return [Said(tuple(words), text, code) for words, text, code in played]


def environment(folder: Path, port: int) -> dict[str, str]:
    """As a console of Windows has it: no HOME of its own, a code page, folders in the profile."""
    local = folder / "AppData" / "Local"
    temporary = local / "Temp"
    temporary.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAPWRIGHT_", "XDG_"))}
    adb = {"ANDROID_ADB_SERVER_PORT": str(port), "ADB_MDNS": "0", "ADB_USB": "0", "ADB_EMU": "0"}
    python = {
        "PYTHONPATH": f"{ROOT / 'benchmarks' / 'windows' / 'site'}{os.pathsep}{ROOT}",
        "PYTHONIOENCODING": f"{CODEPAGE}:strict",
        "PYTHONWARNDEFAULTENCODING": "1",
        "SIMULATED_WINDOWS": str(folder),
    }
    places = {"HOME": str(folder), "LOCALAPPDATA": str(local), "TMPDIR": str(temporary)}
    return {**kept, **adb, **python, **places}


def play(asked: Sequence[Sequence[str]]) -> Iterator[tuple[Sequence[str], str, int]]:
    """Carry them out in this process; words, what was said, exit code."""
    return ((words, *_played(words)) for words in asked)


def _played(words: Sequence[str]) -> tuple[str, int]:
    from device.link.transport.server import ServerAddress
    from device.link.transport.stop import stop_server
    from ui.cli import main

    if words[0] == _CUT:
        rows = Path("run/trajectory.jsonl")
        rows.write_bytes(b"".join(rows.read_bytes().splitlines(keepends=True)[:-1]))
        return "", 0
    if words[0] == _LEAVE:
        stop_server(ServerAddress(port=int(os.environ["ANDROID_ADB_SERVER_PORT"])))
        return "", 0
    usual, raw = (sys.stdout, sys.stderr), io.BytesIO()
    sys.stdout = sys.stderr = io.TextIOWrapper(raw, encoding=CODEPAGE, errors="strict", write_through=True)
    try:
        main(list(words))
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        written = raw.getvalue()
        sys.stdout, sys.stderr = usual
    return written.decode(CODEPAGE), code


def page(said: Sequence[Said], folder: Path) -> str:
    """docs/windows.md."""
    parts = [_HEAD]
    for one in said:
        if one.words[0] in ("--help", "devices", "doctor", "run"):
            shown = " ".join(f'"{word}"' if " " in word else word for word in one.words)
            parts.append(f"## agent {shown}\n\n```\n{one.text.strip()}\n```\n\nExit code {one.code}.\n")
    text = "\n".join(parts).replace(str(folder), "%USERPROFILE%")
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:5601", text)
    text = re.sub(r"/[\w./-]*/(?:site-packages|bin)/", "", text)
    return re.sub(r"\b\d+(?:\.\d+)? s\b", "N s", text)


_HEAD = """# Windows, simulated on Linux

Nothing on this page was run on Windows, nor was Tapwright ever run on macOS. The command
`python -m benchmarks.windows.lane --write` makes it on Linux, and `tests/ui/test_windows.py` runs the same
commands in `make test`, against the phone inside behind a real adb server.

What was as on Windows, for our own modules:

- `fcntl`, `resource`, `pwd`, `termios` and other modules that Windows lacks can't be imported.
- `os`, `signal`, `select`, `socket` and `subprocess` lack what they lack there: `fork`, `SIGKILL`, `poll`,
  `AF_UNIX`, `pass_fds` and so on. `os.kill(pid, 0)` fails, as it is Ctrl-C there.
- `%LOCALAPPDATA%` is the home of what is kept.
- The console has code page 1252 and no letter beyond it; a text file without a named encoding is an error.
- No file has a name that Windows refuses, and none is moved or removed while this process has it open.

What was Linux all the same: the libraries, adb itself, how paths are written, and three things that the
system does: locks (`LockFileEx`, by the package `filelock`), looking for a process (`OpenProcess`), starting
one that outlives us.

The workflow `.github/workflows/systems.yml` would run the core on Ubuntu, macOS and Windows. It has not been
run; a test checks its syntax, and that what it names exists.
"""


def main() -> int:
    """Run the lane, and print it or write the page."""
    with tempfile.TemporaryDirectory() as name:
        said = lane(Path(name))
        if sys.argv[1:] == ["--write"]:
            PAGE.write_text(page(said, Path(name)), "utf-8")
        else:
            for one in said:
                print(f"$ agent {' '.join(one.words)}\n{one.text}[{one.code}]\n")
    return int(any(one.code for one in said))


if __name__ == "__main__":
    sys.exit(main())
