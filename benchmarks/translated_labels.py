"""The phone's own labels asked for in its other language, on the same screens: `tree_grounding --translated`.

Screens of every app are walked through in English and in Chinese. Of each control that takes a touch, and
whose label stands there once, the label is said in the other language, as the app's own table has it. Apps
whose words were put into `grounding/data/label.toml` are told apart from those whose words were not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from agent.preset.preset import DEFAULT
from benchmarks.tree_grounding import lies_on
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system import language
from device.phone.tour import tour
from device.screen import Observation
from grounding.control import controls
from grounding.score.statistic import wilson
from grounding.target import Target, TargetNotFound
from grounding.tree import TreeGrounder
from grounding.wording import plain

LOCALES = ("en-US", "zh-Hans-CN")
UNLISTED = ("clipper", "expense", "recipe", "todo")
"""The folders of apps whose words are not in label.toml; all others' are."""


@dataclass(frozen=True)
class Asked:
    """One label said in the other language."""

    folder: str
    locale: str
    label: str
    says: str
    right: bool
    wrong: bool
    """Whether something else would be tapped."""

    @property
    def part(self) -> str:
        """Which line of the table it counts in."""
        if self.folder == "settings":
            return "Settings"
        return "apps whose words are not" if self.folder in UNLISTED else "apps whose words are listed"


@cache
def _said_in(locale: str, folder: Path) -> Mapping[str, str]:
    """From a label to what the other language has for it; labels that stand for two are left out."""
    root = Path(str(import_module("device.phone").__path__[0]))
    known = {**language.table("zh", root), **language.table("zh", folder)}
    if locale.startswith("en"):
        return known
    texts = list(known.values())
    return {chinese: english for english, chinese in known.items() if texts.count(chinese) == 1}


def asked(locale: str, limit: int) -> Iterator[Asked]:
    """All labels of at most `limit` screens of each app."""
    phone = Phone(7, locale=locale)
    for package, app in phone.apps.items():
        if not app.manifest.main or package == phone.home_package:
            continue
        folder = language.folder_of(type(app).__module__)
        walked = Phone(7, locale=locale)
        fill(walked)
        for shown in tour(walked, package, limit):
            frame = shown.frame()
            screen = Observation(None, frame.elements(), package, "", False, frame.size)
            yield from _on(screen, locale, folder)


def _on(screen: Observation, locale: str, folder: Path) -> Iterator[Asked]:
    there = [c for c in controls(screen) if c.acts and c.names and c.element.is_enabled and not c.covered]
    labels = [plain(c.names[0].text) for c in there]
    texts = {plain(e.label) for e in screen.elements}
    for control in there:
        label = control.names[0].text
        says = _said_in(locale, folder).get(label, label)
        if plain(says) in texts or labels.count(plain(label)) > 1:
            continue
        try:
            found = TreeGrounder().ground(screen, Target(description=says))
        except TargetNotFound:
            found = None
        acted = found is not None and found.confidence >= DEFAULT.min_confidence
        hit = found is not None and lies_on(found.point, [control.bounds], screen.elements)
        yield Asked(folder.name, locale, label, says, acted and hit, acted and not hit)


def table(limit: int, *, misses: bool = False) -> str:
    """Rates by part, each label of an app once in each language."""
    made = {(a.folder, a.locale, a.label): a for locale in LOCALES for a in asked(locale, limit)}
    lines = [f"{'':30} {'right':>6} {'95 %':>13} {'wrong':>6} {'items':>6}"]
    for locale, name in zip(
        LOCALES, ("Chinese, on English screens", "English, on Chinese screens"), strict=True
    ):
        lines.append(name)
        for part in dict.fromkeys(sorted(a.part for a in made.values())):
            some = [a for a in made.values() if (a.part, a.locale) == (part, locale)]
            right, wrong = sum(a.right for a in some), sum(a.wrong for a in some)
            between = wilson(right, len(some))
            lines.append(
                f"  {part:28} {100 * right / max(1, len(some)):6.1f}"
                f" {100 * between.low:6.1f}-{100 * between.high:5.1f} {wrong:6} {len(some):6}"
            )
    if misses:
        lines += [
            f"{a.folder} {a.label!r} by {a.says!r}{' WRONG' if a.wrong else ''}"
            for a in made.values()
            if not a.right
        ]
    return "\n".join(lines)
