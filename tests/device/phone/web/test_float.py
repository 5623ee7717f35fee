"""Boxes at the sides of a page, and what flows around them. The page is 396 wide between its margins of 8."""

from device.phone.web.work import at_work

BOX = "style='float:{};width:{}px;height:{}px'"


def test_text_flows_beside_a_picture_and_below_it(read):
    words = "word " * 60
    page = read(f"<div id=f {BOX.format('left', 100, 60)}></div><p id=p style='margin:0'>{words}</p>")
    assert page.rect("#f") == (8, 8, 100, 60)
    assert page.rect("#p")[:3] == (8, 8, 396)
    with at_work(page.page, page.pictures.get) as session:
        box = next(box for box in _boxes(session.paper.root) if box.fragments)
    beside = [one for one in box.fragments if one.y < 60 - one.height]
    below = [one for one in box.fragments if one.y >= 60]
    assert beside
    assert below
    assert min(one.x for one in beside) == 100
    assert min(one.x for one in below) == 0


def _boxes(box):
    yield box
    for child in box.children:
        yield from _boxes(child)


def test_a_picture_among_words_goes_to_the_side_of_its_line(read):
    page = read(f"<p style='margin:0'>Before <img id=i {BOX.format('right', 50, 40)}> after</p>")
    assert page.rect("#i") == (354, 8, 50, 40)


def test_floats_stand_beside_each_other_as_long_as_there_is_room(read):
    page = read("".join(f"<div id={name} {BOX.format('left', 150, 20)}></div>" for name in "abc"))
    assert [page.rect(f"#{name}")[:2] for name in "abc"] == [(8, 8), (158, 8), (8, 28)]


def test_left_and_right_meet_in_one_line(read):
    page = read(
        f"<div id=l {BOX.format('left', 100, 20)}></div><div id=r {BOX.format('right', 100, 20)}></div>"
        "<div id=m style='overflow:hidden;height:10px'></div>"
    )
    assert page.rect("#l")[:2] == (8, 8)
    assert page.rect("#r")[:2] == (304, 8)
    assert page.rect("#m") == (108, 8, 196, 10)


def test_clear_goes_below(read):
    page = read(
        f"<div {BOX.format('left', 50, 30)}></div><div {BOX.format('right', 50, 60)}></div>"
        "<p id=a style='clear:left;margin:0'>a</p><p id=b style='clear:both;margin:0'>b</p>"
    )
    assert page.rect("#a")[1] == 38
    assert page.rect("#b")[1] == 68


def test_a_box_is_as_high_as_floats_only_where_it_keeps_them(read):
    float_ = f"<div {BOX.format('left', 50, 30)}></div>"
    page = read(
        "<style>.fix:after { content: ''; display: table; clear: both }</style>"
        f"<div id=a>{float_}</div><div id=b style='clear:both;overflow:auto'>{float_}</div>"
        f"<div id=c style='display:flow-root'>{float_}</div><div id=d class=fix>{float_}</div>"
    )
    assert [page.rect(f"#{name}")[3] for name in "abcd"] == [0, 30, 30, 30]


def test_a_row_of_two_halves(read):
    half = "style='float:left;width:50%;box-sizing:border-box;padding:4px'"
    page = read(f"<div id=a {half}>left</div><div id=b {half}>right</div><p id=p style='clear:both'>x")
    assert page.rect("#a")[0] == 8
    assert page.rect("#b")[:1] == (206,)
    assert page.rect("#a")[1] == page.rect("#b")[1]
    assert page.rect("#p")[1] > page.rect("#a")[1] + page.rect("#a")[3] - 1


def test_a_float_is_as_wide_as_its_words(read):
    page = read("<div id=a style='float:right'>Menu</div><div id=b style='float:left'>Name</div>")
    assert page.rect("#a")[2] < 60
    assert round(page.rect("#a")[0] + page.rect("#a")[2]) == 404
    assert page.rect("#a")[1] == page.rect("#b")[1]


def test_a_box_that_fits_its_words_counts_its_floats(read):
    page = read(
        f"<span id=s style='display:inline-block'><i {BOX.format('left', 40, 20)}></i>"
        f"<i {BOX.format('right', 60, 20)}></i></span>"
    )
    assert page.rect("#s")[2:] == (100, 20)


def test_sticky_stays_in_the_flow(read):
    page = read(
        "<h1 id=a style='position:sticky;top:0;margin:0;height:20px'>x</h1><p id=b style='margin:0'>y"
    )
    assert page.rect("#b")[1] == 28
