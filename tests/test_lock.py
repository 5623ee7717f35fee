"""requirements.lock is what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.table import each_row

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKED = re.search(r"^LOCKED := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
PINS = re.findall(r"^([\w.-]+)==(\S+)(.*)$((?:\n {4}--hash=sha256:[0-9a-f]{64}(?: \\)?)+)?",
                  (ROOT / "requirements.lock").read_text(), re.MULTILINE)  # fmt: skip


def asked() -> list[Requirement]:
    assert LOCKED is not None
    extras = PROJECT["optional-dependencies"]
    return [Requirement(text) for text in (
        *PROJECT["dependencies"], *(text for extra in LOCKED[1].split() for text in extras[extra])
    )]  # fmt: skip


@each_row("wanted", asked())
def test_what_is_asked_for_is_pinned_within_its_bounds(wanted: Requirement) -> None:
    versions = [
        version for name, version, _, _ in PINS if canonicalize_name(name) == canonicalize_name(wanted.name)
    ]
    assert versions
    assert all(wanted.specifier.contains(version) for version in versions)


def test_every_pin_has_its_hashes() -> None:
    assert len(PINS) > 100
    assert all(hashes for *_, hashes in PINS), [name for name, _, _, hashes in PINS if not hashes]
