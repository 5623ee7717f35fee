"""The page's settings: kept between two starts, refused where they are none; and what is remembered."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.models.server import serving
from tests.models.test_trouble import down
from tests.thin import thinned
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send
from ui.cli import main

Tab = Callable[..., Any]


def open_settings(page: Any) -> None:
    page.get_by_role("tab", name="Settings").click()
    page.wait_for_selector("#tw-save")


def save(page: Any, outcome: str) -> None:
    """Save, and wait until that came of it."""
    page.click("#tw-save")
    told(page, "#tw-settings-said", outcome)


def told(page: Any, place: str, outcome: str) -> None:
    """Wait until that is told there."""
    page.wait_for_function(
        "([at, outcome]) => document.querySelector(at).value.includes(outcome)",
        arg=[f"{place} :is(textarea, input)", outcome],
    )


@pytest.mark.full
def test_with_nothing_set_a_task_is_done_at_once(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    page.get_by_role("button", name="Turn on Bluetooth").click()
    assert ended(page) == "Done"


@pytest.mark.full
def test_a_page_drawn_while_the_program_ends_is_no_fault(serve: Serve, browser: Any, capfd: Any) -> None:
    served = serve(max_steps=77)
    served.chat.hall().close()
    page = browser.new_page()
    page.goto(served.url)
    open_settings(page)
    page.wait_for_function(
        "[...document.querySelectorAll('input[type=number]')].some(each => each.value === '77')"
    )
    page.close()
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.full
def test_what_is_chosen_holds_for_the_next_task_and_after_the_next_start(serve: Serve, tab: Tab) -> None:
    first = serve()
    page = tab(first.url)
    open_settings(page)
    page.get_by_label("Steps at most").fill("2")
    page.get_by_label("sending").check()
    save(page, "✓")
    page.get_by_role("tab", name="Chat").click()
    send(page, "Turn on Bluetooth")
    assert ended(page).startswith("Not done")
    first.close()  # it has the phone
    page = tab(serve().url)
    open_settings(page)
    page.wait_for_function(
        "[...document.querySelectorAll('input[type=number]')].some(each => each.value === '2')"
    )
    assert page.get_by_label("sending").is_checked()


@pytest.mark.full
def test_what_cannot_be_is_told_and_changes_nothing(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    open_settings(page)
    page.get_by_label("Models of single roles").fill("nobody=gpt-5-mini")
    save(page, "✗ no role is called nobody")
    page.get_by_label("Models of single roles").fill("decide=,reflect=x")
    save(page, "✗ decide=,reflect=x is not ROLE=MODEL")
    page.get_by_label("Models of single roles").fill("decide=offline, reflect=x")
    save(page, "✗ decide=offline, reflect=x is not ROLE=MODEL")
    page.get_by_label("Models of single roles").fill("")
    page.get_by_label("OpenAI-compatible").check()
    save(page, "✗ say which model")
    page.get_by_label("offline").check()
    page.get_by_role("tab", name="Chat").click()
    send(page, "Turn on Bluetooth")
    assert ended(page) == "Done"


@pytest.mark.full
def test_what_was_saved_is_what_the_fields_show(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    open_settings(page)
    for label, typed, shown in (
        ("Steps at most", "1.5", "2"),
        ("Steps at most", "", "60"),
        ("Only these apps", "clok, settings", "Clock, Settings"),
        ("Only these apps", "com.google.android.deskclock", "com.google.android.deskclock"),
    ):
        field = page.get_by_label(label)
        field.fill(typed)
        save(page, "✓")
        page.wait_for_function(
            "([field, shown]) => field.value === shown", arg=[field.element_handle(), shown]
        )
    steps = page.get_by_label("Steps at most")
    steps.fill("0")
    save(page, "✗")
    assert steps.input_value() == "0"  # as it was typed, to be mended


@pytest.mark.full
def test_each_field_says_what_is_wrong_with_it(serve: Serve, tab: Tab, capfd: Any) -> None:
    page = tab(serve().url)
    open_settings(page)
    assert page.get_by_label("never do it").count() == 1
    for label, wrong, right, outcome in (
        ("Endpoint", "localhost:8000/v1", "", "✗ 'localhost:8000/v1' is no address of an endpoint"),
        ("Endpoint", "http://my host/v1", "", "✗ 'http://my host/v1' is no address of an endpoint"),
        ("Endpoint", "http://host:port/v1", "", "✗ 'http://host:port/v1' is no address of an endpoint"),
        ("Steps at most", "0", "60", "✗ Steps at most: a number from 1 to 100000, please"),
        ("Minutes at most", "-1", "30", "✗ Minutes at most: a number from 0.1 to 100000, please"),
        ("Tokens at most", "-5", "0", "✗ Tokens at most (0: any): a number from 0 to 1000000000, please"),
        ("Dollars at most", "1e300", "0", "✗ Dollars at most (0: any): a number from 0 to 1000000, please"),
        ("Only these apps", "Clock, Telepathy", "Clock", "✗ no app called 'Telepathy' is installed"),
    ):
        field = page.get_by_label(label, exact=label == "Endpoint")
        field.fill(wrong)
        save(page, outcome)
        field.fill(right)
        save(page, "✓")
    assert "Traceback" not in capfd.readouterr().err


def test_a_key_stays_with_its_endpoint_and_that_is_told(serve: Serve, tab: Tab) -> None:
    with serving(down(401)) as server:
        page = tab(serve().url)
        open_settings(page)
        page.get_by_label("OpenAI-compatible").check()
        page.fill("#tw-model textarea, #tw-model input", "m")
        page.get_by_label("Endpoint", exact=True).fill("http://127.0.0.1:9/v1")
        page.fill("#tw-key input", "sk-of-the-first-endpoint")
        save(page, "✓")
        page.get_by_label("Endpoint", exact=True).fill(server.url)
        save(page, f"✓ The key was kept for http://127.0.0.1:9/v1, and is not sent to {server.url}.")
        page.get_by_role("tab", name="Chat").click()
        send(page, "Turn on Bluetooth")
        assert ended(page) == "Something broke"
        told = page.locator(".tw-ended").inner_text()
        assert "wants a key (HTTP 401), and none was sent. Give it under Settings" in told
        assert not any("sk-of" in str(headers) for headers in server.headers)


@pytest.mark.full
@pytest.mark.parametrize(
    ("locale", "labels", "outcome"),
    thinned(
        [
            (
                "en-US",
                ("Settings", "never do it", "payment"),
                '✗ "never do it" does not go with what is ticked under "Never ask for these" (payment).',
            ),
            ("zh-CN", ("设置", "一律不做", "支付"), "✗ “一律不做”与“这些无需询问”中勾选的项目（支付）矛盾。"),
        ],
        2,
    ),
)
def test_what_excludes_each_other_is_told_in_the_pages_words(
    serve: Serve, tab: Tab, locale: str, labels: tuple[str, str, str], outcome: str
) -> None:
    page = tab(serve().url, locale=locale)
    settings, never, payment = labels
    page.get_by_role("tab", name=settings).click()
    page.get_by_label(never, exact=True).check()
    page.get_by_label(payment, exact=True).check()
    save(page, outcome)


@pytest.mark.full
def test_what_is_remembered_is_seen_written_and_forgotten(serve: Serve, tab: Tab) -> None:
    page = tab(serve(use_memory=None).url)
    open_settings(page)
    page.get_by_role("button", name="What is remembered").click()
    page.fill("#tw-memory-text textarea", "When I say good night: turn on Do Not Disturb; turn off Wi-Fi")
    page.click("#tw-memory-add")
    page.wait_for_function("document.querySelector('#tw-memory-said :is(textarea, input)').value === '✓'")
    page.click("#tw-remembered input")
    page.locator("li[role=option]", has_text="good night").click()
    page.wait_for_function(
        "document.querySelector('#tw-memory-text textarea').value.includes('Do Not Disturb')"
    )
    page.get_by_role("tab", name="Chat").click()
    send(page, "good night")
    ended(page)
    assert "Do Not Disturb" in page.locator("tapwright-talk .tw-log").inner_text()
    open_settings(page)
    page.get_by_role("button", name="Forget the chosen one").click()
    page.wait_for_function("document.querySelector('#tw-memory-said :is(textarea, input)').value === '✓'")
    page.click("#tw-remembered input")
    assert page.locator("li[role=option]", has_text="good night").count() == 0


def remembered(page: Any) -> list[str]:
    """What the list of memories holds, in its order."""
    page.click("#tw-remembered input")
    page.locator("li[role=option]").first.wait_for()
    options = page.locator("li[role=option]").all_inner_texts()
    page.locator("#tw-remembered input").blur()
    page.locator("li[role=option]").first.wait_for(state="detached")
    return [option.replace("✓", "").strip() for option in options]


def choose(page: Any, words: str) -> None:
    """Choose a memory, and wait until its text is there to be changed."""
    page.click("#tw-remembered input")
    page.locator("li[role=option]", has_text=words).click()
    page.wait_for_function(
        "words => document.querySelector('#tw-memory-text textarea').value.includes(words)", arg=words
    )


@pytest.mark.full
def test_the_chosen_memory_is_changed_or_forgotten_and_no_other(
    serve: Serve, tab: Tab, tmp_path: Path
) -> None:
    page = tab(serve(use_memory=None).url)
    open_settings(page)
    assert CliRunner().invoke(main, ["memory", "add", "I live in Rome"]).exit_code == 0
    page.get_by_role("button", name="What is remembered").click()
    choose(page, "I live in Rome")
    page.get_by_role("button", name="Forget the chosen one").click()
    page.wait_for_function("!document.querySelector('#tw-memory-text textarea').value")
    page.get_by_role("button", name="Forget the chosen one").click()
    told(page, "#tw-memory-said", "✗ nothing is chosen")
    for text in ("I like dark theme", "Call me Ann", "My bank is Acme"):
        page.fill("#tw-memory-text textarea", text)
        page.click("#tw-memory-add")
        page.wait_for_function("!document.querySelector('#tw-memory-text textarea').value")
    assert len(remembered(page)) == 3
    choose(page, "Call me Ann")
    page.fill("#tw-memory-text textarea", "Call me Beth")
    page.get_by_role("button", name="Change the chosen one").click()
    page.wait_for_function("!document.querySelector('#tw-memory-text textarea').value")
    assert {each.partition(": ")[2] for each in remembered(page)} == {
        "I like dark theme", "Call me Beth", "My bank is Acme",
    }  # fmt: skip
    choose(page, "My bank is Acme")
    page.get_by_role("button", name="Forget the chosen one").click()
    page.wait_for_function("!document.querySelector('#tw-memory-text textarea').value")
    page.get_by_role("button", name="Forget the chosen one").click()
    told(page, "#tw-memory-said", "✗ nothing is chosen")
    page.reload()
    open_settings(page)
    page.get_by_role("button", name="What is remembered").click()
    page.wait_for_selector("#tw-remembered input")
    assert {each.partition(": ")[2] for each in remembered(page)} == {"I like dark theme", "Call me Beth"}


@pytest.mark.full
def test_the_phone_of_new_sessions_is_chosen_from_those_there_are(
    serve: Serve, tab: Tab, phone: str, tmp_path: Path
) -> None:
    page = tab(serve(device=None).url)
    open_settings(page)
    page.click("#tw-device input")
    page.locator("li[role=option]", has_text="A new phone inside this program").click()
    save(page, "✓")
    page.fill("#tw-device input", phone)
    page.press("#tw-device input", "Enter")
    save(page, "✓")
    assert json.loads((tmp_path / "config/tapwright/chat.json").read_text())["device"] == phone


@pytest.mark.full
def test_a_secret_is_kept_by_its_name_and_shown_nowhere(serve: Serve, tab: Tab, tmp_path: Path) -> None:
    page = tab(serve().url)
    open_settings(page)
    page.get_by_role("button", name="Secrets").click()
    for name, outcome in (
        ("two words", "✗ a secret's name is one word"),
        ("bank", "✓ Call it {{secret:bank}}"),
    ):
        page.fill("#tw-secret-name input, #tw-secret-name textarea", name)
        page.fill("#tw-secret input", "4711-very-secret")
        page.click("#tw-secret-keep")
        told(page, "#tw-secret-said", outcome)
        assert page.input_value("#tw-secret input") == ""
    assert "4711-very-secret" not in page.content()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"4711-very-secret" in path.read_bytes()]


@pytest.mark.full
def test_replies_are_in_the_browsers_language(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url, locale="zh-CN")
    page.get_by_role("tab", name="设置").click()
    page.get_by_label("OpenAI-compatible").check()
    save(page, "✗ 请填写模型名称")
