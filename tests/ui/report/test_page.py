"""The report: all of it in the page, nothing fetched, and no text off a screen ever more than text."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.error import ConfigError
from tasks.statistics.paired import compare
from tasks.suite import find_suite
from tests.ui.report.html import Element, Page
from tests.ui.report.scene import Made, begin, enter, made
from ui.report import page as report
from ui.report.gather import gather, side_by_side
from ui.report.page import Written, write

EVIL = (
    "</bdi></p><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>{{ 49 }}\u202e"
)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Made]:
    opened = made(tmp_path)
    yield opened
    opened.ledger.close()


def written(runs: Made, run: str, against: str = "", *, beside: bool = False) -> tuple[Written, str]:
    names = [name for name in (run, against) if name]
    told = [gather(runs.ledger, name, runs.folder / name) for name in names]
    done = write(
        side_by_side(told[0], told[1] if against else None),
        runs.folder / "out" / "r.html",
        beside=beside,
    )
    return done, done.path.read_text("utf-8")


def tries(page: Page) -> list[Element]:
    return page.all("details", class_="try")


def two_runs(runs: Made) -> None:
    """`one` does the first two tasks and breaks down in the last; `two` does the last two."""
    first, second, third = begin(runs, "one").episodes
    enter(runs, "one", first, success=True)
    enter(runs, "one", second, success=True, damage=("file Download/a.txt removed",))
    enter(runs, "one", third, success=False, failure="device", trace=False)
    for episode, success in zip(begin(runs, "two", "noop").episodes, (False, True, True), strict=True):
        enter(runs, "two", episode, success=success)


def test_what_the_rules_refused_is_told(runs: Made) -> None:
    first = begin(runs, "one").episodes[0]
    enter(runs, "one", first, success=False, refused=("shell: svc wifi disable <b>", "push: /sdcard/x.txt"))
    text = written(runs, "one")[1]
    assert "Refused: 2 calls in 1 try" in text
    assert "svc wifi disable &lt;b&gt;" in text
    assert "2 refused" in text


@pytest.mark.parametrize("beside", [False, True])
def test_a_page_asks_nobody_for_anything(runs: Made, beside: bool) -> None:
    two_runs(runs)
    _, text = written(runs, "one", "two", beside=beside)
    page = Page(text)
    places = [
        each.attributes[name] for each in page.elements for name in ("src", "href") if name in each.attributes
    ]
    assert places
    for place in places:
        assert re.match(r"#|data:image/webp;base64,|shots/[0-9a-f]+\.webp$", place), place[:80]
    assert "@import" not in text
    assert "url(" not in text
    assert not [
        name for each in page.elements for name in each.attributes if name.startswith("on") or name == "style"
    ]


def test_only_its_own_script_and_style_may_run(runs: Made) -> None:
    two_runs(runs)
    page = Page(written(runs, "one")[1])
    (policy,) = page.all("meta", http_equiv="Content-Security-Policy")
    told = dict(part.strip().split(" ", 1) for part in policy.attributes["content"].split(";"))
    assert told["default-src"] == "'none'"
    assert told["img-src"] == "data:"
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (element,) = page.all(tag)
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert told[directive] == f"'sha256-{digest}'"


def test_text_off_a_screen_is_never_more_than_text(runs: Made) -> None:
    first, second, third = begin(runs, "evil").episodes
    enter(runs, "evil", first, success=False, text=EVIL, damage=(f"file {EVIL} added",))
    enter(runs, "evil", second, success=True, text=EVIL)
    enter(runs, "evil", third, success=True)
    _, text = written(runs, "evil")
    page = Page(text)
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not [each for each in page.elements if any(name.startswith("on") for name in each.attributes)]
    assert page.unclosed == []
    assert tries(page)[0].text.count("<script>alert(1)</script>") >= 9
    assert "\u202e" not in text
    assert "{{ 49 }}" in text


def test_every_try_is_told_whole(runs: Made) -> None:
    two_runs(runs)
    page = Page(written(runs, "one")[1])
    states = [(each.attributes["data-state"], "data-damage" in each.attributes) for each in tries(page)]
    assert states == [("done", False), ("done", True), ("crashed", False)]
    told = tries(page)[1].text
    for words in (
        "it is done: as it should be", "file Download/a.txt removed", "setting global/bluetooth_on: 0 -> 1",
        "I think as it should be", "sure to 90%", "held by itself, as nobody answered", "Collateral damage",
    ):  # fmt: skip
        assert words in told
    assert "There is no trace of its steps." in tries(page)[2].text


def test_actions_are_drawn_on_screens_that_are_in_the_page_once(runs: Made) -> None:
    two_runs(runs)
    page = Page(written(runs, "one")[1])
    stored = [each.attributes["id"] for each in page.all("image")]
    assert len(stored) == len(set(stored)) == 2
    used = [each.attributes["href"].removeprefix("#") for each in page.all("use")]
    assert len(used) == 6  # of each try two screens, and the second once more as what the first step led to
    assert set(used) == set(stored)
    rings = [each.attributes for each in page.all("circle", class_="ring")]
    assert [(each["cx"], each["cy"]) for each in rings] == [("270", "600")] * 2
    assert len(page.all("rect", class_="box")) == 2


def test_figures_and_intervals_stand_in_it(runs: Made) -> None:
    two_runs(runs)
    page = Page(written(runs, "one")[1])
    (figure,) = page.all("p", class_="figure")
    assert figure.text == "66.7%"
    reaches = page.all("line", class_="reach")
    assert (reaches[0].attributes["x1"], reaches[0].attributes["x2"]) == ("9.43%", "99.16%")
    captions = {each.text for each in page.all("caption")}
    assert captions >= {"By app", "By tag", "By difficulty", "By length", "Failures by whose fault"}


def test_a_folder_has_its_pictures_beside(runs: Made) -> None:
    two_runs(runs)
    done, text = written(runs, "one", beside=True)
    assert done.path == runs.folder / "out" / "r" / "index.html"
    assert "base64" not in re.sub(r"sha256-\S+", "", text)
    sources = {each.attributes["src"] for each in Page(text).all("img")}
    assert len(sources) == done.pictures == 2
    for source in sources:
        assert (done.path.parent / source).read_bytes()[8:12] == b"WEBP"


def test_more_pictures_than_one_file_takes_lie_beside(runs: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    two_runs(runs)
    monkeypatch.setattr(report, "_MOST", 100)
    done, _ = written(runs, "one")
    assert done.beside


def test_two_runs_stand_side_by_side(runs: Made) -> None:
    two_runs(runs)
    page = Page(written(runs, "one", "two")[1])
    assert [each.attributes["data-flip"] for each in tries(page)] == ["lost", "", "won"]
    assert "Won: two did it, and one did not." in page.all("details")[0].text
    assert [each.text for each in page.all("h3")] == ["one", "two"] * 3
    assert "SystemBluetoothTurnOn" in page.all("ul", class_="flips")[0].text
    assert "Too few tasks differ to tell (2, and it takes 6)" in page.all("p", class_="lead")[0].text


def test_the_difference_has_the_sign_and_the_tries_that_compare_has(runs: Made) -> None:
    """`report one --against two` says of the two what `compare one two` says."""
    first, second, third = begin(runs, "one").episodes
    begin(runs, "two", "noop")
    for episode in (first, second):
        enter(runs, "one", episode, success=episode == first)
        enter(runs, "two", episode, success=True)
    enter(runs, "one", third, success=False, failure="device")  # two did not come as far
    one, two = (gather(runs.ledger, name, runs.folder / name) for name in ("one", "two"))
    report = side_by_side(one, two)
    tried = [
        {each.key: bool(each.outcome and each.outcome.success) for each in told.episodes[:2]}
        for told in (one, two)
    ]
    assert report.comparison == compare(*tried)
    assert report.comparison is not None
    assert report.comparison.difference.value == 0.5
    assert report.shared is not None
    assert [told.summary.success.count for told in report.shared] == [2, 2]

    text = written(runs, "one", "two")[1]
    page = Page(text)
    (lead,) = page.all("p", class_="lead")
    assert "+50.0 points" in lead.text
    figures = [each.text for each in page.all("p", class_="figure")]
    assert figures == ["33.3%", "100.0%"]  # each run's own, over all of it
    rates = next(each for each in page.all("table") if each.text.lstrip().startswith("Rates"))
    assert "the 2 tries that both made" in rates.text
    assert "50%" in rates.text
    assert "33%" not in rates.text
    assert "the phone failed" not in text  # nor are faults told of what only one tried


def test_runs_without_a_task_in_common_are_told_so(runs: Made) -> None:
    (one,) = begin(runs, "one", names=("SystemBluetoothTurnOn",)).episodes
    (two,) = begin(runs, "two", names=("SystemWifiTurnOff",)).episodes
    enter(runs, "one", one, success=True)
    enter(runs, "two", two, success=True)
    text = written(runs, "one", "two")[1]
    assert "no task with the same seed in common" in text
    assert "two did not have it" in text


def test_a_run_that_was_not_begun_is_a_page_too(runs: Made) -> None:
    begin(runs, "new")
    page = Page(written(runs, "new")[1])
    assert [each.attributes["data-state"] for each in tries(page)] == ["open"] * 3


def test_the_lab_suite_has_its_own_figures(runs: Made) -> None:
    name = next(iter(find_suite("lab").templates))
    (episode,) = begin(runs, "lab", names=(name,), suite="lab").episodes
    enter(runs, "lab", episode, success=True)
    (tiles,) = Page(written(runs, "lab")[1]).all("dl", aria_label="AndroidLab's figures")
    assert "SR: tasks done100.0%" in tiles.text


def test_everything_to_press_or_fill_in_has_a_name(runs: Made) -> None:
    two_runs(runs)
    page = Page(written(runs, "one", "two")[1])
    (html,), (_,) = page.all("html", lang="en"), page.all("h1")
    assert html.attributes["lang"] == "en"
    for each in [*page.all("button"), *page.all("dialog"), *page.all("form")]:
        assert each.attributes.get("aria-label")
    for each in [*page.all("input"), *page.all("select")]:
        assert each.parent is not None
        assert each.parent.tag == "label"
        assert each.parent.text.strip()
    for each in page.all("span", class_="sign"):
        assert each.attributes.get("aria-label") or each.attributes.get("aria-hidden") == "true"
    for heading in page.all("th"):
        assert heading.text.strip()


def test_where_it_cannot_be_written_is_told(runs: Made) -> None:
    two_runs(runs)
    (runs.folder / "out").write_text("")
    with pytest.raises(ConfigError, match="cannot write the report"):
        written(runs, "one")
