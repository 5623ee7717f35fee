"""The document picker: what is shown, what may be chosen, and what the app that asked gets."""

import io

import pytest
from PIL import Image

from device.phone.file.document import document_uri, path_of, tree_uri
from device.phone.phone import Phone
from device.phone.system.intent import STREAM, Intent
from tests.boot import fresh_phone
from tests.device.phone.probe import elements, install, tap, told

ACTION = "android.intent.action."
DOWNLOAD = "/storage/emulated/0/Download"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "orange").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def phone() -> Phone:
    phone = fresh_phone(seed=3)
    phone.files.write(f"{DOWNLOAD}/b.txt", b"bb")
    phone.files.write(f"{DOWNLOAD}/a.txt", b"a" * 1200)
    phone.files.write(f"{DOWNLOAD}/receipt.png", picture())
    phone.files.write(f"{DOWNLOAD}/.hidden", b"")
    phone.files.make_directory(f"{DOWNLOAD}/Sub folder")
    phone.files.write(f"{DOWNLOAD}/Sub folder/deep.txt", b"deep")
    install(phone)
    return phone


def ask(phone: Phone, action: str, kind: str = "*/*", **extras: str | bool) -> None:
    names = {"title": "TITLE", "multiple": "ALLOW_MULTIPLE", "types": "MIME_TYPES"}
    given = {f"android.intent.extra.{names[name]}": value for name, value in extras.items()}
    assert phone.context().ask(Intent(f"{ACTION}{action}", type=kind, extras=given), "it")


def files(phone: Phone) -> list[str]:
    return [e.text for e in phone.frame().elements() if e.resource_id == "android:id/title" and e.text]


def downloads(phone: Phone) -> None:
    tap(phone, "Show roots")
    tap(phone, "Downloads")


def answer(phone: Phone) -> Intent:
    request, data = told(phone)[-1]
    assert request == "it"
    assert data is not None
    return data


@pytest.mark.parametrize("action", ["OPEN_DOCUMENT", "GET_CONTENT"])
def test_a_file_is_found_in_its_folder_and_handed_over(phone: Phone, action: str) -> None:
    ask(phone, action)
    assert files(phone) == ["deep.txt", "receipt.png", "a.txt", "b.txt"]  # recent, newest first
    downloads(phone)
    assert files(phone) == ["Sub folder", "a.txt", "b.txt", "receipt.png"]
    tap(phone, "Sub folder")
    tap(phone, "deep.txt")
    assert path_of(answer(phone).data) == f"{DOWNLOAD}/Sub folder/deep.txt"
    assert answer(phone).type == "text/plain"


def test_other_kinds_can_be_seen_and_not_chosen(phone: Phone) -> None:
    ask(phone, "OPEN_DOCUMENT", "image/*")
    downloads(phone)
    rows = {e.bounds.top: e for e in phone.frame().elements() if e.resource_id.endswith("item_root")}
    assert [row.is_enabled for row in rows.values()].count(False) >= 1
    tap(phone, "a.txt")
    assert phone.front.package != "test.probe"
    tap(phone, "receipt.png")
    assert answer(phone).type == "image/png"


def test_several_are_selected(phone: Phone) -> None:
    ask(phone, "OPEN_DOCUMENT", multiple=True)
    downloads(phone)
    first = elements(phone, "a.txt")[0].bounds.center
    phone.touch.long_press(first.x, first.y)
    tap(phone, "b.txt")
    assert elements(phone, "2 selected")
    tap(phone, "Select")
    found = [path_of(uri) for uri in str(answer(phone).extras[STREAM]).split("\n")]
    assert found == [f"{DOWNLOAD}/a.txt", f"{DOWNLOAD}/b.txt"]


def test_collections_gather_one_kind_from_everywhere(phone: Phone) -> None:
    phone.files.write("/sdcard/DCIM/photo.jpg", b"no jpeg")
    ask(phone, "OPEN_DOCUMENT")
    tap(phone, "Show roots")
    tap(phone, "Images")
    assert files(phone) == ["photo.jpg", "receipt.png"]
    tap(phone, "Show roots")
    tap(phone, "sdk_gphone_x86_64")
    assert {"DCIM", "Download"} <= set(files(phone))


def test_order_and_arrangement(phone: Phone) -> None:
    ask(phone, "OPEN_DOCUMENT")
    downloads(phone)
    tap(phone, "List view")
    assert elements(phone, "1.20 kB")
    tap(phone, "More options")
    tap(phone, "Sort by…")
    tap(phone, "Size (largest first)")
    assert files(phone) == ["Sub folder", "a.txt", "receipt.png", "b.txt"]
    tap(phone, "Grid view")
    assert files(phone)[0] == "Sub folder"


def test_search_goes_into_folders(phone: Phone) -> None:
    ask(phone, "OPEN_DOCUMENT")
    downloads(phone)
    tap(phone, "Search")
    phone.touch.text("DEEP")
    assert files(phone) == ["deep.txt"]
    phone.touch.clear_field()
    phone.touch.text("zzz")
    assert elements(phone, "No matches in Downloads")
    phone.touch.key(4)  # the keyboard
    phone.touch.key(4)  # the search
    assert len(files(phone)) == 4


def test_back_goes_up_and_then_gives_up(phone: Phone) -> None:
    ask(phone, "OPEN_DOCUMENT")
    downloads(phone)
    tap(phone, "Sub folder")
    tap(phone, "Downloads")  # in the path
    tap(phone, "Sub folder")
    phone.touch.key(4)
    assert "a.txt" in files(phone)
    phone.touch.key(4)
    assert told(phone) == [("it", None)]


@pytest.mark.parametrize(
    ("name", "kind", "saved"),
    [
        ("notes", "text/plain", "notes.txt"),
        ("notes.txt", "text/plain", "notes.txt"),
        ("notes.md", "text/plain", "notes.md"),
        ("notes", "*/*", "notes"),
    ],
)
def test_a_new_file_gets_its_name_and_place(phone: Phone, name: str, kind: str, saved: str) -> None:
    ask(phone, "CREATE_DOCUMENT", kind, title=name)
    assert elements(phone, "Save to") == []
    tap(phone, "Sub folder")
    tap(phone, "Save")
    path = f"{DOWNLOAD}/Sub folder/{saved}"
    assert path_of(answer(phone).data) == path
    assert phone.files.read(path) == b""


def test_saving_over_a_file_is_asked_about(phone: Phone) -> None:
    ask(phone, "CREATE_DOCUMENT", "text/plain", title="x.txt")
    tap(phone, "a.txt")  # takes its name
    tap(phone, "Save")
    assert elements(phone, "Overwrite a.txt?")
    tap(phone, "Cancel")
    assert phone.files.read(f"{DOWNLOAD}/a.txt") == b"a" * 1200
    tap(phone, "Save")
    tap(phone, "OK")
    assert phone.files.read(f"{DOWNLOAD}/a.txt") == b""
    assert path_of(answer(phone).data) == f"{DOWNLOAD}/a.txt"


def test_a_folder_is_made_on_the_way(phone: Phone) -> None:
    ask(phone, "CREATE_DOCUMENT", "text/plain", title="x.txt")
    tap(phone, "More options")
    tap(phone, "New folder")
    assert phone.window.keyboard_shown
    phone.touch.text("Fresh")
    tap(phone, "OK")
    assert phone.files.is_dir(f"{DOWNLOAD}/Fresh")
    tap(phone, "Save")
    assert phone.files.is_file(f"{DOWNLOAD}/Fresh/x.txt")


def test_a_whole_folder_is_given_after_a_question(phone: Phone) -> None:
    ask(phone, "OPEN_DOCUMENT_TREE")
    assert elements(phone, "Create new folder")  # the storage as a whole cannot be given
    tap(phone, "Documents")
    tap(phone, "Use this folder")
    assert elements(phone, "Allow Probe to access files in Documents?")
    tap(phone, "Allow")
    assert answer(phone).data == tree_uri("/sdcard/Documents")
    assert path_of(answer(phone).data) == "/storage/emulated/0/Documents"


def test_the_picker_over_adb_and_in_a_snapshot(phone: Phone) -> None:
    phone.shell(
        "am start -a android.intent.action.OPEN_DOCUMENT -c android.intent.category.OPENABLE -t image/*"
    )
    assert phone.front.component == (
        "com.google.android.documentsui/com.android.documentsui.picker.PickActivity"
    )
    saved, seen = phone.snapshot(), phone.frame().elements()
    tap(phone, "Show roots")
    phone.restore(saved)
    assert phone.frame().elements() == seen


def test_a_file_that_goes_meanwhile_is_gone_from_the_list(phone: Phone) -> None:
    ask(phone, "OPEN_DOCUMENT")
    downloads(phone)
    phone.shell(f"rm {DOWNLOAD}/a.txt")
    assert "a.txt" not in files(phone)


@pytest.mark.parametrize(
    "path", ["/sdcard/Download/a b%c.txt", "/data/local/tmp/ä.txt", f"{DOWNLOAD}/日本.md"]
)
def test_addresses_lead_back_to_their_files(path: str) -> None:
    assert path_of(document_uri(path)) == path.replace("/sdcard", "/storage/emulated/0")
    assert path_of("content://other/1") == ""
