"""Phones for tests: one is booted in each process, and every test gets a fork of it."""

from functools import cache

from device.phone.phone import Phone


def fresh_phone() -> Phone:
    """A phone that was just booted; a fork takes a third of the time of a boot."""
    return _booted().fork()


@cache
def _booted() -> Phone:
    return Phone(seed=1)
