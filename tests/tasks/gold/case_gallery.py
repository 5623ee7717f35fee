"""Gallery: a picture copied."""

from collections.abc import Callable

from PIL import Image

from device.phone.phone import Phone
from tasks.material.picture import encoded, page
from tests.tasks.gold.case import Case

PICTURES = "/storage/emulated/0/DCIM"
DOWNLOAD = "/storage/emulated/0/Download"
NAME = "receipt_2023_01_22_sure_frog.jpg"


def put(phone: Phone, name: str, picture: Image.Image) -> None:
    """A picture pushed into DCIM."""
    phone.files.write(f"{PICTURES}/{name}", encoded(picture, name))


def _copied(phone: Phone, _answer: str) -> bool:
    """Whether it is in Download as well, and still where it was."""
    here, there = f"{DOWNLOAD}/{NAME}", f"{PICTURES}/{NAME}"
    both = phone.files.is_file(here) and phone.files.is_file(there)
    return both and phone.files.read(here) == phone.files.read(there)


def _receipts(phone: Phone) -> None:
    for place in range(40):
        put(phone, f"receipt_{place}.jpg", page(f"No. {place}"))
    put(phone, NAME, page("Gadget Gurus Co."))


def _other_there(phone: Phone) -> None:
    """Another picture of that name is in Download."""
    _receipts(phone)
    phone.files.write(f"/sdcard/Download/{NAME}", phone.files.read(f"{PICTURES}/receipt_7.jpg"))


def _asks(phone: Phone) -> None:
    """The gallery was never opened."""
    _receipts(phone)
    phone.shell("pm clear com.simplemobiletools.gallery.pro")


def _copy(before: Callable[[Phone], None], kind: str = "") -> Case:
    return Case("SaveCopyOfReceiptTaskEval", _copied, {"file_name": NAME}, before=before, name=kind)


CASES = (_copy(_receipts), _copy(_other_there, "taken"), _copy(_asks, "first"))
