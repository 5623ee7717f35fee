"""Worker processes on the code of a commit, fed with cases one by one."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from queue import Empty, Queue
from typing import Literal

from benchmarks.fallible.attempt import Case

HERE = Path(__file__).parents[2]
_BENCH = Path("benchmarks") / "fallible"
What = Literal["attempt", "survey"]


class WorkerFailed(Exception):
    """A worker process ended before its time; what it wrote last says why."""


@contextmanager
def checked_out(commit: str, place: Path) -> Iterator[Path]:
    """A worktree of the commit with this bench put into it; it is removed at the end.

    One that a bench which was killed has left there is used again.
    """
    place = place.resolve()
    if not place.exists():
        add = ["git", "worktree", "add", "--quiet", "--force", "--detach", str(place), commit]
        subprocess.run(add, cwd=HERE, check=True)
    try:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(HERE / _BENCH, place / _BENCH, dirs_exist_ok=True, ignore=ignored)
        yield place
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", place], cwd=HERE, check=True)


def described(commit: str) -> str:
    """A commit by its short name; of the one checked out, with a word where files differ from it."""
    name = ["git", "rev-parse", "--short=8", commit]
    told = subprocess.run(name, cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()
    if commit != "HEAD":
        return told
    state = ["git", "status", "--porcelain", "--untracked-files=no"]
    changed = subprocess.run(state, cwd=HERE, check=True, capture_output=True, text=True).stdout
    return f"{told}+" if changed else told


class Worker:
    """One process on the code of a folder."""

    def __init__(self, tree: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(tree), "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.fallible.worker"],
            cwd=tree, env=environment, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, what: What, case: Case) -> object:
        """What comes of a case. Raises WorkerFailed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"what": what, "case": asdict(case)}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise WorkerFailed(f"{what} of {case.task}, seed {case.seed}, preset {case.preset}: see above")
        return json.loads(line)

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def each(
    tree: Path, what: What, cases: Sequence[Case], jobs: int, done: Callable[[Case, object], None]
) -> None:
    """Have all cases worked on by so many processes; `done` is called as each comes in.

    Raises WorkerFailed for the first that failed.
    """
    left: Queue[Case] = Queue()
    for case in cases:
        left.put(case)
    lock, failures = threading.Lock(), list[WorkerFailed]()

    def work() -> None:
        worker = Worker(tree)
        try:
            while not failures:
                case = left.get_nowait()
                value = worker.ask(what, case)
                with lock:
                    done(case, value)
        except Empty:
            pass
        except WorkerFailed as error:
            failures.append(error)
        finally:
            worker.close()

    threads = [threading.Thread(target=work) for _ in range(min(jobs, len(cases)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
