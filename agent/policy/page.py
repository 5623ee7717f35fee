"""Which page is in front."""

from device.screen import Observation


def summarise(observation: Observation) -> str:
    """A short name for the page, e.g. `com.android.settings: Display`; equal however it is scrolled."""
    return f"{observation.package}: {observation.activity}"
