"""MobileWorld itself, where a server of its environment runs; see tasks/mobileworld."""

from tasks.mobileworld.suite import suite

__all__ = ["suite"]
