"""The pages about the shell name the programs that are there, and those that are not."""

import re
from pathlib import Path

from device.phone.shell.builtin import BUILTINS
from device.phone.shell.registry import PROGRAMS
from tests.boot import fresh_phone

DOCS = Path(__file__).parents[4] / "docs"
ALIASES = {"app_process64"}


def named(page: str, after: str) -> set[str]:
    """The programs in the first table behind a text: what stands in backquotes and is one word."""
    table = re.search(r"(?:^\|.*\n)+", (DOCS / page).read_text("utf-8").partition(after)[2], re.MULTILINE)
    assert table is not None
    return set(re.findall(r"`([a-z_\d.\[-]+)`", table[0]))


def test_the_page_of_the_phone_names_every_program() -> None:
    there = named("phone.md", "## What it answers")
    assert there <= {*PROGRAMS, *BUILTINS}
    assert set(PROGRAMS) - ALIASES <= there


def test_programs_that_were_removed_are_not_found() -> None:
    gone = named("compatibility.md", "## Programs removed from the shell") - {"bugreportz", "local"}
    assert not gone & {*PROGRAMS, *BUILTINS}
    done = fresh_phone().shell("awk '{print $2}'")
    assert done.stderr == b"/system/bin/sh: awk: inaccessible or not found\n"
    assert done.exit_code == 127
