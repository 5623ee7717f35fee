"""A text on the clipboard."""

from device.phone.phone import Phone
from tests.tasks.gold.case import Case

TEXT = 'Tracking #: 5K\'s "672" & $4, 100%'


def copy(text: str) -> Case:
    """A text to put on the clipboard, which holds another."""

    def copied(phone: Phone, _answer: str) -> bool:
        return f'data="{text}"' in phone.shell("am broadcast -a clipper.get").text

    return Case(
        "SystemCopyToClipboard",
        copied,
        {"clipboard_content": text},
        before=lambda phone: phone.set_clipboard("~~~RESET~~~"),
    )


CASES = (copy(TEXT),)
