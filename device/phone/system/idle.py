"""Which apps battery saving spares: one list for Settings and for `dumpsys deviceidle`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.system.system import System

_SPARED = "tapwright.deviceidle.whitelist"
"""Property that keeps their packages, as there is no service to do so."""


def spared(system: "System") -> list[str]:
    """Their packages, in order."""
    return system.properties.get(_SPARED, "").split()


def spare(system: "System", package: str, on: bool) -> None:
    """Have one spared, or spared no more."""
    others = {name for name in spared(system) if name != package}
    system.properties[_SPARED] = " ".join(sorted(others | {package} if on else others))
