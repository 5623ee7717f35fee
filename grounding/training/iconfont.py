"""Icon fonts of several makers: their glyphs, what each is called, and fetching them from npm.

Which there are, and which are never learned from, says `iconfont.toml`. None of them is carried: the folder
they lie in is given, and `fetch` fills it by `npm pack`.
"""

import io
import re
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from device.error import ConfigError
from grounding.training.called import called

Use = Literal["train", "sure", "held"]
SIDE = 64
"""Pixels along the longer side of a glyph's mask."""
_SIZE = 72
_MATERIAL = "Google"
_STYLE = re.compile(r"-(outline|outlined|fill|filled|line)$")
_RULE = re.compile(r'\.(?:[a-z]+)-([a-z0-9-]+)(?:::?before)?\s*\{\s*(?:content|--fa):\s*"\\([0-9a-fA-F]+)"')

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawing of a symbol."""

    maker: str
    name: str
    """In words, without its style: "arrow left"."""
    names: tuple[str, ...]
    """All it may be called, in lower case, English and Chinese; the maker's own name is the last."""
    symbol: str
    """Material's name for what it means, where `meaning.toml` or Material has one; else ""."""
    face: str
    """The file of the font it is of: a maker has several, filled or bold."""
    mask: Bytes
    """(height, width) ink, 0-255, cut to what is drawn; the longer side has SIDE pixels."""


@dataclass(frozen=True, slots=True)
class IconFont:
    """An entry of `iconfont.toml`."""

    maker: str
    package: str
    licence: str
    use: Use
    files: Sequence[str]
    names: Sequence[str] = ()
    axes: Sequence[Mapping[str, float]] = ()

    @property
    def folder(self) -> str:
        """Where it lies in the folder of fonts."""
        return self.package.replace("@", "-").replace("/", "-").strip("-")


def fonts(use: Use) -> list[IconFont]:
    """Those meant for a use."""
    path = files("grounding.training") / "iconfont.toml"
    read = [IconFont(**each) for each in tomllib.loads(path.read_text(encoding="utf-8"))["font"]]
    return [each for each in read if each.use == use]


def fetch(folder: Path, use: Use) -> None:
    """Bring the packages that are not in the folder yet, by `npm pack`.

    Raises ConfigError where npm is not there or has no such package.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for font in fonts(use):
        if (folder / font.folder).is_dir():
            continue
        try:
            made = subprocess.run(  # noqa: S603 - a package of our own list
                ["npm", "pack", "--silent", font.package],  # noqa: S607 - as the user has it
                cwd=folder, check=True, capture_output=True, text=True, timeout=600,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as failed:
            raise ConfigError(f"npm could not fetch {font.package}: {failed}") from failed
        archive = folder / made.stdout.split()[-1]
        with tarfile.open(archive) as opened:
            opened.extractall(folder / font.folder, filter="data")
        archive.unlink()


def glyphs(folder: Path, use: Use) -> list[Glyph]:
    """Every glyph with a name, of all fonts for a use.

    Raises ConfigError where a font is not in the folder.
    """
    return [glyph for font in fonts(use) for glyph in _of(font, folder / font.folder / "package")]


def _of(font: IconFont, folder: Path) -> Iterator[Glyph]:
    for at, file in enumerate(font.files):
        try:
            data = (folder / file).read_bytes()
            sheet = (folder / font.names[at]).read_text(encoding="utf-8") if font.names else ""
        except OSError as missing:
            raise ConfigError(
                f"{font.package} is not in the folder of fonts: {missing}", "--fetch brings it"
            ) from missing
        plain, points = _plain(data)
        named = _named(sheet) if sheet else points
        there = set(points.values())
        for axes in font.axes or ({},):
            drawn = ImageFont.truetype(io.BytesIO(plain), _SIZE, layout_engine=ImageFont.Layout.BASIC)
            if axes:
                _vary(drawn, axes)
            for name, point in named.items():
                mask = _mask(drawn, chr(point)) if point in there else None
                if mask is not None:
                    yield _glyph(font.maker, name, Path(file).stem, mask)


def _glyph(maker: str, name: str, face: str, mask: Bytes) -> Glyph:
    short = _STYLE.sub("", name.replace("_", "-"))
    own = short.replace("-", " ")
    symbols = _meant(short, maker)
    known = [said for symbol in symbols for said in _words()[symbol]]
    return Glyph(maker, own, tuple(dict.fromkeys([*known, own])), symbols[0] if symbols else "", face, mask)


def _plain(data: bytes) -> tuple[bytes, dict[str, int]]:
    """The font as FreeType reads it everywhere, and its own names of glyphs with their code points."""
    with TTFont(io.BytesIO(data)) as font:
        names = {name: point for point, name in sorted(font.getBestCmap().items()) if point > 0xFF}
        font.flavor = None
        out = io.BytesIO()
        font.save(out)
    return out.getvalue(), names


def _named(sheet: str) -> dict[str, int]:
    return {name: int(point, 16) for name, point in _RULE.findall(sheet)}


def _vary(font: ImageFont.FreeTypeFont, axes: Mapping[str, float]) -> None:
    tags: list[Any] = font.get_variation_axes()
    named = {"FILL": b"Fill", "wght": b"Weight"}
    font.set_variation_by_axes(
        [next((axes[tag] for tag, said in named.items() if tag in axes and said == a["name"]), a["default"])
         for a in tags]
    )  # fmt: skip


def _mask(font: ImageFont.FreeTypeFont, char: str) -> Bytes | None:
    left, top, right, bottom = (int(edge) for edge in font.getbbox(char))
    if right <= left or bottom <= top:
        return None
    picture = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(picture).text((-left, -top), char, fill=255, font=font)
    box = picture.getbbox()
    if box is None:
        return None
    cut = picture.crop(box)
    by = SIDE / max(cut.size)
    size = max(1, round(cut.width * by)), max(1, round(cut.height * by))
    return np.asarray(cut.resize(size, Image.Resampling.BICUBIC))


def common() -> frozenset[str]:
    """Symbols that people have words for: those of `icon.toml` and `meaning.toml`."""
    named = {symbol for symbol, said in called().items() if "zh" in said}
    return frozenset(named | set(_meanings()))


@cache
def _meanings() -> Mapping[str, Sequence[Sequence[str]]]:
    path = files("grounding.training") / "meaning.toml"
    read: dict[str, list[list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return read


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Symbol to every word for it, in lower case."""
    phone = called()
    found = {}
    for symbol in [*phone, *(set(_meanings()) - set(phone))]:
        own = [said for language in phone.get(symbol, {}).values() for said in language]
        _, english, chinese = _meanings().get(symbol, ((), (), ()))
        found[symbol] = tuple(dict.fromkeys(said.lower() for said in (*own, *english, *chinese)))
    return found


def _meant(name: str, maker: str) -> tuple[str, ...]:
    """The symbols that a maker's name for a glyph stands for; Google's own names mean themselves."""
    own = name.replace("-", "_")
    if maker == _MATERIAL:
        return (own,) if own in _words() else ()
    return _aliases().get(name) or ((own,) if own in _words() else ())


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for symbol, (aliases, _, _) in _meanings().items():
        for alias in aliases:
            found.setdefault(alias, []).append(symbol)
    return {name: tuple(symbols) for name, symbols in found.items()}
