"""`service call phone ...`: the telephony service, by the numbers of its calls on Android 13."""

from urllib.parse import quote

from device.phone.shell.call import Call
from device.phone.system.intent import Intent

_DIAL, _CALL = "1", "2"


def call_phone(call: Call, args: list[str]) -> None:
    """1 s16 NUMBER opens the dialler with it; 2 s16 PACKAGE s16 NUMBER calls it."""
    texts = [args[place + 1] for place in range(1, len(args) - 1, 2) if args[place] == "s16"]
    action = {_DIAL: "DIAL", _CALL: "CALL"}.get(args[0])
    if action is not None and texts and texts[-1]:
        data = f"tel:{quote(texts[-1], safe='+*#,;')}"
        call.phone.start(Intent(f"android.intent.action.{action}", data=data))
