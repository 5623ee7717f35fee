"""Secrets by name: the name is in a file, the secret is not."""

import sys
from pathlib import Path

import pytest

from device.error import ConfigError
from ui.secret import Secrets, own_secrets


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is none here; nor does a test write into the one of whoever runs it."""
    monkeypatch.setitem(sys.modules, "keyring", None)


def test_it_is_found_by_its_name_until_it_is_forgotten(
    own_folder: None, keyring: None, tmp_path: Path
) -> None:
    mine = own_secrets()
    assert not mine.keep("bank", "4711"), "it can't last without a keyring"
    assert mine.find("bank") == "4711"
    assert own_secrets().names == ("bank",)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"4711" in path.read_bytes()]
    with pytest.raises(KeyError):
        own_secrets("ann").find("bank")
    mine.forget("bank")
    assert mine.names == ()
    with pytest.raises(KeyError):
        mine.find("bank")


@pytest.mark.parametrize("name", ["", "two words", "{{secret:x}}", "a" * 50, "../x"])
def test_a_name_is_one_word(tmp_path: Path, keyring: None, name: str) -> None:
    with pytest.raises(ConfigError, match="one word"):
        Secrets(tmp_path / "secrets.json").keep(name, "4711")


def test_a_file_that_is_broken_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")
    assert Secrets(tmp_path / "secrets.json").names == ()
