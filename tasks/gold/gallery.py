"""Simple Gallery: a picture found, copied, and read."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from statistics import median

from PIL import Image, ImageChops

from device.screen import Bounds
from grounding.ocrread import Line, read_text
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_PACKAGE = "com.simplemobiletools.gallery.pro"
_HOME, _FOLDER, _FILE = "search_action_bar", "dir_name", "media_item_holder"
_PICTURE = "gestures_view"
_OK, _OTHER = "android:id/button1", "android:id/button3"
_MORE = ("More options", "更多选项")
_INTERNAL = ("Internal", "内部存储")
_TOAST = 4.0
"""Seconds after which no message lies over the screen any more."""
_SMALL, _LARGER = 26, 2
"""Pixels of a line's height below which a picture is read again so many times larger."""
_SIZES = (0.8, 0.9, 1, 1.5, 2)
"""At which a picture is read, until two readings agree in each row."""
_EDGE, _DARK = 24, 40
"""Pixels left around what is read, and how far from the paper's white ink is at least."""
_FIELD = re.compile(r"\s*([A-Za-z_ ]{3,24}?)\s*[:：]\s*(.*)")
_ALIKE = 0.75
_TRANSACTION = re.compile(r"(\d{4})\D(\d\d)\D(\d\d)[\s,.]*(.+?)[\s,.]*\$\s*(\d+)\s*[.,]\s*(\d\d)\b")


# -- tasks ---------------------------------------------------------------------------------------------
@solves("SaveCopyOfReceiptTaskEval")
def save_copy(hand: Hand, params: Params) -> None:
    """A picture in DCIM copied into Download, under its name."""
    name = params.text("file_name")
    open_folder(hand, "DCIM")
    hand.scroll_to(id=_FILE, description=name)
    hand.long_press(id=_FILE, description=name)
    hand.tap(*_MORE)
    hand.tap("Copy to", "复制到")
    hand.tap(id=_OTHER)
    hand.tap(id="breadcrumb_text", text=_INTERNAL)
    hand.scroll_to(id="list_item_name", text="Download")
    hand.tap(id="list_item_name", text="Download")
    hand.wait_for(id="breadcrumb_text", text="Download")
    hand.tap(id=_OK)
    if hand.sees("Overwrite", "覆盖"):
        hand.tap("Overwrite", "覆盖")
    hand.wait_for(id=_FILE)


# -- steps that other tasks share ----------------------------------------------------------------------
def open_folder(hand: Hand, folder: str) -> None:
    """What is in a folder of pictures."""
    hand.open_app(_PACKAGE)
    hand.back_until(id=_HOME)
    hand.scroll_to(id=_FOLDER, text=folder)
    hand.tap(id=_FOLDER, text=folder)
    hand.wait_for(id=_FILE)


def read_picture(hand: Hand, name: str) -> list[str]:
    """What is written on a picture in DCIM, line by line. Raises ConfigError where nothing reads pictures."""
    open_folder(hand, "DCIM")
    hand.scroll_to(id=_FILE, description=name)
    hand.tap(id=_FILE, description=name)
    hand.wait_for(id=_PICTURE)
    hand.tap(id=_PICTURE)  # the bars over it go,
    hand.device.wait(_TOAST)  # and what an app said last
    seen = hand.device.observe()
    view = next((one.bounds for one in seen.elements if one.resource_id.endswith(_PICTURE)), None)
    if view is None or seen.screenshot is None:
        raise NotOnScreen(Sought((), {"id": _PICTURE}), seen)
    return read_rows(seen.screenshot.image.convert("RGB").crop(_corners(view)))


def read_records(hand: Hand, picture: str, fields: Sequence[str]) -> list[dict[str, str]]:
    """The records that a picture in DCIM lists; see `records_in`."""
    return records_in(read_picture(hand, picture), fields)


def transactions_in(lines: Sequence[str]) -> list[str]:
    """The lines of a receipt that say a day, a thing and its price, as "2023-01-31, Webcam, $20.50"."""
    found = (_TRANSACTION.search(line) for line in lines)
    return [
        f"{year}-{month}-{day}, {thing}, ${dollars}.{cents}"
        for year, month, day, thing, dollars, cents in (match.groups() for match in found if match)
    ]


def records_in(lines: Sequence[str], fields: Sequence[str]) -> list[dict[str, str]]:
    """Blocks of "field: value" lines, the first of `fields` beginning each; other lines go on with a value.

    A field's name need not be read letter by letter.
    """
    known = {_bare(name): name for name in fields}
    records: list[dict[str, str]] = []
    last = ""
    for line in lines:
        match = _FIELD.fullmatch(line)
        near = get_close_matches(_bare(match.group(1)), known, 1, _ALIKE) if match is not None else []
        if match is not None and near:
            last = known[near[0]]
            if last == fields[0]:
                records.append({})
            if records:
                records[-1][last] = match.group(2).strip()
        elif records and last:
            records[-1][last] = f"{records[-1][last]} {line.strip()}".strip()
    return records


# -- reading -------------------------------------------------------------------------------------------
def read_rows(page: Image.Image) -> list[str]:
    """The rows of a page: read at several sizes, since at each some letter or blank may be read wrongly."""
    readings: list[list[str]] = []
    found: list[tuple[str, int]] = []
    for size in _SIZES:
        scaled = page.resize((round(page.width * size), round(page.height * size)), Image.Resampling.LANCZOS)
        readings.append(rows_of(read_page(scaled)))
        found = agreed(readings)
        if len(readings) > 1 and all(often > 1 for _, often in found):
            break
    return [row for row, _ in found]


def agreed(readings: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    """Each row as most readings have it, and how many; of the readings that have as many rows as most do.

    Of equals the earlier counts.
    """
    count = Counter(map(len, readings)).most_common(1)[0][0]
    alike = [rows for rows in readings if len(rows) == count]
    return [Counter(row).most_common(1)[0] for row in zip(*alike, strict=True)]


def read_page(page: Image.Image) -> tuple[Line, ...]:
    """The text of a page, nothing but which is looked at; small text is looked at again, enlarged."""
    written = _written(page)
    lines = read_text(written)
    if lines and median(line.bounds.height for line in lines) < _SMALL:
        size = (written.width * _LARGER, written.height * _LARGER)
        lines = read_text(written.resize(size, Image.Resampling.LANCZOS))
    return lines


def _written(page: Image.Image) -> Image.Image:
    """The page without what is black around it, and without its blank margins: less to read is quicker."""
    paper = page.crop(page.getbbox() or (0, 0, *page.size))
    corner = Image.new("RGB", paper.size, paper.getpixel((0, 0)))
    ink = ImageChops.difference(paper, corner).convert("L").point(lambda level: 255 * (level > _DARK))
    left, top, right, bottom = ink.getbbox() or (0, 0, *paper.size)
    wide, high = paper.size
    return paper.crop(
        (max(0, left - _EDGE), max(0, top - _EDGE), min(wide, right + _EDGE), min(high, bottom + _EDGE))
    )


def rows_of(lines: Sequence[Line]) -> list[str]:
    """What stands beside each other as one text, from the top down."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.bounds.center.y):
        last = rows[-1][-1].bounds if rows else None
        if (
            last is not None
            and abs(line.bounds.center.y - last.center.y) < min(last.height, line.bounds.height) / 2
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [" ".join(one.text for one in sorted(row, key=lambda one: one.bounds.left)) for row in rows]


def _bare(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalpha())


def _corners(box: Bounds) -> tuple[int, int, int, int]:
    return (box.left, box.top, box.right, box.bottom)
