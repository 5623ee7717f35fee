"""People out of a vCard file (.vcf), versions 2.1 to 4.0."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import replace

from device.phone.apps.provider.contact import Contact, Labelled

_LINE = re.compile(r"(?:[\w-]+\.)?([A-Za-z-]+)((?:;[^:]*)?):(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARTED = re.compile(r"(?<!\\);")
_SOFT_BREAKS = re.compile(r"^[^\n:]*QUOTED-PRINTABLE[^\n]*=(?:\n[^\n]*=)*\n", re.MULTILINE | re.IGNORECASE)
"""A quoted-printable value that goes on in the next lines."""
_MOST = 10_000
"""People that are read of a file."""
_PHONES = {"CELL": "Mobile", "HOME": "Home", "WORK": "Work", "MAIN": "Main", "PAGER": "Pager"}
_FAXES = {"HOME": "Home Fax", "WORK": "Work Fax"}
_EMAILS = {"HOME": "Home", "WORK": "Work"}


def read(data: bytes) -> tuple[Contact, ...]:
    """Everybody in the file; nobody where it is none."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    people: list[Contact] = []
    now: Contact | None = None
    for name, kinds, value in _lines(text):
        if name == "BEGIN":
            now = Contact()
        elif name == "END" and now is not None:
            if now.name:
                people.append(now)
            now = None
        elif now is not None:
            now = _with(now, name, kinds, value)
    return tuple(people[:_MOST])


def _lines(text: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Each property: its name, its parameters in capitals, its value as it stands."""
    text = _SOFT_BREAKS.sub(lambda found: found[0].replace("=\n", ""), text)
    text = re.sub(r"\n[ \t]", "", text)
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        given = re.split(r"[;,=]", found[2].upper().replace('"', ""))
        kinds = frozenset(filter(None, given))
        value = found[3]
        if "QUOTED-PRINTABLE" in kinds:
            value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        yield found[1].upper(), kinds, value


def _with(person: Contact, name: str, kinds: frozenset[str], value: str) -> Contact:
    """The person with one property more."""
    if name == "N":
        last, first, *_ = [*_parts(value), "", ""]
        return replace(person, first=first or person.first, last=last or person.last)
    if name == "FN" and not (person.first or person.last):
        first, _, last = _plain(value).rpartition(" ")
        return replace(person, first=first or last, last=last if first else "")
    if name == "TEL" and _plain(value):
        number = _plain(value).removeprefix("tel:")
        return replace(person, phones=(*person.phones, Labelled(number, _phone_label(kinds))))
    if name == "EMAIL" and _plain(value):
        label = next((_EMAILS[kind] for kind in _EMAILS if kind in kinds), "Other")
        return replace(person, emails=(*person.emails, Labelled(_plain(value), label)))
    if name == "ORG":
        return replace(person, company=" ".join(filter(None, _parts(value))))
    return replace(person, note=_plain(value)) if name == "NOTE" else person


def _phone_label(kinds: frozenset[str]) -> str:
    labels = _FAXES if "FAX" in kinds else _PHONES
    return next((label for kind, label in labels.items() if kind in kinds), "Other")


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in _PARTED.split(value)]


def _plain(value: str) -> str:
    """A value without its escapes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
