"""A text on the clipboard."""

from device.phone.phone import Phone
from tests.tasks.gold.case import Case

TEXT = 'Tracking #: 5K\'s "672" & $4, 100%'


def _copied(phone: Phone, _answer: str) -> bool:
    return f'data="{TEXT}"' in phone.shell("am broadcast -a clipper.get").text


CASES = (Case("SystemCopyToClipboard", _copied, {"clipboard_content": TEXT}),)
