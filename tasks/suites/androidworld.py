"""AndroidWorld itself, where its package is installed; see tasks/androidworld."""

from tasks.androidworld.suite import suite

__all__ = ["suite"]
