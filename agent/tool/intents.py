"""Android's own intents as tools, each where the phone has an app for it.

Android defines what they do: the Clock keeps an alarm; an event or a message is filled in and left to the
last tap on the screen, which the guard judges. Actions and extras are those of
https://developer.android.com/guide/components/intents-common.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from pydantic import JsonValue

from agent.tool.tool import ANDROID, Arguments, Tool, ToolFailed
from device.client import Device
from device.link.transport.protocol import quote as quoted

_ACTION = "android.intent.action."
_EXTRA = "android.intent.extra.alarm."
_EVENTS = "content://com.android.calendar/events"
_NO_APP = "No activity found"
_PAGES = {
    "wifi": "WIFI_SETTINGS",
    "bluetooth": "BLUETOOTH_SETTINGS",
    "display": "DISPLAY_SETTINGS",
    "sound": "SOUND_SETTINGS",
    "battery": "BATTERY_SAVER_SETTINGS",
    "storage": "INTERNAL_STORAGE_SETTINGS",
    "apps": "APPLICATION_SETTINGS",
    "date": "DATE_SETTINGS",
    "language": "LOCALE_SETTINGS",
    "location": "LOCATION_SOURCE_SETTINGS",
    "security": "SECURITY_SETTINGS",
    "accessibility": "ACCESSIBILITY_SETTINGS",
    "all": "SETTINGS",
}
"""Pages of the settings, by the end of their action's name."""
_TEXT: dict[str, JsonValue] = {"type": "string"}


@dataclass(frozen=True, slots=True)
class AndroidIntent:
    """What is sent to the phone, as `am start` takes it."""

    action: str
    data: str = ""
    kind: str = ""
    """MIME type; "" for none."""
    extras: tuple[str, ...] = ()

    @property
    def sent(self) -> tuple[str, ...]:
        """The words that say what is sent, without what is filled in."""
        words = ["-a", self.action]
        words += ["-d", self.data] if self.data else []
        return (*words, *(["-t", self.kind] if self.kind else []))


@dataclass(frozen=True, slots=True)
class _Offer:
    """An intent as a tool."""

    name: str
    description: str
    parameters: Mapping[str, JsonValue]
    build: Callable[[Arguments, Device], AndroidIntent]
    sample: AndroidIntent
    """One to ask the phone with whether any app takes it."""
    needs: tuple[str, ...] = ()
    changes: bool = False


def intent_tools(device: Device) -> tuple[Tool, ...]:
    """The intents that an app on this phone takes, as tools; asks the phone once for all."""
    line = "; ".join(
        f"cmd package resolve-activity --brief {quoted(offer.sample.sent)}; echo ---" for offer in _OFFERS
    )
    told = device.shell(line).text.split("---")
    return tuple(
        _tool(offer, device, package)
        for offer, answer in zip(_OFFERS, told, strict=False)
        if (package := _package_of(answer))
    )


def _package_of(answer: str) -> str:
    """The package of the app that takes an intent; `android` where there are several. "" for none."""
    last = answer.strip().splitlines()[-1:] or [""]
    return last[0].partition("/")[0].strip() if "/" in last[0] and _NO_APP not in answer else ""


def _tool(offer: _Offer, device: Device, package: str) -> Tool:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": dict(offer.parameters),
        "required": list(offer.needs),
    }

    def call(arguments: Arguments, key: str) -> str:
        del key
        intent = offer.build(arguments, device)
        device.send_intent("-W", *intent.sent, *intent.extras)
        return "handed over to the phone; look at the screen"

    return Tool(
        offer.name, offer.description, schema, call, changes=offer.changes, source=ANDROID, app=package
    )


# -- the intents ---------------------------------------------------------------------------------------
def _number(arguments: Arguments, name: str, least: int, most: int) -> int:
    value = arguments[name]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ToolFailed(f"{name} is a whole number from {least} to {most}, not {value!r}")
    return value


def _text(arguments: Arguments, name: str) -> str:
    value = arguments.get(name, "")
    if not isinstance(value, str):
        raise ToolFailed(f"{name} is a text, not {value!r}")
    return value


def _extras(**values: str | int | bool) -> tuple[str, ...]:
    """Extras by full name, those without a value left out."""
    return tuple(word for name, value in values.items() for word in _extra(name, value))


def _extra(name: str, value: str | bool | int) -> Iterator[str]:
    if isinstance(value, bool):
        yield from ("--ez", name, str(value).lower())
    elif isinstance(value, int):
        yield from ("--ei", name, str(value))
    elif value:
        yield from ("--es", name, value)


def _alarm(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    values: dict[str, str | int | bool] = {
        f"{_EXTRA}HOUR": _number(arguments, "hour", 0, 23),
        f"{_EXTRA}MINUTES": _number(arguments, "minute", 0, 59),
        f"{_EXTRA}MESSAGE": _text(arguments, "label"),
    }
    return AndroidIntent(f"{_ACTION}SET_ALARM", extras=_extras(**values))


def _timer(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    values: dict[str, str | int | bool] = {
        f"{_EXTRA}LENGTH": _number(arguments, "seconds", 1, 86_400),
        f"{_EXTRA}MESSAGE": _text(arguments, "label"),
    }
    return AndroidIntent(f"{_ACTION}SET_TIMER", extras=_extras(**values))


def _event(arguments: Arguments, device: Device) -> AndroidIntent:
    begin = _moment(_text(arguments, "begin"), device)
    end = _moment(_text(arguments, "end"), device) if arguments.get("end") else begin + 3_600_000
    texts = _extras(title=_text(arguments, "title"), eventLocation=_text(arguments, "place"))
    times = ("--el", "beginTime", str(begin), "--el", "endTime", str(end))
    return AndroidIntent(f"{_ACTION}INSERT", _EVENTS, extras=(*texts, *times))


def _moment(text: str, device: Device) -> int:
    """A local time of the phone as milliseconds since 1970, which the phone works out in its own zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ToolFailed(f"{text!r} is no time such as 2026-03-05T17:00") from None
    said = device.shell(["date", "-d", moment.strftime("%Y-%m-%d %H:%M:%S"), "+%s"]).text.strip()
    if not said.isdigit():
        raise ToolFailed(f"the phone does not tell when {text} is: {said}")
    return int(said) * 1000


def _dial(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    return AndroidIntent(f"{_ACTION}DIAL", f"tel:{quote(_text(arguments, 'number'), safe='+*,;')}")


def _message(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    to = quote(_text(arguments, "number"), safe="+,")
    return AndroidIntent(f"{_ACTION}SENDTO", f"smsto:{to}", extras=_extras(sms_body=_text(arguments, "text")))


def _mail(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    values: dict[str, str | int | bool] = {
        "android.intent.extra.SUBJECT": _text(arguments, "subject"),
        "android.intent.extra.TEXT": _text(arguments, "text"),
    }
    to = quote(_text(arguments, "to"), safe="@,+")
    return AndroidIntent(f"{_ACTION}SENDTO", f"mailto:{to}", extras=_extras(**values))


def _page(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    page = _text(arguments, "page")
    if page not in _PAGES:
        raise ToolFailed(f"there is no page {page!r}; there are: {', '.join(_PAGES)}")
    return AndroidIntent(f"android.settings.{_PAGES[page]}")


def _place(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    return AndroidIntent(f"{_ACTION}VIEW", f"geo:0,0?q={quote(_text(arguments, 'query'))}")


def _share(arguments: Arguments, device: Device) -> AndroidIntent:
    del device
    extras = _extras(**{"android.intent.extra.TEXT": _text(arguments, "text")})
    return AndroidIntent(f"{_ACTION}SEND", kind="text/plain", extras=extras)


_WHOLE: dict[str, JsonValue] = {"type": "integer"}
_TIME: dict[str, JsonValue] = {"type": "string", "description": "2026-03-05T17:00, the phone's time"}
_OFFERS: Sequence[_Offer] = (
    _Offer("set_alarm", "Set an alarm for the next time the clock shows it.",
           {"hour": {"type": "integer", "description": "0-23"}, "minute": _WHOLE, "label": _TEXT},
           _alarm, AndroidIntent(f"{_ACTION}SET_ALARM"), ("hour", "minute"), changes=True),
    _Offer("set_timer", "Start a timer.", {"seconds": _WHOLE, "label": _TEXT},
           _timer, AndroidIntent(f"{_ACTION}SET_TIMER"), ("seconds",), changes=True),
    _Offer("new_event", "Open the calendar's form for a new event, filled in; it is not saved yet.",
           {"title": _TEXT, "begin": _TIME, "end": _TIME, "place": _TEXT},
           _event, AndroidIntent(f"{_ACTION}INSERT", _EVENTS), ("title", "begin")),
    _Offer("dial", "Open the dialler with a number; it does not call yet.", {"number": _TEXT},
           _dial, AndroidIntent(f"{_ACTION}DIAL", "tel:1"), ("number",)),
    _Offer("compose_message", "Open the message app with number and text filled in; nothing is sent yet.",
           {"number": _TEXT, "text": _TEXT}, _message,
           AndroidIntent(f"{_ACTION}SENDTO", "smsto:1"), ("number",)),
    _Offer("compose_mail", "Open the mail app with a letter filled in; nothing is sent yet.",
           {"to": _TEXT, "subject": _TEXT, "text": _TEXT}, _mail,
           AndroidIntent(f"{_ACTION}SENDTO", "mailto:a@b.c"), ("to",)),
    _Offer("open_settings", "Open a page of the settings.", {"page": {"enum": list(_PAGES)}},
           _page, AndroidIntent("android.settings.SETTINGS"), ("page",)),
    _Offer("view_place", "Look for a place on the map.", {"query": _TEXT},
           _place, AndroidIntent(f"{_ACTION}VIEW", "geo:0,0?q=a"), ("query",)),
    _Offer("share_text", "Hand a text to an app that is then chosen on the screen.", {"text": _TEXT},
           _share, AndroidIntent(f"{_ACTION}SEND", kind="text/plain"), ("text",)),
)  # fmt: skip
