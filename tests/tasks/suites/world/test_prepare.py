"""How a task begins and is taken down: the same for a seed, and nothing of it stays behind."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.state.census import take
from tasks.suite import find_suite
from tasks.task import HARMLESS, Template
from tests.boot import fresh_phone
from tests.thin import thinned

WORLD = find_suite("world")
Pair = tuple[Device, Device]


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """Two phones that go through the same."""
    with (
        Device(InProcessTransport(fresh_phone())) as one,
        Device(InProcessTransport(fresh_phone())) as other,
    ):
        yield one, other


@pytest.mark.parametrize(
    "template", thinned(WORLD.templates.values(), 12), ids=lambda template: template.name
)
def test_a_task_begins_the_same_and_leaves_nothing_behind(template: Template, pair: Pair) -> None:
    if template.needs:
        pytest.importorskip(template.needs, reason=f"needs {template.needs}")
    before = [take(device) for device in pair]
    tasks = [template.task(seed=11) for _ in pair]
    for task, device in zip(tasks, pair, strict=True):
        task.initialize(device)
    first, second = (take(device) for device in pair)
    assert first.digest == second.digest, first.changes(second)
    for task, device, was in zip(tasks, pair, before, strict=True):
        task.tear_down(device)
        left = [str(change) for change in was.changes(take(device)) if not _harmless(change.place)]
        assert not left


def _harmless(place: str) -> bool:
    return any(fnmatchcase(place, pattern) for pattern in HARMLESS)


def test_what_a_phone_is_known_to_hold_is_not_fetched_again(pair: Pair) -> None:
    fetched: list[str] = []

    class Counting(Device):
        def pull(self, remote: str) -> bytes:
            fetched.append(remote)
            return super().pull(remote)

    device = Counting(pair[0].transport)
    task = WORLD.named("SystemBluetoothTurnOn").task(seed=11)
    task.initialize(device, take(pair[0]))
    task.tear_down(device)
    assert not fetched
