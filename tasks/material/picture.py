"""Pictures with something written on them, as files."""

import io

from PIL import Image, ImageDraw, ImageFont

_EDGE = 10
_GAP = 4


def page(text: str, size: int = 24) -> Image.Image:
    """Black letters of a size on white paper that is just large enough."""
    font = ImageFont.load_default(size)
    box = ImageDraw.Draw(Image.new("RGB", (1, 1))).multiline_textbbox((0, 0), text, font=font, spacing=_GAP)
    paper = Image.new("RGB", (int(box[2]) + 2 * _EDGE, int(box[3]) + 2 * _EDGE), "white")
    ImageDraw.Draw(paper).multiline_text((_EDGE, _EDGE), text, "black", font, spacing=_GAP)
    return paper


def encoded(picture: Image.Image, name: str) -> bytes:
    """The file of that name: a PNG, or by any other ending a JPEG."""
    out = io.BytesIO()
    picture.save(out, "PNG" if name.endswith(".png") else "JPEG")
    return out.getvalue()
