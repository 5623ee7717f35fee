"""Makes day.json, what months and days are called: `python -m agent.guard.data.make_days FOLDER`.

FOLDER holds `cldr-dates-modern` as `npm pack cldr-dates-modern@45.0.0` leaves it: the Unicode Common Locale
Data Repository, from which Android writes its dates. Languages are those of label.json. Writes day.json, and
beside it the licence.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from agent.guard.data.make_labels import HERE
from agent.guard.data.read_archive import members
from agent.guard.lexicon import language_of, languages

_PACKAGE, _VERSION, _LICENCE = "cldr-dates-modern", "45.0.0", "Unicode-3.0"
_FILE = re.compile(r"package/main/(?P<code>[A-Za-z-]+)/(?P<what>ca-gregorian|dateFields)\.json")
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEAR = ("-1", "0", "1")
"""Yesterday, today and tomorrow."""
_FORMS = ("format", "stand-alone")


def made(archive: Path) -> dict[str, Any]:
    """What day.json holds: of each language the names of months, days of the week, and days near today."""
    read: dict[str, dict[str, Any]] = {}
    for name, content in members(archive, _FILE):
        found = _FILE.fullmatch(name)
        assert found is not None
        (told,) = json.loads(content)["main"].values()
        read.setdefault(found["code"], {})[found["what"]] = told["dates"]
    names = {language_of(code): _names(told) for code, told in read.items() if code in languages()}
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    source = {"package": _PACKAGE, "registry": "npm", "version": _VERSION, "licence": _LICENCE}
    return {"source": {**source, "sha256": digest}, "names": dict(sorted(names.items()))}


def _names(told: dict[str, Any]) -> dict[str, list[list[str]]]:
    calendar = told["ca-gregorian"]["calendars"]["gregorian"]
    near = told["dateFields"]["fields"]["day"]
    return {
        "month": [_called(calendar["months"], str(month)) for month in range(1, 13)],
        "weekday": [_called(calendar["days"], day) for day in _WEEK],
        "near": [_distinct([near[f"relative-type-{ahead}"]]) for ahead in _NEAR],
    }


def _called(names: dict[str, Any], key: str) -> list[str]:
    """A month's or a day's name in full and shortened, as part of a date and alone."""
    return _distinct(names[form][width][key] for form in _FORMS for width in ("wide", "abbreviated"))


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.casefold().strip(". ") for name in names))


def written(data: dict[str, Any]) -> str:
    """The data as JSON with a line for each kind of name of each language."""
    told = ",\n".join(
        f'  "{language}": {{\n'
        + ",\n".join(
            f'    "{kind}": {json.dumps(names, ensure_ascii=False)}' for kind, names in kinds.items()
        )
        + "\n  }"
        for language, kinds in data["names"].items()
    )
    return f'{{\n"source": {json.dumps(data["source"])},\n"names": {{\n{told}\n}}\n}}\n'


if __name__ == "__main__":
    (packed,) = Path(sys.argv[1]).glob(f"{_PACKAGE}-{_VERSION}.tgz")
    ((_, text),) = members(packed, re.compile(r"package/LICENSE"))
    (HERE / f"{_PACKAGE}.{_LICENCE}.txt").write_bytes(text)
    (HERE / "day.json").write_text(written(made(packed)), "utf-8")
