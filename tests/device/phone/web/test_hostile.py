"""Pages that mean harm: each is cut off, and nothing of the host is seen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.web.page import Moment, Page
from device.phone.web.sheet import declared, rules_of
from device.phone.web.source import tree_of
from device.phone.web.style import Style, computed
from device.phone.web.value import LengthBasis
from device.phone.web.work import act_on, open_page
from tests.device.phone.web.conftest import SCREEN, START
from tests.thin import thinned


@pytest.fixture
def impatient(monkeypatch) -> None:
    monkeypatch.setattr("device.phone.web.engine.SECONDS", 0.3)


@pytest.mark.parametrize(
    "script",
    thinned(
        [
            "for (;;) {}",
            "try { for (;;) {} } catch (error) {} finally { for (;;) {} }",
            "const f = () => Promise.resolve().then(f); f()",
            "Promise.resolve().then(() => { for (;;) {} })",
            "/(a+)+$/.test('a'.repeat(40) + 'b')",
            "'x'.repeat(1e3).replace(/x/g, (one) => { for (;;) {} })",
        ],
        2,
    ),
)
def test_a_page_that_never_ends_hangs_alone(script, impatient) -> None:
    page = Page("about:blank", f"<p>there</p><script>{script}</script>", START, SCREEN)
    outcome = open_page(page, {}.get)
    assert outcome.trouble == "hung"
    assert not outcome.page.scripts
    assert open_page(outcome.page, {}.get).trouble == ""


def test_a_touch_that_never_ends_leaves_the_page_as_it_was(read, impatient) -> None:
    page = read(
        "<p id=o>before</p><button id=b>B</button><script>b.onclick = () => { o.textContent = 'after';"
        " for (;;) {} }</script>"
    )
    page.tap("#b")
    assert page.outcome.trouble == "hung"
    assert page.text("#o") == "before"


@pytest.mark.parametrize(
    "script",
    thinned(
        [
            "const all = []; for (;;) all.push(new Array(100000).fill(7))",
            "let s = 'x'; for (;;) s += s",
            "new ArrayBuffer(2 ** 31 - 1)",
            "const f = () => f(); f()",
            "let n = document.body; for (let i = 0; i < 20000; i++) n ="
            " n.appendChild(document.createElement('div'))",
            "for (let i = 0; i < 1e6; i++) setTimeout(() => {}, i)",
            "setInterval(() => {}, 0); setInterval(() => {}, 0)",
            "const f = () => { setTimeout(f, 0); setTimeout(f, 0); }; f()",
            "document.createElement('canvas').width = 1e9;"
            " document.createElement('canvas').getContext('2d').getImageData(0, 0, 1e5, 1e5)",
            "for (let i = 0; i < 300; i++) document.body.innerHTML += document.body.innerHTML",
            "Object.prototype.toJSON = () => 7; Array.prototype[Symbol.iterator] = null; JSON.stringify ="
            " null; Map.prototype.get = null",
            "Object.defineProperty(Array.prototype, 'push', { value() { throw 1 } })",
            "window.location = 'javascript:for(;;){}'; document.body = null; delete globalThis.document;"
            " window = null",
            "document.documentElement.remove()",
            "document.body.style.width = '1e300px'; document.body.style.fontSize = '1e9px'",
            "eval('with (new Proxy({}, { has() { throw 1 } })) x')",
            "localStorage.setItem('x', 'y'.repeat(1e7))",
            "document.querySelector('((((('); document.querySelector(':not('.repeat(5000))",
        ],
        3,
    ),
)
def test_a_page_that_takes_too_much_is_stopped_or_shown(script, impatient) -> None:
    page = Page("about:blank", f"<p id=p>there</p><script>{script}</script>", START, SCREEN)
    outcome = open_page(page, {}.get)
    assert outcome.trouble in ("", "hung", "crashed")
    if not outcome.trouble:
        from device.phone.web.page import Act

        outcome = act_on(outcome.page, Act("time", Moment(START.uptime_ms + 60_000, 0)), {}.get)
        assert outcome.trouble in ("", "hung", "crashed")


@pytest.mark.parametrize(
    "source",
    thinned(
        [
            "<div>" * 20_000 + "deep",
            "<table><tr><td>" * 300 + "deep",
            "<b><i><p>" * 2_000,
            "<p>" + "word " * 200_000,
            "x" * 1_000_000,
            "<pre>" + "line\n" * 50_000,
            "<ul>" + "<li>item" * 5_000,
            "<p " + " ".join(f"a{n}=1" for n in range(5_000)) + ">x",
            "<style>" + "p > p { color: red }" * 20_000 + "</style><p>x",
            "<style>" + "div " * 500 + "{ color: red }</style>" + "<div>" * 100,
            "<select>" + "<option>o" * 5_000,
            "<!--" * 10_000 + "<![CDATA[" + "\x00\ufffe<x",
            "<div style='display: flex'>" * 60 + "x",
            "<div style='display: grid; grid-template-columns: repeat(99999, 1fr)'>" + "<p>x" * 200,
            "<table>" + "<td colspan=99999 rowspan=99999>x" * 50,
            "<svg><foreignObject><math><mi><p>x",
        ],
        3,
    ),
    ids=lambda source: source[:24],
)
def test_a_page_of_any_size_and_depth_is_shown(source) -> None:
    outcome = open_page(Page("about:blank", source, START, SCREEN), {}.get)
    assert outcome.trouble == ""


def test_one_page_sees_nothing_of_another(read) -> None:
    read("<script>globalThis.secret = 1; Array.prototype.stolen = 1; localStorage.setItem('k', 'v')</script>")
    other = read("<script>console.log(typeof secret, [].stolen, localStorage.getItem('k'))</script>")
    assert other.told("log") == [("log", "undefined undefined null")]


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_is_a_page(text: str) -> None:
    tree_of(text)
    rules_of(text, 412.0)
    assert isinstance(computed("p", {}, [], text, Style(), LengthBasis(412, 732)), Style)
    assert isinstance(declared(text), tuple)


_VALUES = st.sampled_from(
    (
        "1px",
        "-5px",
        "50%",
        "1e9em",
        "auto",
        "calc(100% - 2em)",
        "calc(",
        "var(--x)",
        "red",
        "0",
        "none",
        "inherit",
        "min(1px",
        "#12",
        "1fr",
    )
)
_NAMES = st.sampled_from(
    [
        "width",
        "height",
        "margin",
        "padding",
        "border",
        "font",
        "line-height",
        "flex",
        "display",
        "grid-template-columns",
        "gap",
        "color",
        "background",
        "position",
        "left",
        "transform",
        "opacity",
        "font-size",
        "max-width",
    ]
)


@given(st.lists(st.tuples(_NAMES, st.lists(_VALUES, min_size=1, max_size=4)), max_size=8))
@settings(max_examples=40, deadline=None)
def test_any_declarations_can_be_laid_out(pairs) -> None:
    style = ";".join(f"{name}:{' '.join(values)}" for name, values in pairs)
    source = f'<div style="{style}">a <b style="{style}">b</b><p style="{style}">c</p><img'
    f' style="{style}"><input style="{style}"></div>'
    assert open_page(Page("about:blank", source, START, SCREEN), {}.get).trouble == ""
