"""Reading the screen's picture: with a stand-in that gives lines, and once with RapidOCR itself."""

import sys

import pytest
from PIL import Image, ImageDraw, ImageFont

from device.error import ConfigError
from device.screen import Bounds, Point
from grounding import ocrread
from grounding.ocr import OcrGrounder
from grounding.ocrread import Line, paragraphs, read_text
from grounding.target import Target, TargetNotFound
from tests.grounding.screen import broken, screen

LINES = (
    Line("Settings", Bounds(40, 20, 240, 60), 0.99),
    Line("Network & internet", Bounds(40, 100, 400, 130), 0.98),
    Line("Battery saver", Bounds(40, 200, 300, 230), 0.97),
    Line("Cancel     Pay now", Bounds(100, 700, 500, 740), 0.96),
    Line("Edit", Bounds(40, 300, 100, 330), 0.99),
    Line("Edit", Bounds(40, 400, 100, 430), 0.99),
)


def reader(*lines: Line) -> OcrGrounder:
    return OcrGrounder(lambda picture: lines)


def page(size: tuple[int, int] = (600, 800)) -> Image.Image:
    return Image.new("RGB", size, "white")


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("Settings", Point(140, 40)),
        ("network and internet", Point(220, 115)),
        ("the battery saver button", Point(170, 215)),
        ("Baterry saver", Point(170, 215)),
        ("设置", Point(140, 40)),
    ],
)
def test_what_is_written_is_found(words: str, point: Point) -> None:
    found = reader(*LINES).ground(screen(page()), Target(description=words))
    assert (found.point, found.method) == (point, "ocr")
    assert found.confidence > 0.5
    assert found.label


def test_two_buttons_read_as_one_line_are_told_apart() -> None:
    pay = reader(*LINES).ground(screen(page()), Target(description="Pay now"))
    cancel = reader(*LINES).ground(screen(page()), Target(description="Cancel"))
    assert cancel.point.x < 250 < 350 < pay.point.x < 500
    assert pay.label == "Cancel     Pay now"


def test_the_same_text_twice_is_doubtful_and_both_are_told() -> None:
    found = reader(*LINES).ground(screen(page()), Target(description="Edit"))
    assert found.confidence <= 0.5
    assert {found.point, *(other.point for other in found.alternatives)} == {Point(70, 315), Point(70, 415)}


@pytest.mark.parametrize("words", ["the Settings switch", "the second row", "the paperclip icon", "Teleport"])
def test_what_has_no_text_is_not_guessed(words: str) -> None:
    with pytest.raises(TargetNotFound, match=words):
        reader(*LINES).ground(screen(page()), Target(description=words))


@pytest.mark.parametrize(
    "words",
    [
        "search icon",
        "the search symbol",
        "tap the saver icon",
        "搜索图标",
        "icono de buscar",
        "cancel logo on top",
    ],
)
def test_an_icon_is_not_guessed_from_a_text_that_says_more(words: str) -> None:
    lines = (
        Line("Search settings", Bounds(40, 20, 240, 60), 0.99),
        *LINES[1:],
        Line("搜索设置", LINES[0].bounds, 1),
    )
    with pytest.raises(TargetNotFound):
        reader(*lines).ground(screen(page()), Target(description=words))


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("the Settings icon", "Settings"),
        ("设置图标", "Settings"),
        ("the settngs icon", "Settings"),
        ("network and internet icon", "Network & internet"),
        ("the Cancel icon", "Cancel     Pay now"),
        ("Icon style", "Icon style & shape"),
        ("Network & internet below the Settings icon", "Network & internet"),
    ],
)
def test_a_text_that_is_an_icons_whole_name_stands_for_it(words: str, label: str) -> None:
    lines = (*LINES, Line("Icon style & shape", Bounds(40, 500, 300, 530), 0.99))
    assert reader(*lines).ground(screen(page()), Target(description=words)).label == label


def test_places_are_given_in_the_devices_pixels() -> None:
    half = screen(page(), size=(1200, 1600))
    assert reader(*LINES).ground(half, Target(description="Settings")).point == Point(280, 80)


def test_a_label_broken_in_two_lines_is_one() -> None:
    lines = (
        Line("Do not", Bounds(40, 100, 160, 130), 0.9),
        Line("disturb", Bounds(42, 134, 170, 164), 0.9),
        Line("Elsewhere", Bounds(400, 134, 500, 164), 0.9),
    )
    assert [line.text for line in paragraphs(lines)] == ["Do not disturb"]
    found = reader(*lines).ground(screen(page()), Target(description="Do not disturb"))
    assert found.bounds == Bounds(40, 100, 170, 164)


def test_a_screen_is_read_once_however_often_it_is_asked_about() -> None:
    read: list[Image.Image] = []

    def once(picture: Image.Image) -> tuple[Line, ...]:
        read.append(picture)
        return LINES

    grounder = OcrGrounder(once)
    for words in ("Settings", "Battery saver"):
        grounder.ground(screen(page()), Target(description=words))
    assert len(read) == 1


def test_pictures_that_cannot_be_read_say_so(tmp_path: object) -> None:
    from pathlib import Path

    for bad, reason in [
        (screen(None, (10, 10)), "no picture"),
        (screen(page(), secure=True), "hides"),
        (broken(Path(str(tmp_path))), "cannot be read"),
    ]:
        with pytest.raises(TargetNotFound, match=reason):
            reader(*LINES).ground(bad, Target(description="Settings"))
    with pytest.raises(TargetNotFound, match="no text can be read"):
        reader().ground(screen(page()), Target(description="Settings"))


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    ocrread._engine.cache_clear()
    with pytest.raises(ConfigError, match=r"pip install 'tapwright\[ocr\]'"):
        OcrGrounder().ground(screen(page()), Target(description="Settings"))


@pytest.mark.skipif(not ocrread.is_installed(), reason="needs rapidocr")
def test_rapidocr_reads_a_picture() -> None:
    picture = Image.new("RGB", (400, 240), "white")
    ImageDraw.Draw(picture).text((30, 30), "Network", "black", ImageFont.load_default(48))
    (line,) = read_text(picture)
    assert line.text == "Network"
    assert line.bounds.contains(Point(120, 60))
    for size in ((1, 1), (3000, 3)):
        assert read_text(Image.new("RGB", size, "white")) == ()
