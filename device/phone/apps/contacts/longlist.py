"""See device.phone.widget.longlist."""

from device.phone.widget.longlist import SECTION_HEIGHT, long_list

__all__ = ["SECTION_HEIGHT", "long_list"]
