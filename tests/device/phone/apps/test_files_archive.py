"""Archives and free names in Files."""

import io
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.apps.documents.archive import member_at, members, packed, read_member
from device.phone.file.entry import FileFault
from device.phone.file.freepath import free_path
from device.phone.system.timetext import local_now
from tests.boot import fresh_phone
from tests.device.phone.apps.files_case import DOWNLOAD, begin, names, send


@pytest.fixture
def app(hand):
    return begin(hand)


def test_an_archive_is_made_looked_into_and_unpacked(app):
    app.hold("Sub folder")
    app.tap("b.txt")
    send(app, "Compress", "Compress")
    with ZipFile(io.BytesIO(app.phone.files.read(f"{DOWNLOAD}/archive.zip"))) as archive:
        assert archive.namelist() == ["Sub folder/", "Sub folder/deep.txt", "b.txt"]
    app.phone.shell("sleep 4")
    app.tap("archive.zip")
    assert names(app) == ["Sub folder", "b.txt"]
    app.hold("Sub folder")
    send(app, "Extract to…", "Show roots", "sdk_gphone_x86_64", "Music", "Extract")
    assert app.phone.files.read("/sdcard/Music/Sub folder/deep.txt") == b"deep"
    app.tap("Sub folder")
    app.tap("deep.txt")
    assert app.phone.front.package == "net.gsantner.markor"
    assert app.see("deep")


@given(st.binary(max_size=300))
def test_a_broken_archive_is_an_empty_one(data):
    files = _FILES.files
    files.write("/sdcard/x.zip", data)
    assert members(files, "/sdcard/x.zip") == []
    with pytest.raises(FileFault):
        read_member(files, "/sdcard/x.zip/inner")


_FILES = fresh_phone()


def test_names_that_lead_out_of_an_archive_are_left_out():
    now = local_now(_FILES)
    entries = [("../evil.txt", b"x"), ("/abs.txt", b"x"), ("good/fine.txt", b"y"), ("good/../../z", b"x")]
    _FILES.files.write("/sdcard/y.zip", packed(entries, now))
    assert [held.name for held in members(_FILES.files, "/sdcard/y.zip")] == ["good"]
    assert read_member(_FILES.files, "/sdcard/y.zip/good/fine.txt") == b"y"
    assert member_at(_FILES.files, "/sdcard/y.zip/good/other") is None


@pytest.mark.parametrize(
    ("name", "free"),
    [
        ("a.txt", "a (1).txt"),
        ("b", "b (1)"),
        (".rc", ".rc (1)"),
        ("x.tar.gz", "x.tar (1).gz"),
        ("new", "new"),
    ],
)
def test_a_free_name_keeps_the_end(name, free):
    if name != "new":
        _FILES.files.write(f"/sdcard/Podcasts/{name}", b"")
    assert free_path(_FILES.files, f"/sdcard/Podcasts/{name}") == f"/sdcard/Podcasts/{free}"
