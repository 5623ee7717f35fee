"""Wild values in any column of any app's tables: the app may stop over them, the phone never does."""

import shlex
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.apps import installed_apps
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.intent import Intent
from device.phone.system.snapshot import Snapshot
from tests.boot import fresh_phone

HOME = 3
READERS = (
    "com.google.android.dialer",
    "com.google.android.contacts",
    "com.simplemobiletools.smsmessenger",
)
"""Apps that show what providers without a screen keep."""
MAINS = frozenset(app.manifest.package for app in installed_apps() if app.manifest.main)


@cache
def used() -> tuple[Phone, Snapshot]:
    """A phone in use that is not strict, and the moment to come back to."""
    phone = fresh_phone(seed=7)
    fill(phone)
    phone.strict = False
    return phone, phone.snapshot()


@cache
def columns() -> list[tuple[str, str, str, str]]:
    """Package, database, table and column of all there are."""
    phone, _ = used()
    found = []
    for app in installed_apps():
        package = app.manifest.package
        for name in app.manifest.databases:
            database = phone.database(package, name)
            for (table,) in database.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
            ):
                rows = database.rows(f'PRAGMA table_info("{table}")')
                found += [(package, name, str(table), str(row[1])) for row in rows]
    return found


def literal(value: int | float | bytes | str | None) -> str:
    """A value as SQL has it."""
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "9e999" if value == float("inf") else repr(value)


WILD = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([-1, 0, 1, 1697384040000000, 2**63 - 1, -(2**63) + 1, float("inf"), 1e300, "", "abc"]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.binary(max_size=8),
    st.none(),
)


def live_with(place: tuple[str, str, str, str], value: int | float | bytes | str | None) -> None:
    """Put a value into all rows of a column by the shell, open the app, and go home."""
    package, name, table, column = place
    phone, fresh = used()
    phone.restore(fresh)
    path = f"/data/data/{package}/{name if '/' in name else f'databases/{name}'}"
    phone.shell(f"sqlite3 {path} " + shlex.quote(f'UPDATE "{table}" SET "{column}" = {literal(value)}'))
    for opened in (package,) if package in MAINS else READERS:
        phone.start(Intent(package=opened))
        assert phone.shell("uiautomator dump /dev/tty").text.startswith("<?xml")
    assert phone.camera.image().size == phone.size
    phone.touch.key(HOME)
    assert phone.front.package == phone.home_package
    assert phone.shell("uiautomator dump /dev/tty").text.startswith("<?xml")


def places() -> st.SearchStrategy[tuple[str, str, str, str]]:
    return st.deferred(lambda: st.sampled_from(columns()))


@settings(max_examples=40)
@given(places(), WILD)
def test_wild_values_never_take_the_phone_with_them(place, value) -> None:
    live_with(place, value)


@pytest.mark.full
@settings(max_examples=4000)
@given(places(), WILD)
def test_a_great_many_wild_values(place, value) -> None:
    live_with(place, value)
