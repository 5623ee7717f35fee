"""Files that a page asks for: chosen in the phone's picker, read by scripts, sent with a form."""

import base64
import json

import pytest

from device.phone.apps.browser.net import WEB
from device.phone.apps.browser.state import PACKAGE
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.web import work
from tests.boot import fresh_phone
from tests.device.phone.apps.browser_case import DOWNLOAD, HEAD, begin, go, show

ROUND = bytes(range(256))
SAYS = """<script>
  const say = (text) => { o.textContent += text + '; '; };
  i.onchange = () => {
    for (const file of i.files) say([file.name, file.size, file.type].join(' '));
    const reader = new FileReader();
    reader.onload = () => say(reader.result);
    reader.readAsTHIS(i.files[0]);
  };
</script>"""


@pytest.fixture
def app(hand):
    hand.phone.files.write(f"{DOWNLOAD}/note.txt", "Grüße 中文 🙂".encode())
    hand.phone.files.write(f"{DOWNLOAD}/other.txt", b"two")
    hand.phone.files.write(f"{DOWNLOAD}/round.bin", ROUND)
    return begin(hand)


def choose(app, *names):
    """In the picker that is open."""
    app.tap("Show roots")
    app.tap("Downloads")
    if len(names) > 1:
        app.hold(names[0])
        for name in names[1:]:
            app.tap(name)
        app.tap("Select")
    else:
        app.tap(names[0])


def test_a_file_is_chosen_and_read_as_text(app):
    show(app, f"<input type=file id=i><p id=o></p>{SAYS.replace('THIS', 'Text')}")
    assert app.see("No file chosen")
    app.tap_id("i")
    assert app.phone.front.package == "com.google.android.documentsui"
    choose(app, "note.txt")
    assert app.phone.front.package == PACKAGE
    assert app.see("note.txt")
    assert app.by_id("o").text == "note.txt 19 text/plain; Grüße 中文 🙂;"


def test_a_file_is_read_as_an_address_that_shows_it(app):
    show(app, f"<input type=file id=i><p id=o></p>{SAYS.replace('THIS', 'DataURL')}")
    app.tap_id("i")
    choose(app, "other.txt")
    assert app.by_id("o").text == "other.txt 3 text/plain; data:text/plain;base64,dHdv;"


def test_the_bytes_of_a_file_are_all_there(app):
    page = """<input type=file id=i><p id=o></p><script>
      i.addEventListener('change', async () => {
        const bytes = new Uint8Array(await i.files[0].slice(1, 4).arrayBuffer());
        o.textContent = [...bytes, (await i.files[0].arrayBuffer()).byteLength].join(' ');
      });</script>"""
    show(app, page)
    app.tap_id("i")
    choose(app, "round.bin")
    assert app.by_id("o").text == "1 2 3 256"


def test_several_may_be_chosen_where_the_page_says_so(app):
    show(app, f"<input type=file multiple id=i><p id=o></p>{SAYS.replace('THIS', 'Text')}")
    app.tap_id("i")
    choose(app, "note.txt", "other.txt")
    assert app.see("2 files")
    assert app.by_id("o").text.startswith("note.txt 19 text/plain; other.txt 3 text/plain;")


def test_only_what_the_page_accepts_can_be_chosen(app):
    show(app, "<input type=file id=i accept='.txt,image/*'>")
    app.tap_id("i")
    choose(app, "round.bin")
    assert app.phone.front.package == "com.google.android.documentsui"
    app.tap("note.txt")
    assert app.see("note.txt")


@pytest.mark.parametrize(
    "way",
    [
        "<label for=i>Upload</label>",
        "<button onclick='i.click()'>Upload</button>",
        "<button onclick='i.showPicker()'>Upload</button>",
    ],
)
def test_a_hidden_field_is_opened_by_what_stands_for_it(app, way):
    show(app, f"<input type=file id=i style='display:none'>{way}<p id=o></p>{SAYS.replace('THIS', 'Text')}")
    app.tap("Upload")
    choose(app, "other.txt")
    assert app.by_id("o").text == "other.txt 3 text/plain; two;"


def test_no_page_opens_the_picker_by_itself(app):
    show(app, "<input type=file id=i><script>i.click(); setTimeout(() => i.click(), 10)</script>")
    app.phone.shell("sleep 1")
    assert app.phone.front.package == PACKAGE


def test_what_was_chosen_stays_when_the_picker_is_left(app):
    show(app, f"<input type=file id=i><p id=o></p>{SAYS.replace('THIS', 'Text')}")
    app.tap_id("i")
    choose(app, "other.txt")
    app.tap_id("i")
    app.back()
    assert app.see("other.txt")
    assert app.by_id("o").text == "other.txt 3 text/plain; two;"


FORM = """<form action=/order method=post {}><input name=n value=1>
  <input type=file name=f id=i required><button>Send</button></form>"""


@pytest.mark.parametrize(
    ("kind", "chosen", "sent"),
    [
        (
            "enctype=multipart/form-data",
            "note.txt",
            {"name": "note.txt", "type": "text/plain", "size": 19, "text": "Grüße 中文 🙂"},
        ),
        (
            "enctype=multipart/form-data",
            "round.bin",
            {
                "name": "round.bin",
                "type": "application/octet-stream",
                "size": 256,
                "base64": base64.b64encode(ROUND).decode(),
            },
        ),
        ("", "note.txt", "note.txt"),
    ],
)
def test_a_file_is_sent_with_its_form(app, kind, chosen, sent):
    app.phone.files.write(f"{WEB}/shop.example/send.html", (HEAD.format("Up") + FORM.format(kind)).encode())
    go(app, "shop.example/send.html")
    app.tap("Send")
    assert app.see("Send")  # nothing is chosen yet
    app.tap_id("i")
    choose(app, chosen)
    app.tap("Send")
    assert app.see("Thank you")
    line = app.phone.files.read(f"{WEB}/shop.example/.posts").decode().splitlines()[-1]
    assert json.loads(line) == {"path": "/order", "form": [["n", "1"], ["f", sent]]}


def test_a_script_sends_a_file(app):
    page = """<input type=file id=i><p id=o></p><script>
      i.onchange = () => {
        const form = new FormData();
        form.append('f', i.files[0]);
        form.append('g', new Blob(['made ', 'here'], { type: 'text/plain' }), 'g.txt');
        fetch('/order', { method: 'POST', body: form }).then((r) => { o.textContent = r.status; });
      };</script>"""
    app.phone.files.write(f"{WEB}/shop.example/send.html", (HEAD.format("Up") + page).encode())
    go(app, "shop.example/send.html")
    app.tap_id("i")
    choose(app, "other.txt")
    assert app.by_id("o").text == "200"
    line = app.phone.files.read(f"{WEB}/shop.example/.posts").decode().splitlines()[-1]
    assert json.loads(line)["form"] == [
        ["f", {"name": "other.txt", "type": "text/plain", "size": 3, "text": "two"}],
        ["g", {"name": "g.txt", "type": "text/plain", "size": 9, "text": "made here"}],
    ]


def test_a_page_with_its_files_is_part_of_the_phones_state(app):
    show(app, f"<input type=file id=i><p id=o></p>{SAYS.replace('THIS', 'Text')}")
    app.tap_id("i")
    choose(app, "note.txt")
    app.phone.shell(f"rm {DOWNLOAD}/note.txt")
    data = to_bytes(app.phone.snapshot())
    work._working.clear()
    other = fresh_phone()
    other.restore(from_bytes(data))
    assert [e.text for e in other.frame().elements()] == [e.text for e in app.phone.frame().elements()]


def test_a_file_field_speaks_the_phones_language(hand):
    hand.phone.shell("setprop persist.sys.locale zh-CN")
    hand.phone.shell(f"pm grant {PACKAGE} android.permission.POST_NOTIFICATIONS")
    hand.open(PACKAGE)
    hand.tap("在未登录账号的情况下使用")
    show(hand, "<form><input type=file id=i><input type=submit><input type=reset></form>")
    assert {"选择文件", "未选择任何文件", "提交", "重置"} <= set(hand.read())
