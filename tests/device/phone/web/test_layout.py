"""Where things of a page lie: blocks, lines, flex, grids, tables, what is placed apart."""

import pytest

from device.phone.web.page import Viewport
from device.phone.web.paper import Paper
from device.phone.web.sheet import media_holds, rules_of
from device.phone.web.work import at_work
from tests.device.phone.web.conftest import HEAD, SCREEN, Reader

BARE = "<style>* { margin: 0; padding: 0 } body { line-height: 20px }</style>"


def laid(reader: Reader) -> Paper:
    with at_work(reader.page, reader.pictures.get) as session:
        return session.paper


def test_blocks_stand_below_each_other_and_margins_meet(read) -> None:
    page = read(
        f"{BARE}<div id=a style='height: 30px; margin-bottom: 20px'></div><div id=b style='margin: 8px"
        f" 10% 0 auto; width: 50%; border: 2px solid; padding: 3px; height: 10px'></div>"
    )
    assert page.rect("#a") == (0, 0, 412, 30)
    x, y, wide, high = page.rect("#b")
    assert (y, high, wide) == (50, 20, 206 + 10)
    assert x + wide == pytest.approx(412 - 41.2)


def test_lines_break_between_words_and_are_aligned(read) -> None:
    words = " ".join(["word"] * 60)
    page = read(
        f"{BARE}<p id=p style='width: 200px'>{words}</p><p style='text-align: center'><b id=b>mid</b></p>"
    )
    _, _, wide, high = page.rect("#p")
    assert wide == 200
    assert high > 60
    assert high % 20 == 0
    x, _, wide, _ = page.rect("#b")
    assert x + wide / 2 == pytest.approx(206, abs=1)


def test_a_flex_row_grows_wraps_and_spreads(read) -> None:
    page = read(
        f"{BARE}<div style='display: flex; gap: 12px'><i id=a style='flex: 1'>a</i><i id=b style='flex:"
        f" 3; height: 40px'>b</i></div>"
        "<div style='display: flex; flex-wrap: wrap'><i id=c style='width: 300px'>c</i><i id=d"
        " style='width: 300px'>d</i></div>"
        "<div style='display: flex; justify-content: space-between; align-items: center; height:"
        " 60px'><i id=e style='width: 20px'>e</i><i id=f style='width: 20px'>f</i></div>"
    )
    assert page.rect("#a")[2:] == (100, 40)
    assert page.rect("#b")[:3] == (112, 0, 300)
    assert page.rect("#d")[0] == 0
    assert page.rect("#d")[1] > page.rect("#c")[1]
    assert (page.rect("#e")[0], page.rect("#f")[0]) == (0, 392)
    assert page.rect("#e")[1] - page.rect("#d")[1] == pytest.approx(20 + 20)


def test_a_grid_has_its_columns(read) -> None:
    page = read(
        f"{BARE}<div style='display: grid; grid-template-columns: 100px repeat(2, 1fr); gap: 6px'><i"
        f" id=a>a</i><i id=b>b</i><i>c</i><i id=d style='grid-column: span 2'>d</i></div>"
    )
    assert [page.rect(name)[0] for name in ("#a", "#b", "#d")] == [0, 106, 0]
    assert page.rect("#d")[2] == 100 + 6 + 150
    assert page.rect("#d")[1] == 26


def test_a_table_gives_columns_what_they_need(read) -> None:
    page = read(
        f"{BARE}<table style='border-spacing: 0'><tr><td id=a>wide column</td><td"
        f" id=b>b</td></tr><tr><td id=c colspan=2>c</td></tr></table>"
    )
    assert page.rect("#a")[2] > 3 * page.rect("#b")[2]
    assert page.rect("#c")[2] == pytest.approx(page.rect("#a")[2] + page.rect("#b")[2])
    assert page.rect("table")[2] < 200


def test_what_is_placed_apart_goes_by_what_it_is_in(read) -> None:
    page = read(
        f"{BARE}<div style='height: 2000px'></div><div style='position: relative; height: 100px; width:"
        f" 200px'><i id=a style='position: absolute; right: 10px; bottom: 5px; width: 30px; height:"
        f" 20px'></i></div>"
        "<i id=f style='position: fixed; top: 0; left: 0; width: 100%; height: 50px'></i>"
    )
    assert page.rect("#a") == (160, 2075, 30, 20)
    paper = laid(page)
    assert paper.height == 2100
    assert paper.at(5, 1005, 1000).attributes["id"] == "f"


def test_a_page_that_says_nothing_of_the_screen_is_laid_out_wide_and_shrunk(read) -> None:
    page = read("<p id=p>x", head="<!doctype html>")
    assert laid(page).width == 980
    assert laid(page).scale == pytest.approx(412 / 980)
    assert page.rect("#p")[2] == 980 - 16


def test_a_page_that_is_too_wide_is_shrunk_to_fit(read) -> None:
    paper = laid(read("<div style='width: 1000px; height: 10px'>x</div>"))
    assert paper.width == 1008
    assert paper.scale == pytest.approx(412 / 1008)


def test_larger_text_takes_more_room(read) -> None:
    text = "<span id=s>some words</span>"
    small, large = read(text), read(text, view=Viewport(412.0, 732.0, zoom=1.3))
    assert large.rect("#s")[2] == pytest.approx(1.3 * small.rect("#s")[2], rel=0.03)


def test_pictures_keep_their_shape(read) -> None:
    page = read("<img id=i src=a.png style='width: 100px'><img id=j src=none.png alt='a cat'>")
    page.pictures["a.png"] = (400, 200)
    page.do("size", view=SCREEN)
    assert page.rect("#i")[2:] == (100, 50)
    assert page.rect("#j")[2] > 40


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("display: none", False),
        ("visibility: hidden", True),
        ("--d: none; display: var(--d)", False),
        ("display: none !important; display: block", False),
        ("display: var(--x, block)", True),
    ],
)
def test_what_is_shown(read, style, shown) -> None:
    page = read(f"<p id=p style='{style}'>x</p>")
    with at_work(page.page, page.pictures.get) as session:
        assert (page.find("#p").nid in session.paper.rects) is shown


def test_the_stronger_rule_wins(read) -> None:
    page = read(
        "<style>p.k { width: 10px } #p { width: 20px } p { width: 30px !important } div p { width: 5px"
        " }</style><div><p id=p class=k>x</p></div>"
    )
    assert page.rect("#p")[2] == 30
    page = read(
        "<style>#p { width: 20px } body p.k { width: 10px }</style><p id=p class=k style='width: 40px'>x</p>"
    )
    assert page.rect("#p")[2] == 40


def test_boxes_to_tick_have_their_own_width(read) -> None:
    page = read(
        f"{BARE}<style>input {{ width: auto }}</style><input type=checkbox id=c><input type=radio id=r>"
        "<input type=range id=s>"
    )
    assert [page.rect(f"#{name}")[2] for name in "crs"] == [13, 13, 129]


def test_rules_hold_by_the_width_of_the_screen() -> None:
    assert [
        rule.selector
        for rule in rules_of(
            "@media (max-width: 500px) { a {color: red} } @media print { b {color: red} } @supports"
            " (display: grid) { i {color: red} } @font-face {} u { color: red }",
            412,
        )
    ] == ["a", "i", "u"]
    assert media_holds("screen and (min-width: 20em)", 412)
    assert not media_holds("(prefers-color-scheme: dark)", 412)
    assert media_holds("(prefers-color-scheme: dark)", 412, dark=True)
    assert media_holds("(prefers-color-scheme: light)", 412)
    assert not media_holds("(prefers-color-scheme: light)", 412, dark=True)
    assert not media_holds("not screen", 412)


def test_scripts_measure_what_is_laid_out(read) -> None:
    page = read(
        f"{BARE}<div id=d style='width: 120px; height: 30px; margin-left: 7px'></div><script>const r ="
        f" d.getBoundingClientRect(); console.log(r.left, r.width, d.offsetHeight, innerWidth)</script>"
    )
    assert page.told("log") == [("log", "7 120 30 412")]
    assert HEAD in page.page.source


def test_what_is_held_at_its_top_and_bottom_is_as_high_as_that_and_so_is_what_it_centres(read) -> None:
    page = read(
        f"{BARE}<div id=ov style='position: fixed; inset: 10px 0; padding: 5px; display: flex;"
        " align-items: center; justify-content: center'><p id=m style='width: 99px; height: 40px'>m</p></div>"
        f"<div id=list style='position: fixed; top: 0; bottom: 0; overflow: auto'>{'<p>row</p>' * 90}</div>"
    )
    assert page.rect("#ov")[1::2] == (10, SCREEN.height - 20)
    x, y, wide, high = page.rect("#m")
    assert (x + wide / 2, y + high / 2) == pytest.approx((206, SCREEN.height / 2))
    assert page.rect("#list")[3] == SCREEN.height
    assert laid(page).cutting[page.find("#list").nid].cut


@pytest.mark.parametrize(
    ("outer", "inner", "high"),
    [
        ("height: 10px", "height: 100%", 10.0),
        ("height: 80px; padding: 5px; box-sizing: border-box", "height: 50%", 35.0),
        ("position: relative; height: 60px", "position: absolute; height: 50%; width: 9px", 30.0),
        ("min-height: 50px", "height: 100%; padding: 0", 0.0),
        ("height: 40px; display: flex", "height: 25%; width: 5px", 10.0),
    ],
)
def test_a_share_of_a_height_is_one_where_the_height_is_said(
    read, outer: str, inner: str, high: float
) -> None:
    page = read(f"<div style='{outer}'><div id=o style='{inner}'></div></div>")
    assert page.rect("#o")[3] == pytest.approx(high)


def test_a_page_as_high_as_the_screen_centres_in_it(read) -> None:
    page = read("<style>html, body { height: 100%; margin: 0 } body { display: flex; align-items: center }"
                "</style><meta name=viewport content='width=device-width'><p id=o>Middle</p>")  # fmt: skip
    _, top, _, high = page.rect("#o")
    assert top + high / 2 == pytest.approx(page.page.view.height / 2, abs=2)


def test_rows_of_a_grid_share_the_height_that_it_has(read) -> None:
    page = read(
        "<style>#g { display: grid; grid-template-columns: 1fr 1fr; height: 100px; align-items: center }"
        " i { display: block; height: 10px }</style><div id=g><i id=a></i><i></i><i id=b></i></div>"
    )
    top = page.rect("#g")[1]
    assert [page.rect(f"#{name}")[1] - top for name in "ab"] == [20.0, 70.0]
