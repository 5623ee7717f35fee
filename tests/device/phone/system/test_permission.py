"""Permissions at run time: asked for, answered, kept, and the same wherever they are looked up."""

import pytest

from device.phone.phone import Phone
from device.phone.system.context import Context
from device.phone.system.intent import GRANT, Intent
from device.phone.system.permission import COARSE, FINE
from tests.boot import fresh_phone
from tests.device.phone.probe import elements, install, tap, told

CAMERA = "android.permission.CAMERA"
READ = "android.permission.READ_CONTACTS"
WRITE = "android.permission.WRITE_CONTACTS"
SMS = "com.simplemobiletools.smsmessenger"
CLOCK = "com.google.android.deskclock"


@pytest.fixture
def phone() -> Phone:
    return fresh_phone(seed=3)


@pytest.fixture
def probe(phone: Phone) -> Context:
    return install(phone)


def answers(phone: Phone) -> dict[str, object]:
    data = told(phone)[-1][1]
    return dict(data.extras) if data is not None else {}


def test_an_app_has_nothing_until_it_was_allowed(phone: Phone, probe: Context) -> None:
    assert not probe.granted("CAMERA")
    assert probe.granted("INTERNET")
    probe.request("CAMERA")
    assert phone.front.component == GRANT
    assert elements(phone, "Allow Probe to take pictures and record video?")
    tap(phone, "permission_allow_foreground_only_button")
    assert phone.front.package == "test.probe"
    assert answers(phone) == {CAMERA: True}
    assert probe.granted("CAMERA", CAMERA)


def test_what_is_allowed_is_not_asked_again(phone: Phone, probe: Context) -> None:
    phone.shell(f"pm grant test.probe {CAMERA}")
    probe.request("CAMERA")
    assert phone.front.package == "test.probe"
    assert answers(phone) == {CAMERA: True}


def test_refused_twice_the_app_may_not_ask_any_more(phone: Phone, probe: Context) -> None:
    probe.request("CAMERA")
    tap(phone, "permission_deny_button")
    assert answers(phone) == {CAMERA: False}
    probe.request("CAMERA")
    tap(phone, "permission_deny_and_dont_ask_again_button")
    probe.request("CAMERA")
    assert phone.front.package == "test.probe"
    assert len(told(phone)) == 3
    assert f"{CAMERA}: granted=false, flags=[ USER_FIXED ]" in dump(phone)
    phone.shell("pm reset-permissions")
    probe.request("CAMERA")
    assert phone.front.component == GRANT


def test_back_is_no_answer_and_a_touch_beside_does_nothing(phone: Phone, probe: Context) -> None:
    probe.request("CAMERA")
    phone.touch.tap(540, 300)
    assert phone.front.component == GRANT
    phone.touch.key(4)
    assert answers(phone) == {CAMERA: False}
    assert not phone.packages.get("test.probe").denied  # type: ignore[union-attr]


def test_only_this_time_lasts_until_the_app_is_closed(phone: Phone, probe: Context) -> None:
    probe.request("CAMERA")
    tap(phone, "Only this time")
    assert probe.granted("CAMERA")
    phone.touch.key(3)
    phone.start(Intent(package="test.probe"))
    assert phone.context().granted("CAMERA")
    phone.force_stop("test.probe")
    phone.start(Intent(package="test.probe"))
    assert not phone.context().granted("CAMERA")


def test_several_groups_are_asked_one_after_the_other(phone: Phone, probe: Context) -> None:
    probe.request("READ_CONTACTS", "WRITE_CONTACTS", "CAMERA")
    assert elements(phone, "Allow Probe to access your contacts?")
    tap(phone, "permission_allow_button")
    assert elements(phone, "Allow Probe to take pictures and record video?")
    tap(phone, "Don’t allow")
    assert answers(phone) == {READ: True, WRITE: True, CAMERA: False}


def test_the_rest_of_an_allowed_group_needs_no_question(phone: Phone, probe: Context) -> None:
    phone.shell(f"pm grant test.probe {READ}")
    probe.request("WRITE_CONTACTS")
    assert answers(phone) == {WRITE: True}


@pytest.mark.parametrize(("choice", "precise"), [("Precise", True), ("Approximate", False)])
def test_location_is_precise_or_approximate(phone: Phone, probe: Context, choice: str, precise: bool) -> None:
    probe.request("ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION")
    tap(phone, choice)
    tap(phone, "While using the app")
    assert answers(phone) == {FINE: precise, COARSE: True}


def test_taken_back_by_adb(phone: Phone, probe: Context) -> None:
    phone.shell(f"pm grant test.probe {CAMERA}")
    assert f"{CAMERA}: granted=true" in dump(phone)
    assert phone.shell(f"pm revoke test.probe {CAMERA}").exit_code == 0
    assert not probe.granted("CAMERA")
    assert f"{CAMERA}: granted=false" in dump(phone)


def test_operations_are_the_same_switch(phone: Phone, probe: Context) -> None:
    assert phone.shell("appops get test.probe CAMERA").stdout == b"CAMERA: ignore\n"
    assert phone.shell("appops set test.probe android:camera allow").exit_code == 0
    assert probe.granted("CAMERA")
    assert b"CAMERA: allow\n" in phone.shell("cmd appops get test.probe").stdout
    phone.shell("appops set test.probe CAMERA deny")
    assert not probe.granted("CAMERA")
    assert phone.shell("appops get test.probe CAMERA").stdout == b"CAMERA: deny\n"
    phone.shell("appops set test.probe CAMERA foreground")
    assert phone.shell("appops get test.probe CAMERA").stdout == b"CAMERA: foreground\n"
    phone.shell(f"pm revoke test.probe {CAMERA}")
    assert phone.shell("appops get test.probe CAMERA").stdout == b"CAMERA: ignore\n"
    phone.shell("appops set test.probe READ_CLIPBOARD ignore; appops set test.probe RUN_IN_BACKGROUND deny")
    assert b"READ_CLIPBOARD: ignore\n" in phone.shell("appops get test.probe").stdout
    phone.shell("appops reset test.probe")
    assert (
        phone.shell("appops get test.probe READ_CLIPBOARD").stdout == b"No operations.\nDefault mode: allow\n"
    )
    assert (
        phone.shell("appops get test.probe MOCK_LOCATION").stdout == b"No operations.\nDefault mode: deny\n"
    )
    phone.shell("appops set com.android.settings CAMERA deny")
    assert phone.shell("appops get com.android.settings CAMERA").stdout == b"CAMERA: deny\n"
    assert phone.shell("appops set test.probe NONSENSE allow").exit_code == 255
    assert phone.shell("appops get no.such.app").exit_code == 255


def test_clearing_an_app_takes_back_what_people_allowed(phone: Phone) -> None:
    assert "POST_NOTIFICATIONS: granted=true" in dump(phone, SMS)  # the phone comes set up
    phone.shell(f"pm clear {SMS}")
    assert "POST_NOTIFICATIONS: granted=false" in dump(phone, SMS)
    assert "SEND_SMS: granted=true" in dump(phone, SMS)  # it is the default app for texts
    phone.shell(f"pm clear {CLOCK}")
    assert "POST_NOTIFICATIONS: granted=true" in dump(phone, CLOCK)  # the system's own


@pytest.mark.parametrize(
    ("package", "taken", "button", "there"),
    [
        ("com.google.android.contacts", "READ_CONTACTS WRITE_CONTACTS", "Allow", "Create contact"),
        ("com.android.camera2", "CAMERA", "While using the app", "Shutter"),
        ("com.android.camera2", "RECORD_AUDIO", "While using the app", "Shutter"),
        (SMS, "READ_SMS SEND_SMS", "Allow", "New conversation"),
        ("com.google.android.dialer", "CALL_PHONE", "Allow", "key pad"),
        ("com.google.android.dialer", "READ_CALL_LOG", "Allow", "key pad"),
    ],
)
def test_an_app_asks_for_what_was_taken_back(
    phone: Phone, package: str, taken: str, button: str, there: str
) -> None:
    for name in taken.split():
        phone.shell(f"pm revoke {package} android.permission.{name}")
    phone.start(Intent(package=package))
    assert phone.front.component == GRANT
    tap(phone, "permission_deny_button")
    assert not elements(phone, there)
    tap(phone, "allow_button")
    tap(phone, "permission_deny_and_dont_ask_again_button")
    tap(phone, "allow_button")
    assert phone.front.package == "com.android.settings"
    phone.shell("pm reset-permissions")
    for name in taken.split():
        phone.shell(f"pm revoke {package} android.permission.{name}")
    phone.force_stop(package)
    phone.start(Intent(package=package))
    tap(phone, button)
    assert phone.front.package == package
    assert elements(phone, there)


def test_settings_read_and_write_the_same(phone: Phone, probe: Context) -> None:
    page = {"page": "grant", "argument": "test.probe Camera"}
    show = Intent(component="com.android.settings/com.android.settings.SubSettings", extras=dict(page))
    phone.start(show, same_task=True)
    tap(phone, "Allow only while using the app")
    assert probe.granted("CAMERA")
    tap(phone, "Ask every time")
    assert not probe.granted("CAMERA")
    tap(phone, "Don’t allow")
    phone.touch.key(4)
    phone.context().request("CAMERA")
    assert answers(phone) == {CAMERA: False}  # refused in Settings it is refused for good


def test_the_answer_survives_a_snapshot(phone: Phone, probe: Context) -> None:
    probe.request("READ_CONTACTS", "CAMERA")
    saved = phone.snapshot()
    tap(phone, "Allow")
    tap(phone, "Only this time")
    granted = phone.snapshot()
    phone.restore(saved)
    assert not phone.context().granted("READ_CONTACTS")
    assert elements(phone, "Allow Probe to access your contacts?")
    phone.restore(granted)
    assert phone.context().granted("READ_CONTACTS", "CAMERA")


def test_the_question_in_chinese() -> None:
    phone = fresh_phone(seed=3, locale="zh-CN")
    install(phone).request("CAMERA")
    assert elements(phone, "要允许“Probe”拍照和录像吗？")
    assert elements(phone, "仅限这一次")


def dump(phone: Phone, package: str = "test.probe") -> str:
    text = phone.shell(f"dumpsys package {package}").stdout.decode()
    return text.replace("android.permission.SEND", "SEND").replace("android.permission.POST", "POST")


def test_all_files_are_allowed_on_a_page_of_settings(phone: Phone) -> None:
    markor, action = "net.gsantner.markor", "android.settings.MANAGE_APP_ALL_FILES_ACCESS_PERMISSION"
    permission = "android.permission.MANAGE_EXTERNAL_STORAGE"
    assert f"{permission}: granted=true" in dump(phone, markor)  # the phone comes set up
    phone.shell(f"am start -a {action} -d package:{markor}")
    tap(phone, "Allow access to manage all files")
    assert f"{permission}: granted=false" in dump(phone, markor)
