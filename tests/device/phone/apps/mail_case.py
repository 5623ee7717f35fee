"""Fernmail in tests: letters of the phone in use, writing one, and where it lies."""

from device.phone.apps.mail.box import box
from tests.device.phone.apps.errand import Errand

NEWEST = "SELECT folder, from_address, to_addresses, cc, subject, body FROM message ORDER BY id DESC LIMIT 1"
REPORT = "/sdcard/Download/report.txt"
OWN = "alex.morgan@fernmail.example"
LAKE = ("Photos from the lake", "湖边的照片")
MINUTES = ("Re: Minutes of Monday", "Re: 周一会议纪要")


def write(hand: Errand, **texts: str) -> None:
    """Fill the fields of a letter."""
    for key, text in texts.items():
        hand.type(text, id=key)
    hand.put_keyboard_away()


def folder_of(hand: Errand, subject: tuple[str, str]) -> set[str]:
    """Where the letters with that subject lie."""
    return {one.folder for one in box(hand.phone.context()).letters.values() if one.subject in subject}
