"""Phones for tests: one is booted in each process, and every test gets a fork of it."""

from functools import cache

from device.phone.phone import Phone


def fresh_phone(seed: int = 1) -> Phone:
    """A phone that was just booted; a fork takes a third of the time of a boot."""
    return _booted(seed).fork()


@cache
def _booted(seed: int) -> Phone:
    return Phone(seed=seed)
