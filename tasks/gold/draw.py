"""Simple Draw: something drawn, and saved under a name."""

from device.screen import Point
from tasks.gold.file import open_folder
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves

_PACKAGE = "com.simplemobiletools.draw.pro"
_FOLDER = "Pictures"
_OK = "android:id/button1"


@solves("SimpleDrawProCreateDrawing")
def create_drawing(hand: Hand, params: Params) -> None:
    """A stroke across the sheet, saved in the folder of pictures."""
    stem, _, kind = params.text("file_name").rpartition(".")
    hand.open_app(_PACKAGE)
    hand.back_until(id="my_canvas")
    hand.tap(id="clear")
    sheet = hand.wait_for(id="my_canvas").bounds
    hand.device.drag(
        Point(sheet.left + sheet.width // 4, sheet.top + sheet.height // 4),
        Point(sheet.left + sheet.width * 3 // 4, sheet.top + sheet.height * 3 // 4),
    )
    hand.tap(id="menu_save")
    hand.type(stem, id="save_image_filename")
    hand.put_keyboard_away()
    hand.tap(kind)
    hand.tap(id=_OK)
    open_folder(hand, _FOLDER)
    hand.tap(id=_OK)
    hand.wait_for(id="my_canvas")
