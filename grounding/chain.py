"""From the names of grounders, as settings have them, to one that tries them in turn.

The default is the UI tree, then the text on the picture, then whatever visual grounder is named. A name is

    tree, ocr, bundled
    chat:MODEL              a vision model by endpoint; also chat:scripted:FILE
    GUI-AIMA-3B             a checkpoint by short name or hub name, or
    aima:FOLDER             a folder with weights, used as GUI-AIMA is; so with pointer: and local:
    recipe:NAME             a published setting, whole; recipe:NAME@FOLDER with the weights in a folder
    zoom:NAME               any visual one that looks closer round its own point until two answers agree;
                            zoom2:NAME with so many looks each time
    mvp:NAME                any visual one with a second look, and a third where the two disagree
    mvp5:NAME               the same with so many looks each time, at once; mvp-published:NAME with as many as
                            MVP's published runs of that checkpoint make

In a chain every visual grounder looks again in that way, whether `mvp:` is said or not, but for the bundled
one and those that have their own way of looking: GUI-AIMA and recipes.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from device.error import ConfigError
from device.screen import Observation
from grounding.confidence import Kind, Weights, read_fit
from grounding.first import FirstOf
from grounding.grounder import Grounder
from grounding.ocrread import INSTALL, is_installed
from grounding.spending import spend
from grounding.target import Grounding, Target, TargetNotFound
from grounding.tree import TreeGrounder
from models.chat import ChatModel

if TYPE_CHECKING:
    from grounding.profile import Recipe
    from grounding.view import Passes

ALWAYS = ("tree", "ocr")
"""What stands before a visual grounder."""
_METHODS = {"anchor": "aima", "pointer": "pointer", "chat": "local"}
"""A profile's method, and the word for it before a folder."""
_AGAIN = re.compile(r"(?:mvp(?P<passes>[1-9]\d*|-published)?|zoom(?P<steps>[2-9])?):")
Fits = Mapping[Kind, Weights] | None
Connect = Callable[[str], ChatModel]
"""From a model's name to a model; raises ConfigError."""


class _Unread:
    """Stands where the text on the picture would be read, if that could be done here."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        raise TargetNotFound(f"the text on the picture cannot be read here without {INSTALL}")


class _Later:
    """A grounder that is loaded when it is first needed: weights take seconds and gigabytes."""

    def __init__(self, load: Callable[[], Grounder], *, here: bool) -> None:
        self._load = load
        self._here = here
        """Whether it computes here, so that its time is told by nobody else."""
        self._loaded: Grounder | None = None

    def ground(self, observation: Observation, target: Target) -> Grounding:
        started = time.perf_counter()
        try:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded.ground(observation, target)
        finally:
            if self._here:
                spend(seconds=time.perf_counter() - started)


def chain(names: str, connect: Connect, fit: Path | None = None) -> FirstOf:
    """The grounders of these names, parted by commas, in turn; "" stands for tree and OCR alone.

    Where neither `tree` nor `ocr` is among the names, both come before them. `fit` is the file of a fit of
    the confidence for the visual ones that look again; None is the one that ships.

    Raises ConfigError for a name that is none, or a file that is no fit; weights and endpoints are not
    touched yet.
    """
    wanted = parted(names)
    if not set(wanted) & set(ALWAYS):
        wanted = [*ALWAYS, *wanted]
    fits = _fits(fit)
    return FirstOf([_linked(name, connect, fits) for name in wanted], names=wanted)


def in_turn(ways: Sequence[str | Grounder], connect: Connect, fit: Path | None = None) -> FirstOf:
    """These ways and no others, in turn: each a name, or a grounder of the caller's own.

    Raises ConfigError as `chain`, and for none at all.
    """
    if not ways:
        raise ConfigError("no grounder is named", "See docs/grounding.md")
    fits = _fits(fit)
    links = [_linked(way, connect, fits) if isinstance(way, str) else way for way in ways]
    return FirstOf(links, names=[way if isinstance(way, str) else type(way).__name__ for way in ways])


def named(names: str, connect: Connect, fit: Path | None = None) -> Grounder:
    """The one grounder of that name, and nothing before it; several, parted by commas, as `chain` has them.

    Raises ConfigError as `chain`.
    """
    match parted(names):
        case ["tree"]:
            return TreeGrounder()
        case ["ocr"]:
            return _ocr()
        case [name]:
            return _visual(name, connect, _fits(fit))
        case [_, *_]:
            return chain(names, connect, fit)
        case _:
            raise ConfigError("no grounder is named", "See docs/grounding.md")


def parted(names: str) -> list[str]:
    """The names in a list of them, parted by commas."""
    return [name.strip() for name in names.split(",") if name.strip()]


def _fits(fit: Path | None) -> Fits:
    return None if fit is None else read_fit(fit).fits


def _linked(name: str, connect: Connect, fits: Fits) -> Grounder:
    match name:
        case "tree":
            return TreeGrounder()
        case "ocr":
            return _Later(_ocr, here=False) if is_installed() else _Unread()
        case "bundled":
            return _visual(name, connect, fits)
        case _:
            return _visual(name if _AGAIN.match(name) or _whole(name) else f"mvp:{name}", connect, fits)


def _whole(name: str) -> bool:
    """Whether it has its own way of looking again, or of not doing so."""
    kind = name.partition(":")[0]
    return kind == "recipe" or (kind if ":" in name else _method_of(name)) == "aima"


def _visual(name: str, connect: Connect, fits: Fits) -> Grounder:
    again = _AGAIN.match(name)
    bare = name[again.end() :] if again else name
    if bare in ALWAYS:
        raise ConfigError(f"no grounder is called {name!r}: {bare} gains nothing by looking again")
    load = _loader(bare, connect)
    if again and name.startswith("zoom"):
        load = partial(_zoomed, load, again["steps"], fits)
    elif again:
        load = partial(_more_than_once, load, _passes(again["passes"], bare), fits)
    return _Later(load, here=not bare.startswith("chat:"))


def _passes(said: str | None, name: str) -> "Passes":
    """How often to look. Raises ConfigError where the published number is asked for and none is known."""
    if said != "-published":
        return int(said) if said else "adaptive"
    from grounding.profile import published_crops  # noqa: PLC0415

    kind, _, rest = name.partition(":")
    crops = published_crops(rest if kind in _METHODS.values() else name)
    if not crops:
        raise ConfigError(f"MVP published no runs of {name}", f"Say how often to look, e.g. mvp3:{name}")
    return 1 + crops


def _more_than_once(load: Callable[[], Grounder], passes: "Passes", fits: Fits) -> Grounder:
    from grounding.view import MultiView  # noqa: PLC0415 - only where it is used

    return MultiView(load(), passes, fits=fits)


def _zoomed(load: Callable[[], Grounder], steps: str | None, fits: Fits) -> Grounder:
    from grounding.zoomin import ZoomIn  # noqa: PLC0415

    return ZoomIn(load(), int(steps), None, fits=fits) if steps else ZoomIn(load(), fits=fits)


def _loader(name: str, connect: Connect) -> Callable[[], Grounder]:
    """What loads it; that there is such a name is checked now."""
    kind, _, rest = name.partition(":")
    if name == "bundled":
        return _bundled
    if kind == "chat":
        return partial(_chat, _connected(rest, connect))
    if kind == "recipe":
        from grounding.profile import recipe_of  # noqa: PLC0415

        known, _, folder = rest.partition("@")
        return partial(_recipe, recipe_of(known), folder)
    if kind in _METHODS.values() and rest:
        return partial(_local, kind, rest)
    return partial(_local, _method_of(name), name)


def _recipe(recipe: "Recipe", folder: str) -> Grounder:
    try:
        from grounding.recipe import follow  # noqa: PLC0415

        return follow(recipe, folder)
    except ModuleNotFoundError as missing:
        raise _lacking(f"recipe:{recipe.name}", missing) from missing


def _lacking(name: str, missing: ModuleNotFoundError) -> Exception:
    """What to raise for a module that is not there: how to get it, where it is of the extra `grounding`."""
    if (missing.name or "").partition(".")[0] not in ("torch", "transformers"):
        return missing
    return ConfigError(f"{name} needs {missing.name}", "pip install 'tapwright[grounding]'")


def _connected(model: str, connect: Connect) -> ChatModel:
    if not model:
        raise ConfigError("the grounder `chat:` names no model", "Write chat:MODEL, e.g. chat:qwen3-vl-8b")
    return connect(model)


def _chat(model: ChatModel) -> Grounder:
    from grounding.chat import ChatGrounder  # noqa: PLC0415

    return ChatGrounder(model)


def _ocr() -> Grounder:
    from grounding.ocr import OcrGrounder  # noqa: PLC0415 - brings numpy

    return OcrGrounder()


def _bundled() -> Grounder:
    from grounding.bundled.grounder import BundledGrounder  # noqa: PLC0415

    return BundledGrounder.load()


def _method_of(name: str) -> str:
    """How the checkpoint of that short name or hub name is used. Raises ConfigError for an unknown one."""
    from grounding.profile import profiles  # noqa: PLC0415

    released = [profile for profile in profiles() if profile.hub]
    for profile in released:
        if name.casefold() in (profile.name.casefold(), profile.hub.casefold()):
            return _METHODS[profile.method]
    raise ConfigError(
        f"no grounder is called {name!r}",
        f"There are tree, ocr, bundled, chat:MODEL, {', '.join(p.name for p in released)}, any of them but "
        "the first two as zoom:NAME, mvp:NAME, mvp5:NAME or mvp-published:NAME, and a folder as aima:FOLDER, "
        "pointer:FOLDER or local:FOLDER",
    )


def _local(method: str, name: str) -> Grounder:
    """The checkpoint, loaded. Raises ConfigError for what is missing: weights, or the extra `grounding`."""
    try:
        if method == "aima":
            from grounding.aima import AimaGrounder  # noqa: PLC0415

            return AimaGrounder.load(name)
        if method == "pointer":
            from grounding.pointer import PointerGrounder  # noqa: PLC0415

            return PointerGrounder.load(name)
        from grounding.localchat import LocalChatGrounder  # noqa: PLC0415

        return LocalChatGrounder.load(name)
    except ModuleNotFoundError as missing:
        raise _lacking(name, missing) from missing
