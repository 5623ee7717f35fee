"""Moving within a page in Chrome: anchors, scrolling by scripts and by hand, what is found, Back."""

import pytest

from tests.device.phone.apps.browser_case import begin, go, show

LONG = "<p>leaf</p>" * 60


@pytest.fixture
def app(hand):
    return begin(hand)


def tapped(app, words):
    place = app.find(words).bounds.center
    app.phone.touch.tap(place.x, place.y)


def test_an_anchor_brings_its_part_of_the_page_and_back_what_was_before(app):
    script = (
        "<script>addEventListener('hashchange', e => {"
        " o.textContent += ' ' + new URL(e.newURL).hash })</script>"
    )
    show(
        app, f'<a href="#end">Down</a> <a href="#">Up</a><p id=o>at</p>{LONG}<h2 id=end>The end</h2>{script}'
    )
    assert not app.see("The end")
    tapped(app, "Down")
    assert app.see("The end")
    assert not app.see("Down")
    app.phone.touch.key(4)
    assert app.see("at #end")
    assert app.see("Down")
    tapped(app, "Down")
    app.phone.touch.key(4)
    assert app.see("Down")
    app.phone.touch.key(4)
    assert app.phone.front.package != "com.android.chrome" or not app.see("Down")


def test_the_same_anchor_again_is_no_place_of_its_own(app):
    show(app, f"<p id=top><a href='#end'>Down</a>{LONG}<p id=end><a href='#end'>Again</a> last")
    tapped(app, "Down")
    tapped(app, "Again")
    app.phone.touch.key(4)
    assert app.see("Down")


def test_an_address_with_an_anchor_opens_at_it(app):
    show(app, f"<p>first</p>{LONG}<a name=far>far</a> part", "far.html")
    show(app, "<a href='far.html#far'>Go</a>", "from.html")
    tapped(app, "Go")
    assert app.see("far part")
    assert not app.see("first")


@pytest.mark.parametrize(
    "act",
    ["window.scrollTo(0, 1e6)", "window.scrollTo({top: 1e6})", "window.scrollBy(0, 1e6)",
     "end.scrollIntoView()",
     "document.documentElement.scrollTop = 1e6", "location.hash = 'end'"],
)  # fmt: skip
def test_scripts_scroll_and_hear_of_it(app, act):
    script = (
        "<script>let n = 0; addEventListener('scroll', () => { n++; const at = Math.round(scrollY);"
        " told.textContent = 'at ' + at + (n > 1 ? ' twice' : '') })</script>"
    )
    show(app, f'<button onclick="{act}">Go</button>{LONG}<p id=end>The end</p><p id=told></p>{script}')
    tapped(app, "Go")
    assert app.see("The end")
    told = app.by_id("told").text
    assert int(told.removeprefix("at ")) > 1000


def test_pages_hear_of_a_finger_that_scrolls(app):
    script = "<script>window.onscroll = () => { bar.textContent = scrollY > 100 ? 'far' : 'near' }</script>"
    show(app, f"<div id=bar style='position: fixed; top: 0'>top</div>{LONG}{script}")
    app.phone.touch.swipe(540, 1800, 540, 600, 300)
    assert app.by_id("bar").text == "far"
    app.phone.touch.swipe(540, 600, 540, 2300, 300)
    assert app.by_id("bar").text == "near"


def test_a_script_that_typed_text_started_knows_how_far_down_it_is(app):
    field = '<input id=q oninput="document.title = scrollY > 100">'
    show(app, f"{'<p>leaf</p>' * 24}{field}{'<p>x' * 30}")
    app.phone.touch.swipe(540, 1500, 540, 700, 300)
    place = app.by_id("q").bounds.center
    app.phone.touch.tap(place.x, place.y)
    app.type("a")
    assert app.see("true")


def test_find_in_page_counts_every_time_a_text_is_there(app):
    show(app, "<p>tea, green tea and black <b>te</b>a</p><p>no coffee</p><p>Tea")
    tapped(app, "More options")
    tapped(app, "Find in page")
    app.type("tea")
    assert app.by_id("find_status").text == "1/4"


def test_back_closes_a_tab_that_a_link_opened(app):
    go(app, "shop.example")
    show(app, "<a href='https://shop.example/tea.html' target=_blank>Tea</a>")
    tapped(app, "Tea")
    assert app.see("Green tea")
    before = app.phone.front.state
    app.phone.touch.key(4)
    assert app.see("Tea")
    assert not app.see("Green tea")
    after = app.phone.front.state
    assert len(after.tabs) == len(before.tabs) - 1
