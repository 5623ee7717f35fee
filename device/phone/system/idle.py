"""Which apps battery saving spares: one list for Settings and for `dumpsys deviceidle`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.phone import Phone

_SPARED = "tapwright.deviceidle.whitelist"
"""Property that keeps their packages, as there is no service to do so."""


def spared(phone: "Phone") -> list[str]:
    """Their packages, in order."""
    return phone.properties.get(_SPARED, "").split()


def spare(phone: "Phone", package: str, on: bool) -> None:
    """Have one spared, or spared no more."""
    others = {name for name in spared(phone) if name != package}
    phone.properties[_SPARED] = " ".join(sorted(others | {package} if on else others))
