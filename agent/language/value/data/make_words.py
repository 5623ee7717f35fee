"""Writes words.json: names of weekdays and months, relative days, units and numbers in five languages.

    python -m agent.language.value.data.make_words

It needs Babel (CLDR's data, Unicode licence) and num2words (LGPL, of which only the words of the numbers
are kept); the package needs neither.
"""

import json
import re
from pathlib import Path

from babel import Locale
from num2words import num2words

_LANGUAGES = ("en", "zh", "de", "es", "fr")
_NUMBERS = (*range(200), *range(200, 1001, 50))
_UNITS = {"hour": "hours", "minute": "minutes", "second": "seconds", "day": "days", "week": "weeks"}
_WIDTHS = ("long", "short")


def words(language: str) -> dict[str, dict[str, list[str]]]:
    """Collect what is said for each value, by the name of the sort of word and the value."""
    locale = Locale(language)
    found: dict[str, dict[str, list[str]]] = {
        "weekday": {},
        "weekdays": {},
        "month": {},
        "relative": {},
        "number": {},
    }
    for day, name in locale.days["format"]["wide"].items():
        short = locale.days["format"]["abbreviated"][day]
        found["weekday"][str(day)] = _once(name, short, short.rstrip("."))
        if language != "zh":
            found["weekdays"][str(day)] = [] if name.endswith("s") else [f"{name}s"]
    for month, name in () if language == "zh" else locale.months["format"]["wide"].items():
        short = locale.months["format"]["abbreviated"][month]
        found["month"][str(month)] = _once(name, short, short.rstrip("."))
    for ahead, name in locale._data["date_fields"]["day"]["relative"].items():
        found["relative"][str(ahead)] = [name]
    for unit, kind in _UNITS.items():
        patterns = (locale._data["unit_patterns"][f"duration-{unit}"][width] for width in _WIDTHS)
        said = [
            re.sub(r"\{0\}|\.$", "", text).strip()
            for of in patterns
            for count, text in of.items()
            if count != "per"
        ]
        found[kind] = {"": _once(*said)}
    if language != "zh":
        for number in _NUMBERS:
            found["number"][str(number)] = [num2words(number, lang=language)]
    return found


def _once(*texts: str) -> list[str]:
    return list(dict.fromkeys(texts))


if __name__ == "__main__":
    table = {language: words(language) for language in _LANGUAGES}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    Path(__file__).with_name("words.json").write_text(text + "\n", encoding="utf-8")
