"""pm install and its relatives: APKs come, are opened, saved with the phone, refused for a reason, and go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.phone import Phone
from device.phone.system.apk.apk import ApkFault, read_apk
from device.phone.system.apk.axml import Reference, read_xml
from device.phone.system.apk.pool import Broken
from device.phone.system.apk.resource import text_of
from tests.boot import fresh_phone
from tests.device.phone.shell.apkfile import apk, compiled, manifest, table

TIDE = "com.example.tide"
MAIN = f"{TIDE}/{TIDE}.MainActivity"
TMP = "/data/local/tmp/tide.apk"


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def _install(phone: Phone, data: bytes, options: str = "") -> str:
    return phone.shell(f"cmd package install {options} -S {len(data)}", data).text


def _texts(phone: Phone) -> list[str]:
    return [element.text for element in phone.frame().elements() if element.text]


def test_an_installed_app_has_an_icon_and_a_screen_of_its_own(phone: Phone) -> None:
    assert _install(phone, apk()) == "Success\n"
    phone.shell("input keyevent KEYCODE_HOME; input swipe 540 1900 540 400 200")
    icon = next(each for each in phone.frame().elements() if each.text == "Tide Table")
    phone.touch.tap(icon.bounds.center.x, icon.bounds.center.y)
    assert phone.front.component == MAIN
    assert _texts(phone) == ["Tide Table"]


def test_its_activities_answer_its_intents(phone: Phone) -> None:
    _install(phone, apk())
    phone.shell("am start -a android.intent.action.VIEW -d tide://today")
    assert phone.front.component == f"{TIDE}/{TIDE}.LinkActivity"


def test_its_name_is_found_in_the_table_of_resources(phone: Phone) -> None:
    _install(phone, apk(manifest(label=Reference(0x7F010000)), resources_DOT_arsc=table("Tide Täble")))
    assert phone.packages.get(TIDE).label == "Tide Täble"  # type: ignore[union-attr]


def test_names_of_attributes_may_be_shrunk_away() -> None:
    assert read_apk(apk(eight=True), "x").manifest == read_apk(apk(), "x").manifest


def test_snapshots_and_forks_have_it_and_earlier_ones_have_not(phone: Phone) -> None:
    before = phone.snapshot()
    _install(phone, apk())
    phone.shell(f"am start -n {MAIN}")
    other = fresh_phone()
    other.restore(phone.snapshot())
    assert _texts(other) == _texts(phone.fork()) == ["Tide Table"]
    phone.restore(before)
    assert phone.packages.get(TIDE) is None
    assert "does not exist" in phone.shell(f"am start -n {MAIN}").stderr.decode()


def test_a_fork_installs_for_itself(phone: Phone) -> None:
    fork = phone.fork()
    _install(fork, apk())
    assert TIDE in fork.apps
    assert TIDE not in phone.apps


def test_an_apk_of_an_app_the_phone_has_is_that_app(phone: Phone) -> None:
    phone.shell("pm uninstall net.gsantner.markor")
    assert _install(phone, apk(manifest("net.gsantner.markor", label="?", name="2.99"))) == "Success\n"
    phone.shell("monkey -p net.gsantner.markor 1")
    assert phone.front.name == "net.gsantner.markor.activity.MainActivity"
    assert phone.shell("pm list packages -f markor").text == (
        "package:/data/app/net.gsantner.markor/base.apk=net.gsantner.markor\n"
    )
    assert "versionName=2.99" in phone.shell("dumpsys package net.gsantner.markor").text


def _dates(phone: Phone) -> list[str]:
    told = phone.shell(f"dumpsys package {TIDE}").text
    return [line.strip() for line in told.splitlines() if "Time=" in line]


def test_the_dates_of_an_app_are_those_of_its_first_and_latest_apk(phone: Phone) -> None:
    phone.shell("date 10160900")
    _install(phone, apk())
    phone.shell("date 10171000")
    _install(phone, apk(), "-r")
    assert _dates(phone) == ["lastUpdateTime=2023-10-17 10:00:00", "firstInstallTime=2023-10-16 09:00:00"]
    phone.shell(f"setprop persist.sys.timezone Asia/Tokyo; pm uninstall {TIDE}")
    _install(phone, apk())
    assert _dates(phone) == ["lastUpdateTime=2023-10-17 19:00:00", "firstInstallTime=2023-10-17 19:00:00"]


def test_uninstalling_takes_the_app_its_data_and_its_apk(phone: Phone) -> None:
    _install(phone, apk())
    phone.shell(f"am start -n {MAIN}; echo x > /data/data/{TIDE}/kept")
    assert phone.shell(f"pm uninstall {TIDE}").text == "Success\n"
    assert phone.front.package != TIDE
    assert phone.shell(f"ls /data/app /data/data | grep {TIDE}; pm list packages {TIDE}").text == ""
    assert phone.shell(f"pm uninstall {TIDE}").text == "Failure [DELETE_FAILED_INTERNAL_ERROR]\n"


APPS = ("org.tasks", "com.fernmail.android", "com.dimowner.audiorecorder", "net.osmand")


@pytest.mark.parametrize("package", APPS)
def test_the_data_of_an_app_the_phone_came_with_goes_with_it_and_is_laid_anew(
    phone: Phone, package: str
) -> None:
    data = f"/data/data/{package}"
    phone.shell(f"monkey -p {package} 1; echo x > {data}/own")
    before = phone.shell(f"ls -R {data}/databases").text
    assert phone.shell(f"pm uninstall {package}").text == "Success\n"
    phone.shell(f"am force-stop {package}; pm clear {package}; am kill {package}; monkey -p {package} 1")
    gone = phone.shell(f"ls -R {data}")
    assert (gone.text, gone.exit_code) == ("", 1)
    assert "No such file or directory" in gone.stderr.decode()
    assert _fork_of(phone).shell(f"ls {data}").exit_code == 1
    phone.shell(f"pm install-existing {package}")
    assert phone.shell(f"ls {data}").text == "databases\n"
    assert phone.shell(f"ls -R {data}/databases").text == before
    assert phone.shell(f"monkey -p {package} 1").exit_code == 0
    phone.frame()
    assert phone.front.package == package


def _fork_of(phone: Phone) -> Phone:
    other = fresh_phone()
    other.restore(phone.snapshot())
    return other


def test_data_that_is_to_be_kept_is_there_for_the_next_apk(phone: Phone) -> None:
    data = "/data/data/org.tasks/databases/preferences.db"
    table = phone.shell(f"sqlite3 {data} .tables").text.split()[0]
    phone.shell(
        f"echo x > /data/data/org.tasks/plugin; sqlite3 {data} \"INSERT INTO {table} VALUES ('a', 'Kept')\""
    )
    assert phone.shell("pm uninstall -k org.tasks").text == "Success\n"
    assert phone.shell("cat /data/data/org.tasks/plugin").text == "x\n"
    assert _install(phone, apk(manifest("org.tasks", label="?", name="99"))) == "Success\n"
    assert phone.shell(f"sqlite3 {data} 'SELECT * FROM {table}'").text == "a|Kept\n"


def test_a_system_app_goes_for_a_user_and_comes_back(phone: Phone) -> None:
    camera = "com.android.camera2"
    assert phone.shell(f"pm uninstall {camera}").text == "Failure [DELETE_FAILED_INTERNAL_ERROR]\n"
    assert phone.shell(f"pm uninstall --user 0 {camera}").text == "Success\n"
    assert phone.shell(f"pm list packages {camera}").text == ""
    assert phone.shell(f"pm list packages -u {camera}").text == f"package:{camera}\n"
    assert phone.shell(f"pm install-existing {camera}").text == f"Package {camera} installed for user: 0\n"
    assert phone.shell(f"monkey -p {camera} 1").exit_code == 0


def test_hiding_and_disabling_take_the_icon_and_refuse_the_launch(phone: Phone) -> None:
    for take, give in (("hide", "unhide"), ("disable-user", "enable")):
        phone.shell(f"pm {take} net.gsantner.markor")
        assert "net.gsantner.markor" not in [app.manifest.package for app in phone.packages.launchable()]
        refused = phone.shell("am start -n net.gsantner.markor/.activity.MainActivity")
        assert refused.stderr.startswith(b"Error type 3\n")
        phone.shell(f"pm {give} net.gsantner.markor")
        assert phone.shell("am start -n net.gsantner.markor/.activity.MainActivity").exit_code == 0


def test_grants_and_installers(phone: Phone) -> None:
    _install(phone, apk(), "-g -i com.android.vending")
    assert phone.packages.get(TIDE).granted == {"android.permission.CAMERA"}  # type: ignore[union-attr]
    assert phone.shell("pm list packages -i tide").text == f"package:{TIDE}  installer=com.android.vending\n"


# -- sessions ----------------------------------------------------------------------------------------------
def _session(phone: Phone) -> str:
    return phone.shell("pm install-create -r").text.partition("[")[2].partition("]")[0]


def test_a_session_takes_base_and_parts(phone: Phone) -> None:
    number, base, part = _session(phone), apk(), apk(manifest(split="config.en"))
    for name, data in (("split_config.en.apk", part), ("base.apk", base)):
        done = phone.shell(f"pm install-write -S {len(data)} {number} {name} -", data)
        assert done.text == f"Success: streamed {len(data)} bytes\n"
    assert phone.shell(f"pm install-commit {number}").text == "Success\n"
    assert phone.packages.main(TIDE) == MAIN
    assert "Caller has no access to session" in phone.shell(f"pm install-commit {number}").stderr.decode()


def test_a_session_is_part_of_a_snapshot_and_can_be_abandoned(phone: Phone) -> None:
    number = _session(phone)
    saved = phone.snapshot()
    assert phone.shell(f"pm install-abandon {number}").text == "Success\n"
    assert phone.shell(f"pm install-write -S 1 {number} a", b"x").exit_code == 255
    phone.restore(saved)
    assert phone.shell(f"pm install-write -S 1 {number} a", b"x").text == "Success: streamed 1 bytes\n"


def test_parts_alone_are_refused(phone: Phone) -> None:
    number, part = _session(phone), apk(manifest(split="config.en"))
    phone.shell(f"pm install-write -S {len(part)} {number} part.apk -", part)
    assert "INSTALL_FAILED_INVALID_APK" in phone.shell(f"pm install-commit {number}").text


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (b"some text", "INSTALL_PARSE_FAILED_NOT_APK"),
        (apk(manifest(split="config.en"))[:-40], "INSTALL_PARSE_FAILED_NOT_APK"),
        (apk(manifest(split="config.en"), signed=False), "INSTALL_PARSE_FAILED_NO_CERTIFICATES"),
        (
            apk(manifest("com.example.other", split="config.en")),
            "package com.example.other inconsistent with",
        ),
        (apk(manifest(split="config.en", version=9)), "version code 9 inconsistent with 3"),
        (apk(), "Split null was defined multiple times"),
    ],
)
def test_parts_that_are_not_of_one_package_are_refused(phone: Phone, part: bytes, why: str) -> None:
    number = _session(phone)
    for name, data in (("base.apk", apk()), ("part.apk", part)):
        phone.shell(f"pm install-write -S {len(data)} {number} {name} -", data)
    told = phone.shell(f"pm install-commit {number}")
    assert told.exit_code == 1
    assert why in told.text
    assert phone.packages.main(TIDE) != MAIN


def test_a_part_alone_is_no_app(phone: Phone) -> None:
    part = apk(manifest(split="config.en"))
    told = phone.shell(f"pm install -S {len(part)}", part)
    assert (told.exit_code, "Full install must include a base package" in told.text) == (1, True)


# -- refusals ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no archive", "INSTALL_PARSE_FAILED_NOT_APK"),
        (apk()[:-40], "INSTALL_PARSE_FAILED_NOT_APK"),
        (apk(signed=False), "INSTALL_PARSE_FAILED_NO_CERTIFICATES"),
        (apk(manifest("tide")), "INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME"),
        (apk(manifest(least=34)), "INSTALL_FAILED_OLDER_SDK"),
        (apk(manifest(test_only=True)), "INSTALL_FAILED_TEST_ONLY"),
        (apk(lib__x86__liba_DOT_so=b""), "INSTALL_FAILED_NO_MATCHING_ABIS"),
    ],
)
def test_an_apk_is_refused_by_the_code_of_what_is_wrong(phone: Phone, data: bytes, code: str) -> None:
    done = phone.shell(f"cmd package install -S {len(data)}", data)
    assert done.text.startswith(f"Failure [{code}: ")
    assert done.exit_code == 1
    assert phone.packages.get(TIDE) is None


def test_older_versions_and_second_installs(phone: Phone) -> None:
    new, old = apk(manifest(version=5)), apk(manifest(version=4))
    _install(phone, new)
    assert "INSTALL_FAILED_VERSION_DOWNGRADE" in _install(phone, old)
    assert "INSTALL_FAILED_ALREADY_EXISTS" in _install(phone, new, "-R")
    assert _install(phone, old, "-d") == "Success\n"
    assert _install(phone, apk(manifest(version=9, test_only=True)), "-t") == "Success\n"


def test_a_full_storage_refuses_and_nothing_is_left(phone: Phone) -> None:
    data = apk()
    phone.files.cap_bytes = phone.files.used + len(data) - 1
    done = phone.shell(f"cmd package install -S {len(data)}", data)
    assert "not enough space" in done.stderr.decode()
    assert phone.shell(f"pm list packages {TIDE}").text == ""
    phone.shell(f"pm install-create; pm install-write -S {len(data)} 1042000003 a -", data)
    assert phone.shell("ls /data/app").text.count("tmp") == 1


def test_a_path_that_is_none(phone: Phone) -> None:
    done = phone.shell("pm install /sdcard/none.apk")
    assert done.exit_code == 255
    assert "Error: Unable to open file: /sdcard/none.apk" in done.stderr.decode()
    phone.files.write(TMP, apk())
    assert phone.shell(f"pm install -r -t {TMP}").text == "Success\n"
    assert "Unknown option --frob" in phone.shell(f"pm install --frob {TMP}").stderr.decode()


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_manifest_is_a_reason_never_an_error(data: st.DataObject) -> None:
    whole = bytearray(apk(manifest(label=Reference(0x7F010000)), resources_DOT_arsc=table("Tide")))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(30, len(whole) - 1))] = data.draw(st.integers(0, 255))
    told = ""
    try:
        read_apk(bytes(whole), "x")
    except ApkFault as fault:
        told = fault.code
    assert told.startswith("INSTALL_") or not told


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=6),
    st.integers(0, 4000),
    st.booleans(),
)
def test_damaged_xml_and_tables_are_broken_and_nothing_worse(
    changes: list[tuple[int, int]], cut: int, eight: bool
) -> None:
    for whole, read in (
        (compiled(manifest(), eight=eight), lambda data: read_xml(data).name),
        (table("Tide"), lambda data: text_of(data, 0x7F010000)),
    ):
        damaged = bytearray(whole)
        for place, value in changes:
            damaged[place % len(damaged)] = value
        try:
            name = read(bytes(damaged[: max(cut, 8)]))
        except Broken:
            continue
        assert isinstance(name, str)


def test_a_pool_of_strings_that_lie_in_each_other_is_broken() -> None:
    whole = bytearray(compiled(manifest()))
    count = int.from_bytes(whole[16:20], "little")
    for place in range(count):
        whole[36 + 4 * place : 40 + 4 * place] = bytes(4)  # every string is the first one
    first = 36 + 4 * count
    whole[first : first + 2] = (1200).to_bytes(2, "little")  # which is as long as the rest of the file
    with pytest.raises(Broken):
        read_xml(bytes(whole))


def test_settings_uninstalls_what_the_shell_installed(phone: Phone) -> None:
    _install(phone, apk())
    phone.shell(f"am start -a android.settings.APPLICATION_DETAILS_SETTINGS -d package:{TIDE}")
    for label in ("Uninstall", "OK"):
        found = next(each for each in phone.frame().elements() if each.text == label)
        phone.touch.tap(found.bounds.center.x, found.bounds.center.y)
    assert phone.packages.get(TIDE) is None
    assert not phone.files.exists(f"/data/app/{TIDE}")
    assert not phone.files.exists(f"/data/data/{TIDE}")


def test_a_name_is_one_line_that_can_be_seen(phone: Phone) -> None:
    _install(phone, apk(manifest(label="Tide\n\0Table " + "x" * 500)))
    held = phone.packages.get(TIDE)
    assert held is not None
    assert held.label.startswith("Tide Table xxx")
    assert len(held.label) == 100
    phone.shell(f"am start -n {MAIN}")
    assert b"<hierarchy" in phone.shell("uiautomator dump /dev/tty").stdout


MARKOR = "net.gsantner.markor"


def test_a_suspended_app_does_not_open_and_the_phone_says_why(phone: Phone) -> None:
    said = phone.shell(f"pm suspend {MARKOR}").text
    assert said == f"Package {MARKOR} new suspended state: true\n"
    before = phone.front.component
    phone.shell(f"am start -n {MARKOR}/.activity.MainActivity")
    assert phone.front.component == before
    assert {"App isn't available", "Markor isn't available right now. This is managed by Shell."} <= set(
        _texts(phone)
    )
    assert "SuspendedAppActivity" in phone.shell("dumpsys window").text
    assert "suspended=true" in phone.shell(f"dumpsys package {MARKOR}").text
    fork = phone.fork()
    assert "App isn't available" in _texts(fork)
    button = next(element for element in phone.frame().elements() if element.text == "OK")
    phone.touch.tap(button.bounds.center.x, button.bounds.center.y)
    assert "App isn't available" not in _texts(phone)
    assert phone.shell(f"pm unsuspend {MARKOR}").text == f"Package {MARKOR} new suspended state: false\n"
    phone.shell(f"am start -n {MARKOR}/.activity.MainActivity")
    assert phone.front.package == MARKOR


def test_what_is_said_of_a_suspended_app_can_be_chosen(phone: Phone) -> None:
    phone.shell(f"cmd package suspend --user 0 --dialogMessage 'Not {{now}}' {MARKOR}")
    phone.shell(f"monkey -p {MARKOR} -c android.intent.category.LAUNCHER 1")
    assert "Not {now}" in _texts(phone)
    phone.shell("am start -a android.settings.SETTINGS")
    assert "Not {now}" not in _texts(phone)


def test_not_every_app_can_be_suspended(phone: Phone) -> None:
    home = phone.home_package
    assert phone.shell(f"pm suspend {home}").text == f"Package {home} new suspended state: false\n"
    result = phone.shell("pm suspend nobody")
    assert (result.text, result.exit_code) == (
        "java.lang.IllegalArgumentException: Unknown target package: nobody\n", 1,
    )  # fmt: skip
    assert phone.shell("pm suspend").exit_code == 1
