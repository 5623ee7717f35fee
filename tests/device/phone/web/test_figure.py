"""SVG on a page: what it looks like, where its size comes from, and that it gets at nothing."""

import pytest

from device.phone.web.figure import Figure
from device.phone.web.vector import figure_of
from device.phone.web.work import at_work

RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def drawn(source: str, size: tuple[int, int] = (100, 100)):
    figure = figure_of(source.encode())
    assert figure is not None
    return figure.paint(*size)


def svg(inside: str, more: str = 'viewBox="0 0 100 100"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {more}>{inside}</svg>'


@pytest.mark.parametrize(
    ("inside", "places"),
    [
        ('<rect x="10" y="10" width="40" height="40" fill="red"/>', {(20, 20): RED, (60, 60): WHITE}),
        ('<circle cx="50" cy="50" r="30" fill="#00f"/>', {(50, 25): BLUE, (25, 25): WHITE}),
        ('<ellipse cx="50" cy="50" rx="40" ry="10" fill="lime"/>', {(15, 50): LIME, (50, 70): WHITE}),
        ('<line x1="0" y1="50" x2="100" y2="50" stroke="red" stroke-width="10"/>', {(50, 52): RED}),
        (
            '<polyline points="10,90 50,10 90,90" fill="none" stroke="blue" stroke-width="8"/>',
            {(50, 15): BLUE},
        ),
        ('<polygon points="0,0 100,0 0,100" fill="red"/>', {(20, 20): RED, (80, 80): WHITE}),
        ('<path d="M10 10H90V90H10Z M30 30V70H70V30Z" fill="red"/>', {(20, 50): RED, (50, 50): WHITE}),
        ('<path d="M10 10h80v80h-80z M30 30h40v40h-40z" fill-rule="evenodd"/>', {(50, 50): WHITE}),
        ('<path d="M0 50 A50 50 0 0 1 100 50 Z" fill="blue"/>', {(50, 10): BLUE, (50, 60): WHITE}),
        ('<path d="M0 0 C100 0 100 100 0 100 Q0 50 0 50 T0 0Z" fill="red"/>', {(40, 50): RED}),
        (
            '<g transform="translate(50 50) scale(2)"><rect width="10" height="10" fill="red"/></g>',
            {(60, 60): RED},
        ),
        ('<g fill="red" opacity="0.5"><rect width="100" height="100"/></g>', {(50, 50): (255, 127, 127)}),
        (
            '<defs><rect id="r" width="30" height="30" fill="blue"/></defs><use href="#r" x="60"/>',
            {(70, 10): BLUE},
        ),
        ('<style>.a{fill:lime}</style><rect class="a" width="50" height="50"/>', {(25, 25): LIME}),
    ],
)
def test_figures_are_drawn(inside, places):
    image = drawn(svg(inside))
    for place, colour in places.items():
        assert all(abs(one - other) < 3 for one, other in zip(image.getpixel(place), colour, strict=True)), (
            place
        )


def test_words_are_drawn_in_the_phones_own_letters():
    image = drawn(svg('<text x="0" y="80" font-size="80" font-family="Arial">中H</text>'))
    for part in ((0, 0, 75, 100), (85, 0, 100, 100)):
        assert image.convert("L").crop(part).getextrema()[0] < 60


def test_a_figure_keeps_its_shape_in_a_box_of_another():
    image = drawn(svg('<rect width="100" height="100" fill="red"/>'), (200, 100))
    assert image.getpixel((10, 50)) == WHITE
    assert image.getpixel((100, 50)) == RED


# -- on a page -----------------------------------------------------------------------------------------
def figures(reader) -> list[Figure]:
    with at_work(reader.page, reader.pictures.get) as session:
        return [one.figure for one in session.paper.elements.values() if one.figure is not None]


def test_its_size_comes_from_its_attributes_its_style_or_its_room(read):
    page = read(
        "<svg id=a width=40 height=20></svg><svg id=b width=80 viewBox='0 0 40 20'></svg>"
        "<svg id=c viewBox='0 0 100 50'></svg><svg id=d viewBox='0 0 24 24' style='height:48px'></svg>"
        "<svg id=e></svg>"
    )
    assert [page.rect(f"#{name}")[2:] for name in "abcde"] == [
        (40, 20),
        (80, 40),
        (396, 198),
        (48, 48),
        (300, 150),
    ]


def test_the_pages_style_and_colour_go_into_it(read):
    page = read(
        "<style>.hot { fill: rgb(255, 0, 0) } :root { --cold: blue }</style>"
        "<div style='color: lime'><svg width=100 height=100 viewBox='0 0 100 100'>"
        "<rect class=hot width=30 height=100 /><rect x=30 width=30 height=100 fill=currentColor />"
        "<rect x=60 width=40 height=100 style='fill: var(--cold)' /></svg></div>"
    )
    (figure,) = figures(page)
    image = figure.paint(100, 100)
    assert [image.getpixel((at, 50)) for at in (15, 45, 80)] == [RED, LIME, BLUE]


def test_a_symbol_kept_elsewhere_on_the_page_is_used(read):
    page = read(
        "<svg style='display:none'><symbol id=i viewBox='0 0 10 10'><rect width=10 height=10 fill=red />"
        "</symbol></svg><svg width=50 height=50><use href='#i' /></svg>"
    )
    assert figures(page)[-1].paint(50, 50).getpixel((25, 25)) == RED


def test_scripts_draw_and_change_it(read):
    page = read(
        "<div id=d></div><button id=b onclick=\"r.setAttribute('fill', 'red')\">Go</button><script>"
        "const space = 'http://www.w3.org/2000/svg', one = document.createElementNS(space, 'svg');"
        "one.setAttribute('viewBox', '0 0 10 10'); one.setAttribute('width', 50);"
        "const r = document.createElementNS(space, 'rect'); r.setAttribute('width', 10);"
        "r.setAttribute('height', 10); r.setAttribute('fill', 'blue'); one.append(r); d.append(one)</script>"
    )
    assert figures(page)[0].paint(50, 50).getpixel((25, 25)) == BLUE
    page.tap("#b")
    assert figures(page)[0].paint(50, 50).getpixel((25, 25)) == RED


def test_many_that_are_each_larger_than_drawn_are_not_too_much():
    some = "".join(
        f'<g transform="matrix(2 0 0 2 {x} 0)"><rect width="2" height="9"/></g>' for x in range(80)
    )
    assert drawn(svg(some)).getpixel((50, 5)) == (0, 0, 0)


# -- what it may not -----------------------------------------------------------------------------------
def test_it_shows_no_file_of_the_host(tmp_path):
    from PIL import Image

    Image.new("RGB", (10, 10), "red").save(tmp_path / "red.png")
    for address in (str(tmp_path / "red.png"), f"file://{tmp_path}/red.png"):
        for name in ("href", "xlink:href"):
            image = drawn(svg(f'<image {name}="{address}" width="100" height="100"/>'))
            assert image.getpixel((50, 50)) == WHITE


@pytest.mark.parametrize(
    "inside",
    [
        "<g id='a0'><rect width='1' height='1'/></g>"
        + "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 12)),
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<defs><filter id='f'><feTurbulence numOctaves='999999999'/></filter></defs>"
        "<rect width='100' height='100' filter='url(#f)'/>",
        "".join(
            f"<pattern id='p{n}' width='.01' height='.01'><rect width='9' height='9' fill='url(#p{n + 1})'/>"
            f"</pattern>"
            for n in range(12)
        )
        + "<rect width='100' height='100' fill='url(#p0)'/>",
        "<style>rect{fill:url(#q)}</style><pattern id='q' width='.01' height='.01'><rect width='9'"
        " height='9'/></pattern><rect width='100' height='100'/>",
        "<marker id='m'>" + "<path d='M0 0h1' marker-start='url(#m)'/>" * 9 + "</marker>"
        f"<path d='M0 0{'h1v1' * 9999}' marker-mid='url(#m)'/>",
        "<g>" * 5000 + "<rect/>",
        f"<path d='M0 0{'l1 1' * 300000}' stroke='red'/>",
        "<rect width='1e30' height='-1e30' stroke-width='1e30' stroke-dasharray='1e-30'/>",
        "<path d='M1e38 -1e38 A1 1e30 9 1 1 0 0 Z'/>",
        "<g transform='scale(1e6)'>" * 3 + "<circle r='9' stroke='red' stroke-dasharray='1'/>" + "</g>" * 3,
    ],
    ids=["use", "circle", "filter", "pattern", "styled", "marker", "deep", "long", "vast", "arc", "scaled"],
)
def test_none_takes_long_or_breaks_the_phone(inside):
    figure = figure_of(svg(inside).encode())
    if figure is not None:
        assert figure.paint(300, 300).size == (300, 300)


@pytest.mark.parametrize("data", [b"", b"<svg", b"\x00\xff\xfe", b"<html><p>no</html>", b"<svg width='-1'/>"])
def test_what_is_none_is_told_as_none_or_blank(data):
    figure = figure_of(data)
    if figure is not None:
        assert figure.paint(20, 20).getcolors() == [(400, WHITE)]
