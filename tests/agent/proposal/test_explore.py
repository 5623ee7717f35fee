"""Exploring finds pages and what switches do, and leaves the phone as it was."""

from agent.proposal.explore import explore
from agent.proposal.wish import Granted
from device.client import Device
from device.state.census import Census, take

SETTINGS = "com.android.settings"


def test_it_knows_pages_ways_and_what_switches_do(device: Device, census: Census) -> None:
    graph = explore(device, [SETTINGS], touches=62)
    assert graph.reached == {SETTINGS}
    assert len(graph.pages) > 5
    assert any(way.name == "Notifications" and way.goal.endswith(": Notifications") for way in graph.ways)
    kind = next(kind for name, kind in graph.kinds.items() if "Notification history" in name)
    assert kind.en[0] == "Turn on Notification history (Notifications)"
    assert not census.changes(take(device, census)), "what was tried is put back"
    assert graph.left == ()
    device.shell(["settings", "put", "secure", "notification_history_enabled", "1"])
    assert Granted(census, kind.wishes).check(device).ok, "what it found is a predicate"


def test_nothing_is_touched_that_the_guard_asks_about(device: Device, census: Census) -> None:
    explore(device, ["com.google.android.dialer"], touches=25)
    changed = census.changes(take(device, census))
    assert not [change for change in changed if change.kind == "added"], "nobody was called"
