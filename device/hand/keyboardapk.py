"""ADBKeyboard put on a phone, for who wants it: one known file, told by its checksum, and no other."""

import hashlib
import urllib.request
from pathlib import Path

from device.error import ConfigError, DeviceError
from device.hand.adbkeyboard import ADB_KEYBOARD_NAMES
from device.link.transport.protocol import Transport, quote
from device.state.vendorquirk import advice

SHA256 = "e698adea5633135a067b038f9a0cf41baa4de09888713a81593fb2b9682cdc59"
ADDRESS = "https://raw.githubusercontent.com/senzhk/ADBKeyBoard/4b513f3313b8392b316b37e9c08b0be2def79dda/ADBKeyboard.apk"
"""The file of the project's own repository, at one commit."""
SIZE = 17_374
_REMOTE = "/data/local/tmp/tapwright-adbkeyboard.apk"
_TIMEOUT = 30.0


def keyboard_file(path: Path | None = None) -> bytes:
    """The APK, of a file or fetched. Raises ConfigError when it is not to be had or not the known one."""
    try:
        if path is not None:
            data = path.read_bytes()
        else:
            with urllib.request.urlopen(ADDRESS, timeout=_TIMEOUT) as answer:
                data = answer.read(SIZE + 1)
    except OSError as error:
        raise ConfigError(
            f"the keyboard cannot be had: {getattr(error, 'reason', None) or error}",
            f"Fetch it on another computer ({ADDRESS}), then: agent setup --keyboard --apk FILE",
        ) from error
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ConfigError(
            f"{path or ADDRESS} is not the ADBKeyboard that is known (its checksum differs)",
            "It is not installed",
        )
    return data


def install_keyboard(transport: Transport, apk: bytes) -> None:
    """Install it; the owner's keyboard stays the one in use. Raises DeviceError when the phone refuses."""
    transport.push(apk, _REMOTE)
    try:
        answer = transport.shell(quote(["pm", "install", "-r", _REMOTE]), timeout=120.0)
    finally:
        transport.shell(quote(["rm", "-f", _REMOTE]))
    said = (answer.stdout + answer.stderr).decode("utf-8", "replace")
    if "Success" not in said:
        maker = transport.shell("getprop ro.product.manufacturer").text
        reason = next(
            (line.strip() for line in said.splitlines() if "Failure" in line or "Error" in line), said
        )
        raise DeviceError(
            f"the phone does not install the keyboard ({reason.strip()[:160]})",
            advice(maker).install or "Allow what the phone asks, and try again",
        )
    if not has_keyboard(transport):
        raise DeviceError("the keyboard was installed, but the phone does not list it", "Restart the phone")


def has_keyboard(transport: Transport) -> bool:
    """Whether ADBKeyboard is on the phone."""
    return any(name in ADB_KEYBOARD_NAMES for name in transport.shell("ime list -s -a").text.split())
