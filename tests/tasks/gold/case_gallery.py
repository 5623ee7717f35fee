"""Gallery: a picture copied; pictures read into other apps.

Reading takes seconds: what is read here is what the first seed of the sheets draws, so it is read once.
"""

from random import Random

from device.phone.phone import Phone
from tests.tasks.gold.case import Case
from tests.tasks.gold.sheet_gallery import PICTURES, SHEETS, is_copied, put, written

NAME = "receipt_2023_01_22_sure_frog.jpg"


def _receipts(phone: Phone) -> None:
    for place in range(40):
        put(phone, f"receipt_{place}.jpg", written(f"No. {place}"))
    put(phone, NAME, written("Gadget Gurus Co."))


def _other_there(phone: Phone) -> None:
    """Another picture of that name is in Download."""
    _receipts(phone)
    phone.files.write(f"/sdcard/Download/{NAME}", phone.files.read(f"{PICTURES}/receipt_7.jpg"))


def _asks(phone: Phone) -> None:
    """The gallery was never opened."""
    _receipts(phone)
    phone.shell("pm clear com.simplemobiletools.gallery.pro")


CASES = (
    Case("SaveCopyOfReceiptTaskEval", is_copied(NAME), {"file_name": NAME}, before=_receipts),
    Case(
        "SaveCopyOfReceiptTaskEval", is_copied(NAME), {"file_name": NAME}, before=_other_there, name="taken"
    ),
    Case("SaveCopyOfReceiptTaskEval", is_copied(NAME), {"file_name": NAME}, before=_asks, name="first"),
    *(draw(Random(f"{task} 0")) for task, draw in SHEETS.items() if task != "SaveCopyOfReceiptTaskEval"),
)
