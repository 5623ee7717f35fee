"""The phone's time: still unless set, moved by events, or live."""

from device.phone.system.clock import EPOCH_MS, PhoneClock


def test_the_date_stands_still_and_uptime_moves_with_events() -> None:
    clock = PhoneClock()
    assert clock.date_ms == EPOCH_MS
    before = clock.uptime_ms
    clock.advance(250)
    assert (clock.date_ms, clock.uptime_ms) == (EPOCH_MS, before + 250)
    clock.set_date(0)
    assert clock.now.isoformat() == "1970-01-01T00:00:00+00:00"


def test_a_live_clock_follows_what_it_is_given() -> None:
    seconds = [100.0]
    clock = PhoneClock(lambda: seconds[0])
    saved = clock.save()
    seconds[0] += 2.5
    assert clock.date_ms == EPOCH_MS + 2500
    assert clock.uptime_ms == saved.uptime_ms + 2500
    clock.load(saved)
    assert clock.save() == saved
