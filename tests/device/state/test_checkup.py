"""What the doctor finds on a phone: each trouble with its setting, and the phone as it was."""

import dataclasses
import io
import re

import pytest
from PIL import Image

from device.link.transport.inprocess import InProcessTransport
from device.state.checkup import Finding, check_phone
from device.state.trait import lit_display, traits_of
from device.state.vendorquirk import advice, injection_hint
from tests.boot import fresh_phone
from tests.device.scripted import Scripted, tree


def png(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 40), (colour,) * 3).save(out, "PNG")
    return out.getvalue()


def answer(**parts: str) -> str:
    told = {"maker": "Xiaomi", "model": "M1", "release": "13", "sdk": "33", "booted": "1", **parts}
    return "".join(f"@tapwright {name}\n{text}\n" for name, text in told.items())


def phone(**parts: str) -> Scripted:
    made = Scripted().on("screencap", png(99)).on("^uiautomator", tree("x")).on("keyevent 0", "")
    return made.on("@tapwright", answer(**parts))


def found(transport: Scripted) -> dict[str, Finding]:
    return {one.check: one for one in check_phone(transport)}


def test_a_phone_in_order_is_left_as_it_was() -> None:
    embedded = fresh_phone()
    before = embedded.snapshot()
    states = {one.check: one.state for one in check_phone(InProcessTransport(embedded))}
    assert {states[name] for name in ("phone", "screen", "touch", "picture", "tree", "keyboard")} == {"ok"}
    changed = dataclasses.asdict(embedded.diff(before))
    assert {name for name, value in changed.items() if value} <= {"uptime_ms"}


def test_touch_that_is_forbidden_names_the_makers_switch() -> None:
    told = found(
        phone().on("keyevent 0", "java.lang.SecurityException: ... requires INJECT_EVENTS permission")
    )
    assert told["touch"].state == "bad"
    assert "Additional settings > Developer options" in told["touch"].hint
    assert "USB debugging (Security settings)" in told["touch"].hint


@pytest.mark.parametrize(
    ("maker", "switch"),
    [("OPPO", "Disable permission monitoring"), ("vivo", "Security settings"), ("nobody", "Xiaomi.*OPPO")],
)
def test_every_maker_has_its_own(maker: str, switch: str) -> None:
    assert re.search(switch, injection_hint(maker))


def test_a_locked_phone_is_told_and_not_touched() -> None:
    locked = phone(policy="    KeyguardServiceDelegate\n      showing=true", power="  mWakefulness=Asleep")
    told = found(locked)
    assert told["screen"].state == "bad"
    assert "PIN is never guessed" in told["screen"].hint
    assert told["touch"].state == "skip"
    assert not any("input" in line.split("@tapwright")[0] for line in locked.seen)


def test_another_automation_client_is_named() -> None:
    busy = phone(clients=" 4321 app_process / com.wetest.uia2.Main")
    busy.on("^uiautomator|rm -f", "java.lang.IllegalStateException: UiAutomationService already registered!")
    told = found(busy)["tree"]
    assert told.state == "bad"
    assert "com.wetest.uia2.Main" in told.hint


def test_a_fold_that_is_shut_is_told_from_a_hidden_screen() -> None:
    two = "Display 1 (HWC display 0): port=0\nDisplay 2 (HWC display 1): port=1"
    told = found(phone(displays=two).on("screencap", png(0)))["picture"]
    assert (told.state, "Unfold" in told.hint) == ("note", True)


def test_remarks() -> None:
    told = found(
        phone(
            maker="HUAWEI",
            users="Users:\n\tUserInfo{0:Owner:c13} running\n\tUserInfo{10:Work:1030} running",
            zen="1",
            space="/dev/x 1000000 900000 100000 90% /data",
            keyboards="com.maker/.Ime",
        )
    )
    assert {"maker", "profile", "quiet", "storage"} <= set(told)
    assert "agent setup --keyboard" in told["keyboard"].hint
    assert "charge only" in told["maker"].hint


def test_without_adbkeyboard_the_clipboard_is_named_where_a_run_would_go_by_it() -> None:
    embedded = fresh_phone()
    embedded.shell("pm uninstall com.android.adbkeyboard")
    (told,) = [one for one in check_phone(InProcessTransport(embedded)) if one.check == "keyboard"]
    assert told.text == "any language by the clipboard (Clipper), plain letters in passwords and secrets"
    assert "agent setup --keyboard" in told.hint
    embedded.shell("pm uninstall ca.zgrs.clipper")
    (told,) = [one for one in check_phone(InProcessTransport(embedded)) if one.check == "keyboard"]
    assert told.text == "plain letters and signs only"


def test_a_phone_that_is_still_starting_or_very_old() -> None:
    assert found(phone(booted="0"))["phone"].state == "bad"
    assert found(phone(sdk="24"))["phone"].state == "note"


def test_the_display_in_use() -> None:
    viewports = (
        "mViewports=[DisplayViewport{type=INTERNAL, isActive=false, displayId=0, uniqueId='local:1'}, "
        "DisplayViewport{type=INTERNAL, isActive=true, displayId=0, uniqueId='local:2', orientation=0}]"
    )
    assert lit_display(viewports) == "2"
    assert lit_display("nonsense") == ""


def test_answers_that_say_nothing() -> None:
    empty = traits_of("")
    assert (empty.sdk, empty.awake, empty.locked, empty.displays) == (0, True, False, ())
    assert advice("").injection == ""
