"""Nobody foreign gets in, nothing foreign runs, nothing leaks, no name leads out of the runs' folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import websockets

from device.client import Device
from device.error import ConfigError
from device.link.transport.direct import DirectTransport
from tests.agent.script import complete, decide, says
from tests.ui.chat.asking import ask, converse, pass_of
from tests.ui.chat.conftest import Serve
from tests.ui.chat.deed import ended, send, serial
from ui.chat.open import make_chat

Tab = Callable[..., Any]
EVIL = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script><svg onload='window.pwned=1'>"
KEY = "sk-very-secret-0123456789"
LOGIN = "ann:correct horse"


def entered(url: str, cookie: str = "") -> str:
    """A session of its own; its name."""
    return str(converse(url, {"do": "enter"}, cookie=cookie, until="entered")[-1]["session"])


# -- who is let in -----------------------------------------------------------------------------------------
def test_others_can_only_reach_it_with_a_password() -> None:
    with pytest.raises(ConfigError, match="--auth"):
        make_chat({}, host="0.0.0.0", port=0)
    with pytest.raises(ConfigError, match="shorter"):
        make_chat({}, host="0.0.0.0", port=0, logins=("ann:short",))
    chat = make_chat({}, host="0.0.0.0", port=0, logins=(LOGIN,))
    chat.listening.close()


def test_another_page_can_neither_write_nor_listen_nor_frame_it(serve: Serve) -> None:
    url = serve().url
    for origin in (
        "http://evil.example",
        "null",
        url.rstrip("/") + "0",
        "https" + url.rstrip("/")[4:] + ":1",
    ):
        status, _, _ = ask(url, "/gradio_api/queue/join", method="POST", body="{}", Origin=origin)
        assert status == 403
        with pytest.raises(websockets.InvalidStatus):
            converse(url, origin=origin)
    assert ask(url, "/asset/main.js", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403
    assert ask(url, Host="rebound.example")[0] == 403
    headers = ask(url, "/asset/main.js")[1]
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]


@pytest.mark.full
def test_without_the_password_nothing_is_shown_and_with_it_all_works(serve: Serve, browser: Any) -> None:
    url = serve(logins=(LOGIN,), device="embedded").url
    for path in (
        "/config",
        "/past",
        "/asset/main.js",
        "/theme.css",
        "/gradio_api/info",
        "/picture/x/1/a.png",
    ):
        assert ask(url, path)[0] == 401
    with pytest.raises(websockets.InvalidStatus):
        converse(url, cookie="tapwright-1=" + "a" * 32)
    window = browser.new_context()
    page = window.new_page()
    page.goto(url)
    page.fill("[name=user]", "ann")
    page.fill("[name=password]", "wrong password")
    page.click("button")
    page.wait_for_selector("[role=alert]")
    page.wait_for_timeout(1100)
    page.fill("[name=user]", "ann")
    page.fill("[name=password]", "correct horse")
    page.click("button")
    page.wait_for_selector("tapwright-phone[data-pictures]", timeout=60_000)
    cookie = next(each for each in window.cookies() if each["name"].startswith("tapwright"))
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    other = window.new_page()
    other.goto(url)
    other.wait_for_selector("text=Log out (ann)")
    page.click("text=Log out (ann)")
    page.wait_for_selector("[name=password]")
    other.fill("tapwright-talk textarea", "Turn on Bluetooth")
    other.press("tapwright-talk textarea", "Enter")
    other.wait_for_selector("[name=password]")
    assert ask(url, "/past", Cookie=f"{cookie['name']}={cookie['value']}")[0] == 401
    window.close()


# -- sessions apart ----------------------------------------------------------------------------------------
@pytest.mark.full
def test_a_session_is_nobody_elses_even_by_its_name(serve: Serve) -> None:
    url = serve(device="embedded").url  # each has a phone of their own
    mine = pass_of(ask(url)[1])
    session = entered(url, mine)
    others = pass_of(ask(url)[1])
    assert mine != others
    assert entered(url, others) != session
    taken = converse(url, {"do": "enter", "session": session}, cookie=others, until="entered")[-1]
    assert taken["session"] != session
    again = converse(url, {"do": "enter", "session": session}, cookie=mine, until="entered")[-1]
    assert again["session"] == session
    assert ask(url, f"/picture/{session}/1/a.png", Cookie=others)[0] == 404


# -- text that would like to be more -----------------------------------------------------------------------
def test_markup_in_a_task_an_answer_and_a_name_is_only_text(
    serve: Serve, tab: Tab, script: Callable[..., str], tmp_path: Path
) -> None:
    model = script(
        decide({"action_type": "open_app", "app_name": "Settings"}, thought=EVIL),
        decide({"action_type": "ask_user", "question": EVIL}),
        decide({"action_type": "answer", "text": EVIL}),
        complete(),
        says("confirm", reached=True, evidence=EVIL),
    )
    page = tab(serve(model=model).url)
    send(page, EVIL)
    page.wait_for_selector(".tw-question")
    assert EVIL in page.locator(".tw-question p").first.inner_text()
    send(page, EVIL)
    ended(page)
    (run,) = (tmp_path / "data/tapwright/runs").iterdir()
    run.rename(run.with_name("<img src=x onerror='window.pwned=1'>"))
    page.get_by_role("tab", name="Past runs").click()
    page.locator(".tw-run").click()
    page.wait_for_selector(".tw-slider")
    assert EVIL in page.locator(".tw-shown h2").inner_text()
    assert page.evaluate("window.pwned") is None
    assert page.locator("tapwright-talk img[src=x], tapwright-past img[src=x]").count() == 0
    assert page.evaluate(
        """() => { const at = document.createElement('div'); document.body.append(at);
        at.innerHTML = "<img src=x onerror='window.pwned=1'>"; return new Promise(done => setTimeout(() => done(window.pwned), 500)); }"""  # noqa: E501
    ) is None  # fmt: skip


@pytest.mark.full
def test_markup_on_the_phones_screen_is_only_text(serve: Serve, tab: Tab) -> None:
    page = tab(serve().url)
    with Device(DirectTransport.dial(serial(page))) as device:
        device.open_app("Contacts")
        device.shell(["am", "start", "-a", "android.intent.action.INSERT", "-t",
                      "vnd.android.cursor.dir/contact", "--es", "name", EVIL])  # fmt: skip
    page.get_by_role("button", name="Inspect").click()
    page.wait_for_function("document.querySelector('.tw-elements').textContent.includes('onerror')")
    assert page.evaluate("window.pwned") is None
    assert page.locator("tapwright-phone img").count() == 0


def test_what_is_no_wish_is_refused_and_nothing_is_done(serve: Serve) -> None:
    url = serve().url
    wishes = (
        "nonsense",
        "[]",
        {"do": "shell", "command": "reboot"},
        {"do": "tap", "x": "1;reboot", "y": 1},
        {"do": "key", "name": "sleep; reboot"},
        {"do": "enter", "session": "x" * 1000},
    )
    for wish in wishes:
        told = converse(url, wish, until="failure")[-1]
        assert told["text"] == "that could not be read"


# -- files -------------------------------------------------------------------------------------------------
PATHS = (
    "/past/run/..",
    "/past/run/%2e%2e",
    "/past/run/..%2f..%2fetc",
    "/past/run/{run}/shot/..%2fmanifest.json",
    "/past/run/{run}/shot/manifest.json",
    "/past/run/{run}/film/..%2fzip",
    "/past/run/secret/zip",
    "/past/pair?first=../secret&second={run}",
    "/picture/{session}/1/..%2f..%2fmanifest.json",
    "/asset/..%2f..%2f..%2fpyproject.toml",
    "/asset/%2e%2e/gate.py",
    "/assets/..%2f..%2f..%2froutes.py",
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file={secret}",
)


def test_no_address_leads_to_a_file_that_is_not_given_out(serve: Serve, tmp_path: Path) -> None:
    url = serve().url
    cookie = pass_of(ask(url)[1])
    session = entered(url, cookie)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "manifest.json").write_text('{"goal": "TOP SECRET"}')
    run = tmp_path / "data/tapwright/runs" / "20260101-000000-a-run"
    (run / "shots").mkdir(parents=True)
    (run / "manifest.json").write_text('{"goal": "TOP SECRET"}')
    (tmp_path / "data/tapwright/runs" / "secret").symlink_to(secret)
    for path in PATHS:
        asked = path.format(run=run.name, session=session, secret=secret / "manifest.json")
        status, _, content = ask(url, asked, Cookie=cookie)
        assert status in (400, 403, 404, 405), asked
        for leaked in (b"TOP SECRET", b"root:", b"import "):
            assert leaked not in content, asked


def test_no_file_can_be_put_there(serve: Serve, tmp_path: Path) -> None:
    url = serve().url
    cookie = pass_of(ask(url)[1])
    form = '--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nPUT THERE\r\n--x--\r\n'
    for path in (
        "/gradio_api/upload",
        "/gradio_api/upload/",
        "/upload",
        "//gradio_api/upload",
        "/gradio_api/%75pload",
    ):
        for how in ({}, {"Cookie": cookie, "Origin": url.rstrip("/")}):
            kind = {"Content_Type": "multipart/form-data; boundary=x"}
            status, _, content = ask(url, path, method="POST", body=form, **kind, **how)
            assert status in (403, 404, 405), (path, content)


@pytest.mark.full
def test_a_key_goes_in_and_never_out(serve: Serve, tab: Tab, tmp_path: Path, capfd: Any) -> None:
    url = serve().url
    page = tab(url)
    bodies: list[bytes] = []
    page.on(
        "response", lambda got: bodies.append(got.body()) if "event-stream" not in str(got.headers) else None
    )
    page.get_by_role("tab", name="Settings").click()
    page.get_by_label("OpenAI-compatible").check()
    page.fill("#tw-model textarea, #tw-model input", "gpt-5-mini")
    page.fill("#tw-key input", KEY)
    page.click("#tw-save")
    page.wait_for_function(
        "document.querySelector('#tw-settings-said :is(textarea, input)').value.includes('✓')"
    )
    assert page.input_value("#tw-key input") == ""
    page.reload()
    page.wait_for_selector("tapwright-phone[data-pictures]")
    assert KEY not in page.content()
    assert not [body for body in bodies if KEY.encode() in body]
    written = [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert not written
    out, err = capfd.readouterr()
    assert KEY not in out + err
