"""See device.phone.toolkit.widget.longlist."""

from device.phone.toolkit.widget.longlist import SECTION_HEIGHT, long_list

__all__ = ["SECTION_HEIGHT", "long_list"]
