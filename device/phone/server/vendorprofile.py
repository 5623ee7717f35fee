"""A work profile: a second user of the phone, with apps that its launcher shows beside the owner's."""

from typing import TYPE_CHECKING

from device.phone.server.vendorpicture import Programs, answer
from device.phone.shell.call import Call
from device.phone.shell.command.activity import COMMANDS as _ACTIVITY
from device.phone.shell.command.package import COMMANDS as _PACKAGE
from device.phone.shell.command.service import COMMANDS as _SERVICE

if TYPE_CHECKING:
    from device.phone.phone import Phone

_USER = "10"
_BOTH, _WORK = "com.google.android.deskclock/", "net.gsantner.markor/"
"""An app that both have, and one of the profile alone."""


def profile(_phone: "Phone") -> Programs:
    """The Clock is in both, Markor in the profile alone; it runs as that user or not at all."""

    def manage(call: Call) -> int:
        said, status = answer(call, _PACKAGE["pm"])
        if call.args[:2] == ["list", "users"]:
            said += b"\tUserInfo{10:Work profile:1030} running\n"
        call.out(said)
        return status

    def told(call: Call) -> int:
        said, status = answer(call, _SERVICE["cmd"])
        if call.args[:2] == ["package", "query-activities"]:
            said = "\n".join(line for line in said.decode().splitlines() if _is_of(call, line)).encode()
        call.out(said + b"\n")
        return status

    def start(call: Call) -> int:
        if any(word.startswith(_WORK) for word in call.args) and not _as_worker(call):
            call.err("Error type 3\nError: Activity class does not exist.")
            return 1
        return _ACTIVITY["am"](call)

    return {"pm": manage, "cmd": told, "am": start}


def _as_worker(call: Call) -> bool:
    return "--user" in call.args and call.args[call.args.index("--user") + 1] == _USER


def _is_of(call: Call, line: str) -> bool:
    """Whether the user who is asked about has the activity of a line."""
    name = line.strip()
    if "/" not in name:
        return True
    return name.startswith((_BOTH, _WORK)) if _as_worker(call) else not name.startswith(_WORK)
