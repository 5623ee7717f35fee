"""The file of what is remembered: kept, changed, erased for good, shared by processes, damaged."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from agent.memory.entry import Entry
from agent.memory.store import MemoryStore
from device.error import ConfigError


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    return MemoryStore(tmp_path / "deep" / "memory.sqlite")


def like(text: str, **more: object) -> Entry:
    return Entry.model_validate({"kind": "preference", "text": text, **more})


def test_nothing_is_made_before_something_is_kept(store: MemoryStore) -> None:
    assert store.entries() == ()
    with pytest.raises(ConfigError, match="nothing is remembered under number 3"):
        store.get(3)
    assert not store.path.parent.exists()


def test_what_is_kept_reads_back_as_it_was(store: MemoryStore) -> None:
    entry = like("我喝茶 🍵, not coffee\nnever", cue="tea, 茶", package="a.b", made_at=12.5)
    kept = store.add(entry)
    assert kept.id == 1
    assert store.get(1) == kept == entry.model_copy(update={"id": 1})
    assert store.entries("preference") == (kept,)
    assert store.entries("lesson") == ()
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600, "nobody else's to read"


def test_saying_it_again_takes_the_place_of_what_was_said(store: MemoryStore) -> None:
    first = store.add(like("I drink Tea"))
    again = store.add(like("i drink  tea", cue="hot drink"))
    assert (again.id, store.entries()) == (first.id, (again,))
    assert store.add(like("I drink Teá")).id != first.id, "an accent makes another word"
    call = {"kind": "procedure", "cue": "good night"}
    store.add(Entry.model_validate({**call, "does": ("A",)}))
    newer = store.add(Entry.model_validate({**call, "does": ("B", "C")}))
    assert store.entries("procedure") == (newer,)


def test_a_change_keeps_number_and_makes_no_twin(store: MemoryStore) -> None:
    one, two = store.add(like("one")), store.add(like("two"))
    assert store.change(one.model_copy(update={"text": "three"})).id == one.id
    with pytest.raises(ConfigError, match=f"entry {two.id} says just that already"):
        store.change(one.model_copy(update={"text": "TWO"}))
    with pytest.raises(ConfigError, match="number 9"):
        store.change(like("x", id=9))
    assert [entry.text for entry in store.entries()] == ["three", "two"]


def test_what_is_forgotten_is_gone_from_the_file_itself(store: MemoryStore) -> None:
    numbers = [store.add(like(f"the blue elephant {n} sleeps")).id for n in range(9)]
    with pytest.raises(ConfigError, match="number 99"):
        store.forget([numbers[0], 99])
    assert len(store.entries()) == 9, "all or none"
    store.forget(numbers)
    assert store.entries() == ()
    assert all(b"elephant" not in path.read_bytes() for path in store.path.parent.iterdir())
    assert store.add(like("new")).id == 10, "a number is never given twice"


def test_erasing_forgets_everything_even_in_a_damaged_file(store: MemoryStore) -> None:
    store.erase()
    store.add(like("the blue elephant"))
    store.erase()
    assert store.entries() == ()
    assert b"elephant" not in store.path.read_bytes()
    store.path.write_bytes(b"no database " * 999)
    store.erase()
    assert store.entries() == ()
    assert store.add(like("anew")).id == 1


def test_what_runs_leave_is_bounded_and_what_the_person_wrote_is_not(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.memory.store.MOST_LEARNT", 3)
    own = [store.add(like(f"own {n}")) for n in range(5)]
    for n in range(5):
        store.add(Entry(kind="lesson", text=f"lesson {n}", source="learnt", made_at=float(n)))
    assert [entry.text for entry in store.entries("lesson")] == ["lesson 2", "lesson 3", "lesson 4"]
    assert store.entries("preference") == tuple(own)


@pytest.mark.parametrize(
    "damage", ["not a database", "cut short", "overwritten", "other rows", "other table"]
)
def test_a_damaged_file_is_told_in_one_line(store: MemoryStore, damage: str) -> None:
    for n in range(12):
        store.add(like(f"thing {n}, " * 500))
    whole = store.path.read_bytes()
    match damage:
        case "not a database":
            store.path.write_bytes(b"hello")
        case "cut short":
            store.path.write_bytes(whole[: len(whole) // 2])
        case "overwritten":
            store.path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
        case "other rows":
            sql(store, 'UPDATE entry SET body = \'{"kind": "song"}\' WHERE id = 7')
        case _:
            sql(store, "ALTER TABLE entry RENAME TO thing")
    with pytest.raises(ConfigError) as caught:
        store.entries()
    message = str(caught.value)
    assert str(store.path) in message
    assert "memory" in message
    assert "\n" not in message
    assert caught.value.exit_code == 2


def test_a_file_of_a_newer_version_is_left_alone(store: MemoryStore) -> None:
    store.add(like("x"))
    sql(store, "PRAGMA user_version = 99")
    with pytest.raises(ConfigError, match="written by a newer Tapwright"):
        store.entries()


def test_where_nothing_can_be_written_it_says_why(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot keep the memory in .*: Is a directory"):
        MemoryStore(tmp_path).add(like("x"))
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot keep the memory"):
        MemoryStore(tmp_path / "file" / "m.sqlite").add(like("x"))


def test_several_processes_write_at_once_and_nothing_is_lost(store: MemoryStore) -> None:
    code = (
        "import sys; from pathlib import Path; from agent.memory.entry import Entry\n"
        "from agent.memory.store import MemoryStore\n"
        "store = MemoryStore(Path(sys.argv[1]))\n"
        "for n in range(6):\n"
        "    store.add(Entry(kind='preference', text=f'{sys.argv[2]} {n}'))\n"
        "    store.use([1], float(n))\n"
        "    store.add(Entry(kind='preference', text='all the same'))\n"
    )
    command = [sys.executable, "-c", code, str(store.path)]
    writers = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in "abcd"]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors.decode()
    entries = store.entries()
    assert len(entries) == 4 * 6 + 1
    assert entries[0].used == 24


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_is_kept_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    store = MemoryStore(tmp_path_factory.mktemp("m") / "m.sqlite")
    try:
        kept = store.add(like(text))
    except ConfigError as error:
        assert "secret" in str(error)  # noqa: PT017 - a wild text may look like one
        return
    assert store.get(kept.id).text == text


@pytest.mark.parametrize("kind", ["preference", "procedure", "card"])
def test_what_a_run_learnt_is_never_the_persons_word(kind: str) -> None:
    with pytest.raises(ValidationError, match="comes from the person only"):
        Entry.model_validate({"kind": kind, "text": "x", "cue": "x", "source": "learnt"})


def sql(store: MemoryStore, statement: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(statement)
        connection.commit()
