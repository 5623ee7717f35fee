"""An app's database: in memory, safe against its own SQL, and a real file from outside."""

import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.phone.file.database import Database, DatabaseBroken, Tally

SCHEMA = "CREATE TABLE note (_id INTEGER PRIMARY KEY, body TEXT); CREATE INDEX by_body ON note (body);"


def test_the_image_is_a_database_others_can_open() -> None:
    database = Database(SCHEMA)
    database.run("INSERT INTO note (body) VALUES (?)", "milk")
    with sqlite3.connect(":memory:") as other:
        other.deserialize(database.save())
        assert other.execute("SELECT body FROM note").fetchall() == [("milk",)]
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    other.close()
    database.close()


def test_a_wal_image_is_taken_too() -> None:
    database = Database(SCHEMA)
    image = bytearray(database.save())
    image[18:20] = b"\x02\x02"
    database.load(bytes(image))
    assert database.rows("SELECT * FROM note") == []
    database.close()


@pytest.mark.parametrize("junk", [b"not a database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_broken_bytes_leave_the_content(junk: bytes) -> None:
    database = Database(SCHEMA)
    database.run("INSERT INTO note (body) VALUES ('kept')")
    with pytest.raises(DatabaseBroken):
        database.load(junk)
    assert database.value("SELECT body FROM note") == "kept"
    database.close()


def test_sql_cannot_reach_the_host(tmp_path) -> None:
    database = Database()
    target = tmp_path / "out.db"
    for sql in (f"ATTACH '{target}' AS host", f"VACUUM INTO '{target}'"):
        with pytest.raises(sqlite3.DatabaseError):
            database.script(sql)
    assert not target.exists()
    database.close()


def test_an_endless_query_ends() -> None:
    database = Database()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(sqlite3.OperationalError):
        database.script(endless)
    assert database.value("SELECT 1") == 1
    database.close()


def test_a_script_with_strings_and_triggers_is_split_right() -> None:
    database = Database()
    rows = database.script(
        "CREATE TABLE a (x); CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = 'y;z'; END;"
        "INSERT INTO a VALUES ('p;q'); SELECT x FROM a"
    )
    assert rows == [("y;z",)]
    database.close()


@given(st.lists(st.sampled_from(["insert", "delete", "save", "restore", "rollback", "alter"]), max_size=25))
def test_save_and_restore_in_any_order(operations: list[str]) -> None:
    """Restores followed by savepoints lost everything in a naive version (see database.py)."""
    database = Database(SCHEMA)
    saved = database.save()
    bodies: list[str] = []
    saved_bodies: list[str] = []
    for number, operation in enumerate(operations):
        if operation == "insert":
            database.run("INSERT INTO note (body) VALUES (?)", f"n{number}")
            bodies.append(f"n{number}")
        elif operation == "delete":
            database.run("DELETE FROM note")
            bodies = []
        elif operation == "save":
            saved, saved_bodies = database.save(), list(bodies)
        elif operation == "restore":
            database.restore(saved)
            bodies = list(saved_bodies)
        elif operation == "rollback":
            database.run("SAVEPOINT s")
            database.run("DELETE FROM note")
            database.run("ROLLBACK TO s")
            database.run("RELEASE s")
        else:
            database.script(f"CREATE TABLE IF NOT EXISTS extra{number} (x)")
        assert [row[0] for row in database.rows("SELECT body FROM note ORDER BY _id")] == bodies
    database.close()


def test_half_characters_are_replaced() -> None:
    database = Database(SCHEMA)
    database.run("INSERT INTO note (body) VALUES (?)", "a\ud83db")
    assert database.rows("SELECT body FROM note") == [("a?b",)]
    database.close()


@pytest.mark.parametrize(
    "sql",
    ["PRAGMA hard_heap_limit = 100000", "PRAGMA temp_store_directory = '/etc'", "SELECT zeroblob(900000000)"],
)
def test_sql_cannot_change_or_fill_the_process(sql: str) -> None:
    database = Database(SCHEMA)
    with pytest.raises(sqlite3.Error):
        database.script(sql)
    assert database.rows("PRAGMA table_info(note)")
    database.close()


def test_a_tally_moves_with_every_change_of_any_of_its_databases_and_with_nothing_else() -> None:
    tally = Tally()
    first, second = (Database("CREATE TABLE t (x);", tally=tally) for _ in range(2))
    saved = first.save()

    def moved(act: Callable[[], object]) -> bool:
        before = tally.count
        act()
        return tally.count != before

    assert moved(lambda: first.run("INSERT INTO t VALUES (1)"))
    assert moved(lambda: second.run_many("INSERT INTO t VALUES (?)", [(1,), (2,)]))
    assert moved(lambda: second.script("DELETE FROM t"))
    assert not moved(lambda: second.script("SELECT * FROM t; DELETE FROM t"))
    assert not moved(lambda: first.rows("SELECT * FROM t"))
    assert moved(lambda: first.restore(saved))
    assert not moved(lambda: first.restore(saved))
    sleeper = Database(image=saved, tally=tally)
    assert not moved(lambda: sleeper.rows("SELECT * FROM t"))
    assert moved(lambda: sleeper.run("INSERT INTO t VALUES (1)"))
