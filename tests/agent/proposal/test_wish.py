"""What a wish wants, whether it stands open, and that only just this change grants it."""

import pytest

from agent.proposal.wish import Granted, Standing, Wish
from device.client import Device
from device.state.census import Census

EXPENSES = "row com.arduia.expense/accounting.db/expense"
NOTES = "/storage/emulated/0/Documents/Markor"


@pytest.mark.parametrize(
    ("wish", "standing"),
    [
        (Wish(place="setting global/bluetooth_on", kind="changed", cells={"": "1"}), "open"),
        (Wish(place="setting global/bluetooth_on", kind="changed", cells={"": "0"}), "true"),
        (Wish(place="file Documents/Markor/new.md", kind="added"), "open"),
        (Wish(place="file Documents/Markor/ideas.md", kind="added"), "true"),
        (Wish(place="file Documents/Markor/ideas.md", kind="removed"), "open"),
        (Wish(place="file Documents/Markor/ideas.md", kind="changed", content="x"), "open"),
        (Wish(place="file Documents/Markor/new.md", kind="changed", content="x"), "unknown"),
        (Wish(place=EXPENSES, kind="added", cells={"name": "Groceries"}), "true"),
        (Wish(place=EXPENSES, kind="added", cells={"name": "Groceries"}, again=True), "open"),
        (Wish(place=EXPENSES, kind="added", cells={"name": "Anchor"}), "open"),
        (Wish(place=EXPENSES, kind="removed", cells={"name": "Groceries"}), "open"),
        (Wish(place=EXPENSES, kind="removed", cells={"name": "Anchor"}), "unknown"),
        (Wish(place=EXPENSES, kind="added", cells={"no_such_column": 1}), "unknown"),
        (Wish(place="row com.arduia.expense/accounting.db/nothing", kind="removed"), "unknown"),
        (Wish(place="row com.example/none.db/table", kind="added"), "unknown"),
        (Wish(place="weather today", kind="changed"), "unknown"),
    ],
)
def test_how_a_wish_stands_before_anybody_works(census: Census, wish: Wish, standing: Standing) -> None:
    assert wish.standing(census) == standing


def test_it_is_granted_by_just_this_change(device: Device, census: Census) -> None:
    wanted = Granted(census, (Wish(place="file Documents/Markor/a.md", kind="added", content="milk"),))
    assert not wanted.check(device).ok, "nothing was done yet"
    device.push(b"bread\n", f"{NOTES}/a.md")
    assert not wanted.check(device).ok, "another text"
    device.push(b"milk\n", f"{NOTES}/a.md")
    check = wanted.check(device)
    assert check.ok
    assert "a.md holds 'milk" in check.evidence


def test_what_else_changes_there_is_told(device: Device, census: Census) -> None:
    wish = Wish(place="file Documents/Markor/*", kind="added")
    device.push(b"1", f"{NOTES}/a.md")
    assert Granted(census, (wish,)).check(device).ok
    device.push(b"2", f"{NOTES}/b.md")
    check = Granted(census, (wish,)).check(device)
    assert not check.ok
    assert "also changed: file Documents/Markor/b.md added" in check.evidence
    assert Granted(census, (wish, wish)).check(device).ok, "two were wanted"


def test_a_setting_that_changes_back_is_no_change(device: Device, census: Census) -> None:
    wanted = Granted(census, (Wish(place="setting global/bluetooth_on", kind="changed", cells={"": "1"}),))
    device.shell(["settings", "put", "global", "bluetooth_on", "1"])
    assert wanted.check(device).ok
    device.shell(["settings", "put", "global", "bluetooth_on", "0"])
    assert not wanted.check(device).ok


def test_equal_wishes_for_other_things_have_one_shape() -> None:
    one = Wish(place="file Documents/Markor/a.md", kind="removed")
    other = Wish(place="file Documents/Markor/b.md", kind="removed")
    assert one.shape == other.shape != Wish(place="file Download/a.md", kind="removed").shape
