"""am set-standby-bucket and get-standby-bucket: how much an app may do unseen. Here all may all."""

from device.phone.shell.call import Call
from device.phone.shell.command.intent import died

_BUCKETS = {"active": 10, "working_set": 20, "frequent": 30, "rare": 40, "restricted": 45, "never": 50}
_ACTIVE = "10"
_STORE = "tapwright.standby."
"""How the properties begin that keep the bucket of a package."""


def set_standby_bucket(call: Call, args: list[str]) -> int:
    """`am set-standby-bucket PACKAGE BUCKET [PACKAGE BUCKET]...`, the buckets by name or number."""
    words = _words(args)
    if len(words) < 2 or len(words) % 2:
        return died(call, call.args[0], "java.lang.IllegalArgumentException", "Argument expected")
    for package, name in zip(words[::2], words[1::2], strict=True):
        found = [
            value
            for bucket, value in _BUCKETS.items()
            if len(name) > 1 and bucket.startswith(name.lower()[:2])
        ]
        if name.isascii() and name.isdigit() and len(name) < 9:
            found = [int(name)]
        if not found:
            call.err(f"Error: Unknown bucket: {name}")
            return 255
        if call.phone.packages.get(package) is None:
            message = f"Unknown package: {package}"
            return died(call, call.args[0], "java.lang.IllegalArgumentException", message)
        call.phone.properties[f"{_STORE}{package}"] = str(found[0])
    return 0


def get_standby_bucket(call: Call, args: list[str]) -> int:
    """`am get-standby-bucket [PACKAGE]`: its number, or those of all packages."""
    store = call.phone.properties
    words = _words(args)
    if words:
        call.line(store.get(f"{_STORE}{words[0]}", _ACTIVE))
        return 0
    for held in call.phone.packages.all():
        call.line(f"{held.package}: {store.get(f'{_STORE}{held.package}', _ACTIVE)}")
    return 0


def _words(args: list[str]) -> list[str]:
    """What stands there but for `--user USER`."""
    words = [arg for arg in args if arg]
    return words[2:] if words[:1] == ["--user"] else words
