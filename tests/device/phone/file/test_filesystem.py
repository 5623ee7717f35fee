"""The phone's files: paths, times, the storage cap, mounted databases, and a model that must agree."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.file.database import Database
from device.phone.file.filesystem import FileFault, FileSystem, Missing, NoSpace
from device.phone.system.clock import PhoneClock

SCHEMA = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"
FOLDER = "/data/data/org.example/databases"
STANDARD = (
    "Alarms", "Audiobooks", "DCIM", "Documents", "Download", "Movies", "Music", "Notifications", "Pictures",
    "Podcasts", "Recordings", "Ringtones", "Android/data",
)  # fmt: skip


@pytest.fixture
def files() -> FileSystem:
    return FileSystem(PhoneClock(), 1_000_000)


@pytest.fixture
def database(files: FileSystem) -> Database:
    found = Database(SCHEMA)
    files.make_directories(FOLDER)
    files.mount(f"{FOLDER}/notes.db", found)
    return found


def text(error: pytest.ExceptionInfo[FileFault]) -> str:
    return error.value.text


# -- what is there -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", STANDARD)
def test_a_fresh_phone_has_the_standard_folders(files: FileSystem, name: str) -> None:
    assert files.is_dir(f"/sdcard/{name}")


@pytest.mark.parametrize(
    "alias",
    [
        "/sdcard",
        "/storage/emulated/0",
        "/storage/self/primary",
        "/mnt/sdcard",
        "/data/media/0",
        "//sdcard/./DCIM/..",
    ],
)
def test_shared_storage_goes_by_many_names(files: FileSystem, alias: str) -> None:
    files.write(f"{alias}/Download/a.txt", b"here")
    assert files.read("/storage/emulated/0/Download/a.txt") == b"here"
    assert files.resolve(f"{alias}/Download/a.txt") == "/storage/emulated/0/Download/a.txt"


@pytest.mark.parametrize("alias", ["/data/user/0/org.example", "/data/user_de/0/org.example"])
def test_app_data_goes_by_many_names(files: FileSystem, alias: str) -> None:
    files.make_directories("/data/data/org.example")
    files.write(f"{alias}/f", b"x")
    assert files.read("/data/data/org.example/f") == b"x"


def test_names_keep_their_case(files: FileSystem) -> None:
    files.write("/sdcard/A", b"1")
    files.write("/sdcard/a", b"2")
    assert (files.read("/sdcard/A"), files.read("/sdcard/a")) == (b"1", b"2")


# -- what is refused ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("action", "message"),
    [
        (lambda fs: fs.read("/sdcard/nope"), "No such file or directory"),
        (lambda fs: fs.write("/sdcard/no/such/f", b""), "No such file or directory"),
        (lambda fs: fs.read("/sdcard"), "Is a directory"),
        (lambda fs: fs.write("/sdcard", b""), "Is a directory"),
        (lambda fs: fs.write("/sdcard/new/", b""), "Is a directory"),
        (lambda fs: fs.list("/sdcard/f"), "Not a directory"),
        (lambda fs: fs.write("/sdcard/f/g", b""), "Not a directory"),
        (lambda fs: fs.read("/sdcard/f/"), "Not a directory"),
        (lambda fs: fs.make_directory("/sdcard/DCIM"), "File exists"),
        (lambda fs: fs.make_directories("/sdcard/f"), "File exists"),
        (lambda fs: fs.make_directories("/sdcard/f/g"), "Not a directory"),
        (lambda fs: fs.remove("/sdcard/Android"), "Directory not empty"),
        (lambda fs: fs.remove("/sdcard/nope"), "No such file or directory"),
        (lambda fs: fs.write("/system/x", b""), "Read-only file system"),
        (lambda fs: fs.write("/proc/version", b""), "Read-only file system"),
        (lambda fs: fs.make_directory("/new"), "Read-only file system"),
        (lambda fs: fs.remove("/sdcard"), "Read-only file system"),
        (lambda fs: fs.rename("/storage/emulated/0", "/data/local/tmp/x"), "Device or resource busy"),
        (lambda fs: fs.rename("/sdcard/f", "/system/f"), "Read-only file system"),
        (lambda fs: fs.rename("/sdcard/DCIM", "/sdcard/DCIM/x"), "Invalid argument"),
        (lambda fs: fs.rename("/sdcard/f", "/sdcard/DCIM"), "Is a directory"),
        (lambda fs: fs.rename("/sdcard/DCIM", "/sdcard/f"), "Not a directory"),
        (lambda fs: fs.rename("/sdcard/DCIM", "/sdcard/Android"), "Directory not empty"),
        (lambda fs: fs.write("/sdcard/" + "n" * 256, b""), "File name too long"),
        (lambda fs: fs.write("/sdcard/" + "ü" * 128, b""), "File name too long"),
        (lambda fs: fs.make_directories("/sdcard" + "/d" * 2000), "File name too long"),
        (lambda fs: fs.read("/sdcard/a\0b"), "Invalid argument"),
        (lambda fs: fs.read("relative"), "No such file or directory"),
        (lambda fs: fs.read(""), "No such file or directory"),
    ],
)
def test_refusals_are_worded_as_on_a_phone(files: FileSystem, action: object, message: str) -> None:
    files.write("/sdcard/f", b"f")
    before = files.save()
    with pytest.raises(FileFault) as error:
        action(files)  # type: ignore[operator]
    assert text(error) == message
    assert files.read("/sdcard/f") == b"f"
    assert files.save().used == before.used


def test_shared_storage_can_be_emptied_and_not_removed(files: FileSystem) -> None:
    files.write("/sdcard/DCIM/f", b"f")
    with pytest.raises(FileFault, match="Device or resource busy"):
        files.remove_tree("/storage/emulated/0")
    assert files.list("/sdcard") == []


def test_a_link_in_a_circle_ends(files: FileSystem) -> None:
    files.link("/data/local/tmp/b", "/data/local/tmp/a")
    files.link("/data/local/tmp/a", "/data/local/tmp/b")
    with pytest.raises(FileFault, match="Too many symbolic links"):
        files.read("/data/local/tmp/a")


def test_no_move_makes_a_tree_too_deep_to_walk(files: FileSystem) -> None:
    files.make_directories("/data/local/tmp" + "/d" * 60)
    files.make_directories("/sdcard" + "/e" * 60)
    with pytest.raises(FileFault, match="File name too long"):
        files.rename("/data/local/tmp/d", "/sdcard" + "/e" * 60 + "/d")


# -- times -------------------------------------------------------------------------------------------------
def test_each_write_has_a_time_of_its_own_while_the_clock_stands(files: FileSystem) -> None:
    for name in "abc":
        files.write(f"/sdcard/{name}", b"")
    times = [files.stat(f"/sdcard/{name}").mtime_ns // 1000 for name in "abc"]
    assert times == sorted(set(times))


def test_reading_and_listing_change_nothing(files: FileSystem) -> None:
    files.write("/sdcard/Download/a", b"x")
    before, revision = files.stat("/sdcard/Download/a"), files.revision
    files.read("/sdcard/Download/a")
    files.list("/sdcard/Download")
    list(files.walk("/sdcard"))
    assert files.stat("/sdcard/Download/a") == before
    assert files.revision == revision


def test_the_access_time_is_that_of_creation(files: FileSystem) -> None:
    files.write("/sdcard/a", b"1")
    created = files.stat("/sdcard/a").atime_ns
    files.write("/sdcard/a", b"2")
    now = files.stat("/sdcard/a")
    assert now.atime_ns == created < now.mtime_ns


def test_times_follow_the_phone_s_date(files: FileSystem) -> None:
    clock = PhoneClock()
    files = FileSystem(clock, 1000)
    clock.set_date(1_600_000_000_000)
    files.write("/sdcard/old", b"")
    assert files.stat("/sdcard/old").mtime_ns // 10**9 == 1_600_000_000


def test_a_move_keeps_the_times(files: FileSystem) -> None:
    files.write("/sdcard/a", b"1")
    before = files.stat("/sdcard/a")
    files.rename("/sdcard/a", "/sdcard/DCIM/b")
    after = files.stat("/sdcard/DCIM/b")
    assert (after.mtime_ns, after.atime_ns, after.inode) == (before.mtime_ns, before.atime_ns, before.inode)


# -- space -------------------------------------------------------------------------------------------------
def test_the_storage_fills_up_and_empties(files: FileSystem) -> None:
    files.write("/sdcard/a", b"x" * 900_000)
    with pytest.raises(NoSpace, match="No space left on device"):
        files.write("/sdcard/b", b"x" * 100_001)
    assert not files.exists("/sdcard/b")
    files.write("/sdcard/a", b"y" * 1_000_000)
    files.rename("/sdcard/a", "/sdcard/c")
    files.remove("/sdcard/c")
    files.write("/sdcard/b", b"x" * 1_000_000)


def test_a_stream_is_stopped_as_soon_as_it_is_too_long(files: FileSystem) -> None:
    used = files.used
    writer = files.open_write("/sdcard/big")
    writer.write(b"x" * 900_000)
    with pytest.raises(NoSpace):
        writer.write(b"x" * 200_000)
    writer.abort()
    assert not files.exists("/sdcard/big")
    assert files.used == used


def test_a_stream_becomes_one_file(files: FileSystem) -> None:
    writer = files.open_write("/sdcard/s", 0o600)
    writer.write(b"ab")
    writer.write(b"cd")
    assert not files.exists("/sdcard/s")
    writer.close(mtime_ns=5 * 10**9)
    stat = files.stat("/sdcard/s")
    assert (files.read("/sdcard/s"), stat.mode & 0o777, stat.mtime_ns) == (b"abcd", 0o600, 5 * 10**9)


def test_a_stream_to_where_none_may_go_is_refused_at_once(files: FileSystem) -> None:
    with pytest.raises(FileFault, match="Read-only"):
        files.open_write("/system/x")
    with pytest.raises(Missing):
        files.open_write("/sdcard/none/x")


def test_used_is_the_sum_of_all_files(files: FileSystem) -> None:
    base = files.used
    files.make_directories("/sdcard/t/u")
    files.write("/sdcard/t/u/a", b"123")
    files.write("/sdcard/t/b", b"45")
    files.rename("/sdcard/t", "/sdcard/v")
    assert files.used == base + 5
    files.remove_tree("/sdcard/v")
    assert files.used == base


# -- snapshots ---------------------------------------------------------------------------------------------
def test_a_snapshot_comes_back_whole(files: FileSystem) -> None:
    files.write("/sdcard/a", b"1")
    saved, stat = files.save(), files.stat("/sdcard/a")
    files.write("/sdcard/a", b"2")
    files.remove_tree("/sdcard/DCIM")
    revision = files.revision
    files.load(saved)
    assert files.read("/sdcard/a") == b"1"
    assert files.stat("/sdcard/a") == stat
    assert files.is_dir("/sdcard/DCIM")
    assert files.save() == saved
    assert files.revision > revision


def test_the_same_changes_after_a_restore_give_the_same_tree(files: FileSystem) -> None:
    saved = files.save()
    files.write("/sdcard/x", b"1")
    first = files.save()
    files.load(saved)
    files.write("/sdcard/x", b"1")
    assert files.save() == first


# -- databases ---------------------------------------------------------------------------------------------
def image_of(*texts: str) -> bytes:
    other = Database(SCHEMA)
    other.run_many("INSERT INTO note (text) VALUES (?)", [(one,) for one in texts])
    return other.save()


def test_a_mounted_database_is_a_file(files: FileSystem, database: Database) -> None:
    database.run("INSERT INTO note (text) VALUES ('live')")
    copy = sqlite3.connect(":memory:")
    copy.deserialize(files.read(f"{FOLDER}/notes.db"))
    assert copy.execute("SELECT text FROM note").fetchall() == [("live",)]
    copy.close()
    assert files.stat(f"{FOLDER}/notes.db").size == len(database.save())
    assert files.database_at(f"{FOLDER}/notes.db") is database


def test_a_push_replaces_the_database(files: FileSystem, database: Database) -> None:
    files.write(f"{FOLDER}/notes.db", image_of("pushed"))
    assert database.rows("SELECT text FROM note") == [("pushed",)]


def test_what_was_removed_comes_back_by_a_push_or_afresh(files: FileSystem, database: Database) -> None:
    database.run("INSERT INTO note (text) VALUES ('old')")
    files.remove_tree(f"{FOLDER}/notes.db")
    assert files.list(FOLDER) == []
    assert database.rows("SELECT text FROM note") == [("old",)]
    files.write(f"{FOLDER}/notes.db", image_of("new"))
    assert files.remount_missing("/data/data/org.example") == []
    assert database.rows("SELECT text FROM note") == [("new",)]
    files.remove_tree("/data/data/org.example")
    assert files.remount_missing("/data/data/org.example") == [f"{FOLDER}/notes.db"]
    assert database.rows("SELECT text FROM note") == []
    assert files.read(f"{FOLDER}/notes.db") == database.save()


def test_a_broken_database_is_kept_until_the_app_starts_afresh(files: FileSystem, database: Database) -> None:
    database.run("INSERT INTO note (text) VALUES ('old')")
    files.write(f"{FOLDER}/notes.db", b"garbage")
    assert files.read(f"{FOLDER}/notes.db") == b"garbage"
    assert files.database_at(f"{FOLDER}/notes.db") is None
    assert files.remount_missing("/data/data/org.example") == [f"{FOLDER}/notes.db"]
    assert database.rows("SELECT count(*) FROM note") == [(0,)]


def test_a_folder_of_databases_moves_out_as_files_and_back_as_databases(
    files: FileSystem, database: Database
) -> None:
    database.run("INSERT INTO note (text) VALUES ('kept')")
    files.rename(FOLDER, "/sdcard/backup")
    assert files.read("/sdcard/backup/notes.db") == database.save()
    database.run("DELETE FROM note")
    files.rename("/sdcard/backup", FOLDER)
    assert database.rows("SELECT text FROM note") == [("kept",)]
    assert files.database_at(f"{FOLDER}/notes.db") is database


# -- a model -----------------------------------------------------------------------------------------------
NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(lambda parts: "/".join(parts))
STEPS = st.one_of(
    st.tuples(st.just("write"), PATHS, st.binary(max_size=5)),
    st.tuples(st.just("append"), PATHS, st.binary(max_size=3)),
    st.tuples(st.just("folder"), PATHS, st.just(b"")),
    st.tuples(st.just("remove"), PATHS, st.just(b"")),
    st.tuples(st.just("tree"), PATHS, st.just(b"")),
    st.tuples(st.just("rename"), PATHS, PATHS),
)
Model = dict[str, bytes | None]
"""Path -> content, None for a folder."""


def below(model: Model, path: str) -> list[str]:
    return [name for name in model if name.startswith(path + "/")]


def parent_ok(model: Model, path: str) -> bool:
    above = path.rpartition("/")[0]
    return not above or (above in model and model[above] is None)


def stepped(model: Model, step: tuple[str, str, bytes | str]) -> Model | None:
    """The model after a step; None when it must be refused."""
    kind, path, more = step
    new = dict(model)
    if kind in ("write", "append"):
        if not parent_ok(model, path) or (path in model and model[path] is None):
            return None
        assert isinstance(more, bytes)
        new[path] = ((model.get(path) or b"") if kind == "append" else b"") + more
    elif kind == "folder":
        if path in model or not parent_ok(model, path):
            return None
        new[path] = None
    elif kind in ("remove", "tree"):
        if path not in model or (kind == "remove" and below(model, path)):
            return None
        for name in [path, *below(model, path)]:
            del new[name]
    else:
        assert isinstance(more, str)
        return renamed(model, path, more)
    return new


def renamed(model: Model, path: str, target: str) -> Model | None:
    if path not in model or not parent_ok(model, target) or target.startswith(path + "/"):
        return None
    if path == target:
        return model
    if target in model and ((model[path] is None) != (model[target] is None) or below(model, target)):
        return None
    new = dict(model)
    for name in [path, *below(model, path)]:
        new[target + name[len(path) :]] = new.pop(name)
    return new


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_a_dictionary_agrees(steps: list[tuple[str, str, bytes | str]]) -> None:
    files = FileSystem(PhoneClock(), 10_000)
    files.make_directories("/data/local/tmp/m")
    base = files.used
    root = "/data/local/tmp/m/"
    model: Model = {}
    actions = {
        "write": lambda path, more: files.write(path, more),
        "append": lambda path, more: files.append(path, more),
        "folder": lambda path, more: files.make_directory(path),
        "remove": lambda path, more: files.remove(path),
        "tree": lambda path, more: files.remove_tree(path),
        "rename": lambda path, more: files.rename(path, root + more),
    }
    for step in steps:
        expected = stepped(model, step)
        saved = files.save()
        try:
            actions[step[0]](root + step[1], step[2])
        except FileFault:
            assert expected is None, step
            assert files.save().root == saved.root
            continue
        assert expected is not None, step
        model = expected
        found = {
            path[len(root) :]: None if is_folder else files.read(path)
            for path, is_folder in files.walk(root.rstrip("/"))
            if path != root.rstrip("/")
        }
        assert found == model
        assert files.used - base == sum(len(data or b"") for data in model.values())


def test_a_database_takes_room_as_its_file_does(files: FileSystem) -> None:
    database = Database("CREATE TABLE t (x)")
    files.make_directories("/data/data/a/databases")
    before = files.used
    files.mount("/data/data/a/databases/d.db", database)
    assert files.used - before == files.stat("/data/data/a/databases/d.db").size == len(database.save())
    database.run("INSERT INTO t VALUES (zeroblob(100000))")
    assert files.used - before == files.stat("/data/data/a/databases/d.db").size == len(database.save())
    database.script("CREATE TABLE u (x); CREATE INDEX i ON t (x)")
    assert files.used - before == len(database.save())
    database.load(Database("CREATE TABLE t (x)").save())
    assert files.used - before == len(database.save()) == 8192


def test_a_database_that_does_not_fit_is_not_replaced(files: FileSystem) -> None:
    database = Database("CREATE TABLE t (x)")
    files.make_directories("/data/data/a/databases")
    files.mount("/data/data/a/databases/d.db", database)
    large = Database("CREATE TABLE t (x)")
    large.run("INSERT INTO t VALUES (zeroblob(100000))")
    files.cap_bytes = files.used + 50_000
    with pytest.raises(NoSpace):
        files.write("/data/data/a/databases/d.db", large.save())
    assert database.value("SELECT count(*) FROM t") == 0
    assert files.room("/data/data/a/databases/d.db") == 50_000 + 8192
