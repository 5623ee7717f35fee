"""Whether an app that a goal names is the one in which its act would be done anyway."""

from collections.abc import Mapping
from types import MappingProxyType

from agent.goal.slot import Slots
from agent.language.hand import apps_of
from agent.language.place import place
from agent.language.value.concept import concept
from agent.language.value.setting import bare
from agent.reader.intent import Intent, Role
from device.state.appname import aliases, normalised

_CLOCK = "clock"
_KINDS: Mapping[str, str] = MappingProxyType(
    {kind: kind for kind in ("contact", "event", "note", "folder", "expense", "task", "recipe", "call")}
    | dict.fromkeys(("message", "conversation"), "conversation")
    | dict.fromkeys(("photo", "video"), "camera")
    | {"copy": "clipboard"}
    | dict.fromkeys(("alarm", "timer", "stopwatch"), _CLOCK)
)
"""What an act is about, by the first word of its intent: the kind of thing that an app keeps."""
_WALKED: Mapping[str, str] = MappingProxyType(
    {"mail": "mail", "music": "music", "playlist": "music", "basket": "shop", "map": "maps"}
    | {"file": "files", "city": "clock", "block": "phone", "web": "browser"}
)
"""The apps of hand.toml in which it is done, by the same word."""


def in_own_app(slots: Slots) -> None:
    """Take the name of the app in which the act is done anyway; another one is left over and stops it."""
    kinds, walked = _kinds(slots), _WALKED.get(slots.clause.intent.partition("_")[0])
    if walked:
        own = {normalised(name) for name in apps_of(walked)}
        slots.drop(Role.APP, lambda name: bool(own & aliases(name)))
    if kinds:
        slots.drop(Role.APP, lambda name: all(_keeps(name, kind) for kind in kinds))


def _kinds(slots: Slots) -> list[str]:
    intent = slots.clause.intent
    if intent is not Intent.DELETE_ALL:
        return [kind] if (kind := _KINDS.get(intent.partition("_")[0])) else []
    named = [concept("kind", words) for words in slots.words(Role.KIND)]
    return [_CLOCK if kind == "alarm" else kind for kind in named if kind]


def _keeps(app: str, kind: str) -> bool:
    if kind == _CLOCK:
        return concept("page", app) == _CLOCK
    own = {bare(name) for name in place(kind).apps}
    return bare(app) in own or kind in (concept("kind", app), concept("app", app))
