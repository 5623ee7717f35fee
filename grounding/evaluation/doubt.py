"""What is read of a benchmark and may be meant otherwise, told before anything is asked."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from grounding.evaluation.bucket import Buckets
from grounding.evaluation.item import Item
from models.notice import notify

Size = tuple[int, int]
_BEYOND = 0.01
"""Of a picture's side: annotated boxes reach a pixel or two beyond it."""
_SHARES = (1, 1)
"""The size of a picture whose boxes are shares of it."""


def tell_doubts(items: Sequence[Item], buckets: Buckets) -> None:
    """Tell of boxes beyond their picture, sizes other than the picture's, and buckets of other items."""
    sizes = {image: _size(image) for image in dict.fromkeys(item.image for item in items)}
    beyond = [item.key for item in items if _reaches_beyond(item, item.image_size or sizes[item.image])]
    if beyond:
        notify(
            f"{len(beyond):,} of {len(items):,} boxes reach beyond their picture, the first that of "
            f"{beyond[0]}: with --boxes it is said how boxes are meant"
        )
    _tell_sizes(items, sizes)
    if buckets:
        _tell_buckets(items, buckets)


def _tell_sizes(items: Sequence[Item], sizes: Mapping[Path, Size | None]) -> None:
    others = [
        (item, said, real)
        for item in items
        if (said := item.image_size) and (real := sizes[item.image]) and real != said != _SHARES
    ]
    if others:
        first, said, real = others[0]
        notify(
            f"{len(others):,} of {len(items):,} items give another size than their picture has, the first "
            f"{first.key}: {said[0]}x{said[1]}, and {first.picture} has {real[0]}x{real[1]}; points are "
            "stretched to what is given"
        )


def _tell_buckets(items: Sequence[Item], buckets: Buckets) -> None:
    named = frozenset().union(*buckets.values())
    known = {item.id for item in items} | {
        which for item in items for by, which in item.groups if by == "GUI_types"
    }
    unknown = sorted(named - known)
    if len(unknown) == len(named):
        notify("the file of buckets names none of these items, so no buckets are told")
    elif unknown:
        notify(
            f"{len(unknown):,} of the {len(named):,} names in the file of buckets match no item, "
            f"{unknown[0]} first"
        )


def _reaches_beyond(item: Item, size: Size | None) -> bool:
    if item.place.box is None or size is None:
        return False
    left, top, right, bottom = item.place.box
    across, down = _BEYOND * size[0], _BEYOND * size[1]
    return left < -across or top < -down or right > size[0] + across or bottom > size[1] + down


def _size(image: Path) -> Size | None:
    """Of the picture in the file; None where that cannot be read, which is told when it is asked about."""
    try:
        with Image.open(image) as picture:
            return picture.size
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
