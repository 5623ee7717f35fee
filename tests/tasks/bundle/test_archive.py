"""A bundle comes from strangers: bombs, ways out of the folder and broken files are refused unread."""

import stat
import zipfile
from pathlib import Path

import pytest

from device.error import ConfigError
from tasks.bundle.archive import Archive


def opened(path: Path) -> dict[str, bytes]:
    with Archive.open(path) as archive:
        return {name: archive.read(name) for name in archive.sizes}


def packed(path: Path, *files: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def test_plain_files_are_read(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", ("one/two.txt", b"three"))
    assert opened(made) == {"one/two.txt": b"three"}


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/out.txt", "one/../../out.txt", "C:/out.txt", "..\\out.txt"]
)
def test_ways_out_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="leads out of its folder"):
        opened(packed(tmp_path / "a.zip", (name, b"")))


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(ConfigError, match="is no plain file"):
        opened(packed(tmp_path / "a.zip", (link, b"/etc/passwd")))


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        made = packed(tmp_path / "a.zip", ("one", b"1"), ("one", b"2"))
    with pytest.raises(ConfigError, match="same name"):
        opened(made)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="bomb"):
        opened(packed(tmp_path / "a.zip", ("zeros", bytes(50 << 20))))


def test_a_file_longer_than_it_says_is_not_read_on(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", ("long", b"0123456789" * 1000))
    whole = made.read_bytes()
    made.write_bytes(whole.replace((10_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(ConfigError, match=r"damaged|longer"):
        opened(made)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 and no more"])
def test_what_is_no_zip_file_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="is no bundle"):
        opened(path)


def test_a_damaged_file_is_told_so(tmp_path: Path) -> None:
    made = packed(tmp_path / "a.zip", ("one", bytes(range(256)) * 40))
    content = bytearray(made.read_bytes())
    content[60] ^= 0xFF
    made.write_bytes(content)
    with pytest.raises(ConfigError, match="damaged"):
        opened(made)
