"""How the tests themselves are shared out."""

from pathlib import Path

import pytest

from tests.program import Program
from tests.share import Shares, Sharing

TESTS = """
import os
import pytest

@pytest.mark.parametrize("number", range(40))
def test_row(number, tmp_path):
    print("row", number)
    with open(os.environ["RAN"], "a") as ran:
        print(number, file=ran)
    if number == 7:
        os._exit(3)
    assert number != 30
"""


def run_shared(folder: str, *options: str) -> None:
    """Run the tests of a folder by two workers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", folder, *options], plugins=[Sharing(2)])


def test_each_is_taken_once_in_its_order() -> None:
    shares = Shares(10, 3)
    assert [shares.take(0) for _ in range(5)] == [0, 1, 2, 8, 9]
    assert [shares.take(1) for _ in range(4)] == [3, 4, 5, 7]
    assert [shares.take(2) for _ in range(2)] == [6, None]


def shared(folder: Path, *options: str) -> tuple[str, list[int]]:
    """What the terminal shows of it, and the rows that were run."""
    (folder / "test_rows.py").write_text(TESTS)
    ran = folder / "ran"
    program = Program(run_shared, str(folder), *options, RAN=str(ran))
    program.end()
    return program.out, sorted(map(int, ran.read_text().split()))


def test_all_run_and_what_fails_or_ends_its_worker_is_told(tmp_path: Path) -> None:
    out, ran = shared(tmp_path)
    assert len(ran) == len(set(ran))
    assert "3 failed, 37 passed" in out  # the one that was to follow in that worker could not be run
    failures, _, summary = out.partition("short test summary info")  # which repeats them, whole with CI set
    assert failures.count("it was not run to its end; the workers ended with [3, 0]") == 2
    assert summary.count("FAILED") == 3
    assert "assert 30 != 30" in out
    assert "row 30" in out


def test_one_that_fails_can_be_the_last(tmp_path: Path) -> None:
    out, ran = shared(tmp_path, "-x", "--deselect", "test_rows.py::test_row[7]")
    assert "stopping after 1 failures" in out
    assert 30 in ran
