"""A program ends with all that it began."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from device.process import alive, end_group, start_group

BEGINS_ANOTHER = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
{then}
"""


@pytest.mark.parametrize("then", ["time.sleep(60)", ""], ids=["goes on", "is gone"])
def test_what_it_began_ends_with_it(then: str, tmp_path: Path) -> None:
    if sys.platform == "win32" and not then:
        pytest.skip("Windows does not tell who began what, once that is gone")
    words = [sys.executable, "-c", BEGINS_ANOTHER.format(then=then)]
    said = tmp_path / "said"
    with said.open("wb") as output:
        process = start_group(words, output, os.environ)
    until = time.monotonic() + 30
    while not said.read_bytes().endswith(b"\n") and time.monotonic() < until:
        time.sleep(0.05)
    child = int(said.read_text())
    if not then:
        process.wait(30)
    assert alive(child)
    end_group(process, 1.0)
    assert process.returncode is not None
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(child)


def is_running(pid: int) -> bool:
    """Whether it does anything: one that nobody has collected yet is there and does nothing."""
    if sys.platform != "linux":
        return alive(pid)
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(told.strip()) and not told.strip().startswith("Z")
