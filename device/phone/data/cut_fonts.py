"""Cuts the phone's fonts from their published packages: `python cut_fonts.py FOLDER` when they change.

FOLDER holds the archives of npm packages as `npm pack NAME` leaves them: @expo-google-fonts/roboto,
.../noto-sans-sc, .../noto-emoji, .../noto-sans-symbols-2, .../noto-sans-symbols, .../noto-sans-math, and
material-symbols. Reading the last needs the PyPI package brotli beside fontTools. Writes into font/:
subsets as TTF, `advance.json` (how wide each
character is, so that layout needs no font engine), `icon.json` (icon name to character) and the licences.
"""

import io
import json
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib import instancer

HERE = Path(__file__).parent
TARGET = HERE / "font"
ROBOTO = "expo-google-fonts-roboto-"
HAN = "expo-google-fonts-noto-sans-sc-"
EMOJI = "expo-google-fonts-noto-emoji-"
SIGNS = {
    "noto-sans-symbols-2": "NotoSansSymbols2",
    "noto-sans-symbols": "NotoSansSymbols",
    "noto-sans-math": "NotoSansMath",
}
"""Package, and the font in it; what one has the next ones need not."""
SYMBOLS = "material-symbols-"
_OVERLAPS, _PARTS_OVERLAP = 0x40, 0x400
"""Bits of an outline, and of what is put together from others (OpenType, `glyf`)."""
WEIGHTS = {400: "400Regular", 500: "500Medium", 700: "700Bold"}

WESTERN = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2B0, 0x36F),
    (0x370, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20C0),
    (0x2100, 0x25FF),
)
"""Latin, Greek, Cyrillic, punctuation, currency, arrows and figures, as far as Roboto has them."""

BEYOND = "珺旻垚喆玥堃翀赟祎璟啰囧✓"
"""Common beyond GB 2312: given names, an exclamation or two, ticks."""

PICTURES = (
    (0x231A, 0x231B), (0x23E9, 0x23F3), (0x23F8, 0x23FA),
    (0x2600, 0x2604), (0x260E, 0x260E), (0x2611, 0x2611), (0x2614, 0x2615), (0x261D, 0x261D),
    (0x263A, 0x263A), (0x2660, 0x2668), (0x267B, 0x267B), (0x2693, 0x2693), (0x26A0, 0x26A1),
    (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26F0, 0x26FA), (0x2702, 0x270F), (0x2714, 0x2716),
    (0x2728, 0x2728), (0x2744, 0x2744), (0x274C, 0x274E), (0x2753, 0x2757), (0x2763, 0x2764),
    (0x2795, 0x2797), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1F31F),
    (0x1F324, 0x1F32C), (0x1F331, 0x1F37F), (0x1F380, 0x1F393), (0x1F3A4, 0x1F3CA), (0x1F3E0, 0x1F3E8),
    (0x1F400, 0x1F43F), (0x1F440, 0x1F45F), (0x1F463, 0x1F487), (0x1F48A, 0x1F4B0), (0x1F4B3, 0x1F4F8),
    (0x1F4FA, 0x1F50D), (0x1F510, 0x1F514), (0x1F525, 0x1F52E), (0x1F550, 0x1F55B), (0x1F5D3, 0x1F5D3),
    (0x1F600, 0x1F64F), (0x1F680, 0x1F69F), (0x1F6A2, 0x1F6B6), (0x1F6BF, 0x1F6C5), (0x1F6D2, 0x1F6D2),
    (0x1F6F4, 0x1F6F8), (0x1F90D, 0x1F92F), (0x1F932, 0x1F945), (0x1F947, 0x1F94F), (0x1F950, 0x1F96F),
    (0x1F970, 0x1F97A), (0x1F980, 0x1F9A0), (0x1F9C0, 0x1F9CB), (0x1F9D0, 0x1F9D1), (0x1F9E1, 0x1F9E1),
    (0x1FAE0, 0x1FAE8),
)  # fmt: skip
SHAPES = (
    (0x2150, 0x215E), (0x2190, 0x21FF), (0x2218, 0x2219), (0x22EE, 0x22F1), (0x2300, 0x23FF),
    (0x25A0, 0x26FF), (0x2701, 0x27BF), (0x2B00, 0x2BFF),
)  # fmt: skip
"""Arrows, figures, ticks, stars and the signs of buttons, as pages are full of them."""


def main(folder: Path) -> None:
    """Write every file of font/."""
    TARGET.mkdir(exist_ok=True)
    advances = {}
    western = set(_spread(WESTERN))
    for weight, name in WEIGHTS.items():
        font = _open(folder, ROBOTO, f"{name}/Roboto_{name}.ttf")
        advances[f"roboto-{weight}"] = _cut(font, western, f"roboto-{weight}")
    roboto = set(advances["roboto-400"]["characters"])

    font = _open(folder, HAN, "400Regular/NotoSansSC_400Regular.ttf")
    han = {char for char in _gb2312() if chr(char) not in roboto}
    advances["noto-sans-sc-400"] = _cut(font, han, "noto-sans-sc-400")
    taken = roboto | set(advances["noto-sans-sc-400"]["characters"])

    font = _open(folder, EMOJI, "400Regular/NotoEmoji_400Regular.ttf")
    pictures = {char for char in _spread(PICTURES) if chr(char) not in taken}
    advances["noto-emoji-400"] = _cut(font, pictures, "noto-emoji-400")
    taken |= set(advances["noto-emoji-400"]["characters"])

    for package, name in SIGNS.items():
        font = _open(folder, f"expo-google-fonts-{package}-", f"400Regular/{name}_400Regular.ttf")
        shapes = {char for char in _spread(SHAPES) if chr(char) not in taken}
        advances[f"{package}-400"] = _cut(font, shapes, f"{package}-400")
        taken |= set(advances[f"{package}-400"]["characters"])
    _write_json("advance.json", advances)

    _write_json("icon.json", _cut_icons(folder))
    signs = [(f"expo-google-fonts-{package}-", package) for package in SIGNS]
    for package, licence in ((ROBOTO, "roboto"), (HAN, "noto-sans-sc"), (EMOJI, "noto-emoji"), *signs):
        (TARGET / f"{licence}.OFL.txt").write_bytes(_read(folder, package, "LICENSE_FONT"))
    (TARGET / "material-symbols.Apache-2.0.txt").write_bytes(_read(folder, SYMBOLS, "LICENSE"))


def _read(folder: Path, package: str, name: str) -> bytes:
    found = folder.glob(f"{package}*.tgz")
    (archive,) = (path for path in found if path.name[len(package) :].split(".")[0].isdigit())
    with tarfile.open(archive) as opened:
        member = opened.extractfile(f"package/{name}")
        assert member is not None
        return member.read()


def _open(folder: Path, package: str, name: str) -> Any:
    return TTFont(io.BytesIO(_read(folder, package, name)), recalcTimestamp=False)  # same input, same bytes


def _spread(ranges: Iterable[tuple[int, int]]) -> Iterable[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


def _gb2312() -> set[int]:
    """Punctuation, kana, full-width forms, the 6763 characters of both levels, and BEYOND."""
    chars = {ord(char) for char in BEYOND}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            char = bytes((row, cell)).decode("gb2312", "ignore")
            chars.update(map(ord, char))
    return chars


def _cut(font: Any, chars: set[int], name: str) -> dict[str, Any]:
    """Save the subset; its characters and their advances in units of the em square."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "STAT", "DSIG", "vhea", "vmtx", "VORG", "gasp"]
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=chars)
    cutter.subset(font)
    _leave_outlines_alone(font)
    _draw_once(font)
    font.flavor = None  # packed as WOFF2 it takes FreeType 5 ms to open at each size
    font.save(TARGET / f"{name}.ttf")
    glyphs = font.getBestCmap()
    widths = font["hmtx"]
    return {
        "em": font["head"].unitsPerEm,
        "characters": "".join(map(chr, sorted(glyphs))),
        "advances": [widths[glyphs[char]][0] for char in sorted(glyphs)],
    }


def _leave_outlines_alone(font: Any) -> None:
    """Keep FreeType from hinting, as Android does.

    A font without any program is auto-hinted; one whose `prep` is longer than the seven bytes of the usual
    "no hints here" is not. Bit 3 of the head's flags would round the text size to whole pixels.
    """
    program = Program()
    program.fromAssembly(
        ["PUSHW[ ]", "511", "SCANCTRL[ ]", "PUSHB[ ]", "4", "SCANTYPE[ ]", "PUSHB[ ]", "0", "POP[ ]"]
    )
    font["prep"] = newTable("prep")
    font["prep"].program = program
    font["head"].flags &= ~8


def _draw_once(font: Any) -> None:
    """Keep FreeType from drawing each letter sixteen times as fine, as it does where outlines may overlap.

    Fonts made from a variable one say so of every outline. Where two parts of a letter do overlap, the edge
    there is a shade lighter; icons are left as they are, as parts of some cut holes into others.
    """
    for name in font["glyf"].keys():  # noqa: SIM118 - a table, no mapping
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            glyph.flags[0] &= ~_OVERLAPS
        elif glyph.numberOfContours < 0:
            for component in glyph.components:
                component.flags &= ~_PARTS_OVERLAP


def _cut_icons(folder: Path) -> dict[str, str]:
    """Save the icons outlined and filled; each name's character."""
    wanted = (HERE / "icon_names.txt").read_text(encoding="utf-8").split()
    chars: dict[str, str] = {}
    for fill in (0, 1):
        font = _open(folder, SYMBOLS, "material-symbols-rounded.woff2")
        names = _icon_names(font)
        missing = [name for name in wanted if name not in names]
        assert not missing, f"no such icons: {missing}"
        chars = {name: chr(names[name]) for name in sorted(wanted)}
        options = subset.Options()
        options.layout_features = []
        options.drop_tables += ["GSUB"]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=map(ord, chars.values()))
        cutter.subset(font)
        still = instancer.instantiateVariableFont(font, {"FILL": fill, "GRAD": 0, "opsz": 24, "wght": 400})
        _cut(still, set(map(ord, chars.values())), f"icon-{fill}")
    return chars


def _icon_names(font: Any) -> dict[str, int]:
    """Every name that the font spells out as a ligature, and the character of its glyph."""
    chars: dict[str, list[int]] = {}
    for char, glyph in font.getBestCmap().items():
        chars.setdefault(glyph, []).append(char)
    names = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            spelt = getattr(getattr(table, "ExtSubTable", table), "ligatures", {})
            for first, ligatures in spelt.items():
                for ligature in ligatures:
                    letters = [first, *ligature.Component]
                    if ligature.LigGlyph in chars:
                        name = "".join(chr(max(chars[letter])) for letter in letters)
                        names[name] = max(chars[ligature.LigGlyph])
    return names


def _write_json(name: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    (TARGET / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
