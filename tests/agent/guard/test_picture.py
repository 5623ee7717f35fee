"""Without an element list the picture at the finger is judged, and what can't be read is held."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from agent.action.action import Action, Click, InputText, KeyboardEnter, LongPress, OpenApp, Scroll
from agent.guard import picture
from agent.guard.doubt import suspected_classes
from agent.guard.found import with_found
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from device.screen import Bounds, Observation, Point, Screenshot, UIElement
from grounding.ocr import OcrGrounder
from grounding.ocrread import Line
from grounding.target import Target

PLACE = Point(540, 1200)
UNREAD = ("payment", "send", "delete")
Show = Callable[..., Observation]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """A screen without elements that says this where it says it, and has an icon at the finger if wanted."""

    def shown(
        *lines: tuple[str, int, int], icon: bool = False, package: str = "com.example.game"
    ) -> Observation:
        image = Image.new("RGB", (1080, 2400), "white")
        if icon:
            ImageDraw.Draw(image).ellipse((520, 1180, 560, 1220), fill="black")
        told = tuple(Line(text, Bounds(x, y, x + 20 * len(text), y + 40), 0.9) for text, x, y in lines)
        monkeypatch.setattr(picture, "_reader", lambda: OcrGrounder(lambda _: told))
        shot = Screenshot((1080, 2400), image.tobytes("raw", "RGBX"), "rgba")
        return Observation(shot, (), package, "", False, (1080, 2400), tree_error="no idle state")

    return shown


def judged(seen: Observation, action: Action | None = None, at: Point = PLACE) -> tuple[str, ...]:
    action = action or Click(target=Target(point=(at.x, at.y)))
    places = () if isinstance(action, KeyboardEnter | OpenApp) else (at,)
    spots = tuple(Spot(point=place, confidence=1, method="point") for place in places)
    return sensitive_classes(action, spots, with_found(seen, action, spots))


def test_what_is_written_at_the_finger_is_judged(show: Show) -> None:
    at = Target(point=(540, 1200))
    for action in (Click(target=at), LongPress(target=at), InputText(text="x", target=at)):
        assert judged(show(("Send", 500, 1180)), action) == ("send",)
        assert judged(show(("Settings", 500, 1180), ("Send", 500, 1700)), action) == ()


def test_a_price_alone_and_a_yes_are_judged_by_what_they_buy_and_answer(show: Show) -> None:
    assert judged(show(("$4.99", 500, 1180))) == ("payment",)
    assert judged(show(("Express, tomorrow", 400, 1150), ("$9.99", 400, 1210))) == ()
    assert judged(show(("Delete 3 messages?", 300, 900), ("OK", 520, 1180))) == ("delete",)
    assert judged(show(("A new version is here", 300, 900), ("OK", 520, 1180))) == ()


def test_two_labels_read_as_one_line_are_two(show: Show) -> None:
    seen = show(("Cancel" + 30 * " " + "Delete", 400, 1180))
    assert judged(seen, at=Point(450, 1200)) == ()
    assert judged(seen, at=Point(1180, 1200)) == ("delete",)


def test_an_icon_is_called_as_the_label_below_it_and_held_without_one(show: Show) -> None:
    assert judged(show(("Clock", 490, 1300), icon=True)) == ()
    assert judged(show(("Ann Lee", 40, 1180), icon=True)) == ("payment", "send", "delete")
    assert judged(show(("四", 520, 1180), icon=True)) == ("payment", "send", "delete")
    assert judged(show(icon=True, package="com.example.chat")) == ("send", "delete")
    assert judged(show(icon=True, package="com.google.android.apps.nexuslauncher")) == ()


def test_an_icon_is_held_by_what_its_page_offers(show: Show) -> None:
    labels = [
        (word, 40, 200 + 100 * n) for n, word in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    ]
    assert judged(show(*labels, icon=True)) == ()
    assert judged(show(*labels, ("Call Mom", 40, 2000), icon=True)) == ()
    assert judged(show(*labels, ("Delete", 40, 2000), icon=True)) == ("delete",)
    assert judged(show(*labels, ("Total $12.50", 40, 2000), icon=True)) == ("payment",)
    assert judged(show(*labels, icon=True, package="com.google.android.dialer")) == ("send", "delete")


def test_blank_ground_belongs_to_what_its_row_says(show: Show) -> None:
    assert judged(show(("Ringtone", 40, 1180))) == ()
    assert judged(show(("Delete account", 40, 1180))) == ("delete", "account")
    assert judged(show()) == ("payment", "send", "delete")


def test_a_line_with_too_few_letters_for_its_width_is_not_read(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = show()
    for text, width, classes in (("33", 330, UNREAD), ("33", 40, ()), ("Ja\u25a1", 60, UNREAD)):
        line = Line(text, Bounds(500, 1180, 500 + width, 1220), 0.9)
        monkeypatch.setattr(picture, "_reader", lambda line=line: OcrGrounder(lambda _: (line,)))
        assert judged(seen) == classes


@pytest.mark.parametrize(
    ("label", "beside", "classes"),
    [
        ("Hodnotit", ("Zpráva žlutá", "Abbrechen"), UNREAD),
        ("OK", ("Zpráva žlutá", "Abbrechen"), UNREAD),
        ("Hodnotit", ("Zpráva žlutá", "+49 30 5550 1234"), ("send",)),
        ("Hodnotit", ("Zpráva žlutá", "12,50 €"), ("payment",)),
        ("Hodnotit", ("Zpráva žlutá", "Kolmo"), ()),
        ("Details", ("Zpráva žlutá", "Abbrechen"), ()),
        ("Rate it", ("A new message", "Cancel"), ()),
        ("评分", ("新消息在这里", "取消"), ()),
    ],
)
def test_an_unknown_label_of_a_language_that_is_not_read_may_do_what_its_page_offers(
    show: Show, label: str, beside: tuple[str, ...], classes: tuple[str, ...]
) -> None:
    filled = [(f"Kolmo {at}", 40, 300 + 60 * at) for at in range(6)]
    lines = [(text, 40, 800 + 80 * at) for at, text in enumerate(beside)]
    seen = show(*filled, *lines, (label, 500, 1180))
    click = Click(target=Target(point=(540, 1200)))
    spots = (Spot(point=PLACE, confidence=1, method="point"),)
    assert suspected_classes(click, spots, with_found(seen, click, spots)) == classes


def test_where_nothing_can_read_it_is_held(show: Show) -> None:
    seen = show(("Settings", 500, 1180))
    assert judged(replace(seen, secure=True)) == ("payment", "send", "delete")
    assert judged(replace(seen, screenshot=None)) == ("payment", "send", "delete")


def test_going_about_is_never_held(show: Show) -> None:
    seen = show()
    assert judged(seen, Scroll(direction="down", target=Target(point=(540, 1200)))) == ()
    assert judged(seen, OpenApp(app_name="Clock")) == ()
    assert judged(seen, KeyboardEnter()) == ()
    assert judged(show(package="com.example.chat"), KeyboardEnter()) == ("send",)


def test_what_it_is_called_raises_a_hold_and_never_lifts_one(show: Show) -> None:
    calls = Click(target=Target(point=(540, 1200), description="Delete"))
    assert judged(show(("Settings", 500, 1180)), calls) == ("delete",)
    calls = Click(target=Target(point=(540, 1200), description="Cancel"))
    assert judged(show(("Delete", 500, 1180)), calls) == ("delete",)
    button = UIElement(
        0, text="Delete", class_name="android.widget.Button", bounds=Bounds(400, 1100, 700, 1300),
        is_clickable=True,
    )  # fmt: skip
    found = Spot(point=PLACE, confidence=1, method="bundled")
    seen = replace(show(), elements=(button,), tree_error="")
    assert sensitive_classes(calls, (found,), with_found(seen, calls, (found,))) == ("delete",)


def test_who_is_asked_further_raises_a_hold_and_never_lifts_one(show: Show) -> None:
    labels = [(f"Day {n}", 40, 200 + 100 * n) for n in range(7)]
    click, spots = Click(target=Target(point=(540, 1200))), (Spot(point=PLACE, confidence=1, method="point"),)
    for said, told, held in (
        ("Delete", labels, ("delete",)),
        ("Search", labels, ()),
        ("Search", [], ("payment", "send", "delete")),
    ):
        seen = show(*told, icon=True)
        found = with_found(seen, click, spots, lambda _seen, _point, said=said: said)
        assert sensitive_classes(click, spots, found) == held
    assert with_found(show(("Send", 500, 1180)), click, spots, lambda *_: pytest.fail("it was read"))


def test_an_element_that_tells_is_not_read(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = show()
    monkeypatch.setattr(picture, "_reader", lambda: pytest.fail("the picture was read"))
    row = UIElement(0, text="Clock", bounds=Bounds(0, 1100, 1080, 1300), is_clickable=True)
    assert judged(replace(seen, elements=(row,), tree_error="")) == ()


def test_a_canvas_in_a_page_is_read(show: Show) -> None:
    root = UIElement(0, bounds=Bounds(0, 0, 1080, 2400))
    title = UIElement(1, text="Game", bounds=Bounds(0, 100, 1080, 200), depth=1)
    web = UIElement(2, class_name="android.webkit.WebView", bounds=Bounds(0, 200, 1080, 2400), depth=1)
    seen = replace(show(("Pay now", 500, 1180)), elements=(root, title, web), tree_error="")
    assert judged(seen) == ("payment",)


def test_the_phones_own_picture_is_read() -> None:
    pytest.importorskip("rapidocr")
    phone = Phone(seed=1, weather="emptytree:1")
    fill(phone)
    with Device(InProcessTransport(phone)) as device:
        device.shell("am start -a android.intent.action.SENDTO -d sms:5550166 --es sms_body hi")
        device.settle()
        seen = device.observe()
        button = Point(990, 2190)
        assert not any(e.label for e in seen.elements)
        assert "send" in judged(seen, at=button)
