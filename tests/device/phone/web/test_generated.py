"""What style sheets put in before and after, and boxes drawn beside their places."""

import pytest

from device.phone.web.work import at_work


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (":root { --c: #f00 } #o::before { content: 'V'; color: var(--c) }", "V5"),
        ('#o::before { content: "$" }', "$5"),
        ("#o:after { content: ' \\2713 OK' }", "5 ✓OK"),
        ('#o::before { content: "(" attr(title) ") " }', "(cost) 5"),
        ('p::before { content: "a" } #o::before { color: red }', "a5"),
        ('#o::before, #o::after { content: "*" }', "5"),
        ("#o::before { content: counter(n) '. ' }", "5"),
        ('#o::before { content: "" } #o::after { content: "\\f015" }', "5"),
        ('#o::before { content: "x"; display: none }', "5"),
        ('#o::after { content: "!" } #o::after { content: none }', "5"),
    ],
)
def test_words_come_before_and_after(read, rules: str, told: str) -> None:
    page = read(f"<style>{rules}</style><p id=o title=cost>5</p>")
    shown = page.find("#o").text()
    assert shown.replace("x", "") == told


def test_what_a_sheet_puts_in_is_touched_as_its_element(read) -> None:
    page = read("<style>b::before { content: 'Press '; font-size: 30px }</style>"
                "<b id=o onclick='this.textContent = 1'>me</b>")  # fmt: skip
    left, top, wide, high = page.rect("#o")
    assert wide > 90
    with at_work(page.page, page.pictures.get) as session:
        met = session.paper.at(left + 5, top + high / 2, 0.0)
        assert met is not None
        assert met.attributes["id"] == "o"


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("position: absolute; left: 50%; top: 100px; width: 100px; height: 40px;"
         " transform: translate(-50%, -50%)",
         (130.0, 80.0)),
        ("width: 80px; height: 20px; transform: rotate(1deg) translateX(10px)", (10.0, 0.0)),
        ("width: 80px; height: 20px; transform: translate3d(0, 200%, 0)", (0.0, 40.0)),
        ("width: 80px; height: 20px; translate: 5px 6px", (5.0, 6.0)),
        ("width: 80px; height: 20px; transform: none", (0.0, 0.0)),
    ],
)  # fmt: skip
def test_a_box_is_drawn_beside_its_place(read, style: str, place: tuple[float, float]) -> None:
    page = read(
        "<meta name=viewport content='width=device-width'>"
        "<style>body { margin: 0; width: 360px; position: relative }"
        f"</style><div id=o style='{style}'>x</div>"
    )
    left, top, *_ = page.rect("#o")
    assert (left, top) == pytest.approx(place)


@pytest.mark.parametrize("how", ["right: 0; transform: translateX(100%)", "right: -200px"])
def test_what_waits_beside_the_screen_makes_the_page_no_wider(read, how: str) -> None:
    page = read(
        "<meta name=viewport content='width=device-width'>"
        f"<nav style='position: fixed; top: 0; width: 200px; {how}'>Menu</nav><p id=o>Text</p>"
    )
    with at_work(page.page, page.pictures.get) as session:
        assert session.paper.width == pytest.approx(page.page.view.width)


def test_what_is_half_there_is_drawn_in_half_its_colours(read) -> None:
    page = read("<style>button { opacity: .5; background: #00AA77; color: #fff } b { opacity: .5 }</style>"
                "<button id=o>Go <b id=b>on</b></button><p id=p>All</p>")  # fmt: skip
    button, bold, rest = (page.find(f"#{name}").style for name in "obp")
    assert (button.background, button.ink) == ("#8000AA77", "#80FFFFFF")
    assert (bold.ink, rest.ink) == ("#40FFFFFF", "#000000")
