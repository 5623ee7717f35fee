"""Finding what is meant in words in the UI tree: by label, exactly, nearly, in part, or by likeness."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from device.screen import Bounds, Observation, UIElement
from grounding.target import Alternative, Grounding, TargetNotFound

EXACT, SAME_WORDS, PART, LIKENESS = 1.0, 0.95, 0.8, 0.75
"""Confidence by kind of match; a partial or a like one is scaled down further by how much of it matches."""

_LEAST_LIKENESS = 0.72
_RIVAL = 0.02
"""A runner-up this close makes the first one doubtful."""

_KINDS = {
    "switch": "switch", "toggle": "switch", "checkbox": "switch", "check box": "switch",
    "radio button": "switch",
    "field": "field", "text field": "field", "text box": "field", "input": "field", "search bar": "field",
    "button": "", "icon": "", "tab": "", "menu item": "", "item": "", "row": "", "option": "", "link": "",
    "entry": "", "label": "", "key": "",
    "开关": "switch", "复选框": "switch", "输入框": "field", "文本框": "field", "搜索框": "field",
    "按钮": "", "图标": "", "标签": "", "选项": "", "链接": "",
}  # fmt: skip
"""Words for what kind of thing is meant, which are part of no label."""

_KIND = re.compile(
    rf"(?:\b|(?<=[^\x00-\x7f]))({'|'.join(sorted(_KINDS, key=len, reverse=True))})s?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Match:
    element: UIElement
    bounds: Bounds
    confidence: float


def find_by_words(observation: Observation, description: str) -> Grounding:
    """The element that goes by these words. Raises TargetNotFound naming the nearest there are."""
    words, kind = _split_kind(description)
    matches = sorted(_matches(observation, words, kind), key=lambda match: -match.confidence)
    if not matches:
        raise TargetNotFound(_nothing(observation, description))
    best, *others = _apart(matches)
    close = [other for other in others if other.confidence >= best.confidence - _RIVAL]
    return Grounding(
        point=best.bounds.center,
        confidence=best.confidence / (1 + len(close)),
        method="tree",
        bounds=best.bounds,
        alternatives=tuple(Alternative(m.bounds.center, m.confidence, m.bounds) for m in others[:5]),
    )


def _split_kind(description: str) -> tuple[str, str]:
    """`the "Wi-Fi" switch` -> (`Wi-Fi`, `switch`)."""
    text = re.sub(r"^\s*(the|a|an)\s+", "", description.strip(), flags=re.IGNORECASE)
    quoted = re.search(r"[\"“「『](.+?)[\"”」』]", text)
    found = _KIND.search(text)
    kind = _KINDS.get(found.group(1).lower(), "") if found else ""
    if quoted:
        return quoted.group(1), kind
    without = text[: found.start()].strip() if found else text
    return without or text, kind


def _matches(observation: Observation, words: str, kind: str) -> list[_Match]:
    screen = Bounds(0, 0, *observation.size)
    found = []
    for element in observation.elements:
        bounds = element.bounds.intersection(screen)
        if bounds.area == 0 or not element.is_enabled:
            continue
        confidence = max(_likeness(words, name) for name in _names(element))
        if confidence > 0:
            found.append(_of_kind(_Match(element, bounds, confidence), kind, observation))
    return found


def _names(element: UIElement) -> tuple[str, ...]:
    own = re.sub(r"[_\W]+", " ", element.resource_id.rpartition("/")[2])
    return element.text, element.content_description, element.hint, own


def _likeness(words: str, name: str) -> float:
    """How surely a name is the one meant: 0 for not at all."""
    if not name or not words:
        return 0.0
    if words == name:
        return EXACT
    wanted, plain = _plain(words), _plain(name)
    if not wanted or not plain:
        return 0.0
    if wanted == plain:
        return SAME_WORDS
    if _inside(wanted, plain):
        return PART * (0.6 + 0.4 * len(wanted) / len(plain))
    if _inside(plain, wanted):
        return PART * 0.9 * (0.4 + 0.6 * len(plain) / len(wanted))
    likeness = SequenceMatcher(None, wanted, plain).ratio()
    return LIKENESS * likeness if likeness >= _LEAST_LIKENESS else 0.0


def _inside(short: str, long: str) -> bool:
    """Whether one stands in the other as whole words (Chinese has none to go by)."""
    if not short.isascii():
        return len(short) > 1 and short in long
    return f" {short} " in f" {long} "


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded.replace("-", "")).split())


def _of_kind(match: _Match, kind: str, observation: Observation) -> _Match:
    """Turn a label into the switch or field it belongs to, where that kind was meant."""
    element = match.element
    if kind == "switch" and not element.is_checkable:
        partner = _beside(match, [e for e in observation.elements if e.is_checkable])
        return _Match(partner, partner.bounds, match.confidence) if partner else match
    if kind == "field" and not element.is_editable:
        return _Match(element, match.bounds, match.confidence * 0.9)
    return match


def _beside(match: _Match, candidates: list[UIElement]) -> UIElement | None:
    """The candidate on the same line as the label."""
    middle = match.bounds.center.y
    level = [c for c in candidates if c.bounds.top <= middle < c.bounds.bottom and c.is_enabled]
    return min(level, key=lambda c: c.bounds.area, default=None)


def _apart(matches: list[_Match]) -> list[_Match]:
    """The matches without those that are one thing with a better one: a row and the label in it."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (-m.confidence, not m.element.is_clickable, m.bounds.area)):
        if not any(_one_thing(match.bounds, other.bounds) for other in kept):
            kept.append(match)
    return kept


def _one_thing(first: Bounds, second: Bounds) -> bool:
    return first.contains(second.center) or second.contains(first.center)


def _nothing(observation: Observation, description: str) -> str:
    labels = dict.fromkeys(e.label for e in observation.elements if e.label and e.bounds.area)
    near = sorted(
        labels, key=lambda label: -SequenceMatcher(None, _plain(description), _plain(label)).ratio()
    )[:5]
    there = ", ".join(f'"{label[:40]}"' for label in near)
    return f'"{description}" is not on this screen' + (
        f"; nearest: {there}" if there else "; it has no labels"
    )
