"""The user dictionary: words somebody had the phone learn."""

from collections.abc import Mapping

from device.phone.apps.provider.rows import ILLEGAL_ARGUMENT, ProviderRows
from device.phone.file.database import Value
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.provider import ProviderFault

PACKAGE = "com.android.providers.userdictionary"
_FILE = "user_dict.db"
_WORDS = """
CREATE TABLE words (
    _id INTEGER PRIMARY KEY,
    word TEXT,
    frequency INTEGER,
    locale TEXT,
    appid INTEGER,
    shortcut TEXT
);
"""
_FREQUENCY = 1
"""Of a word that comes without."""


class UserDictionaryStorage(App):
    """Keeps the words; has no screen."""

    manifest = Manifest(
        package=PACKAGE, label="User Dictionary", icon="keyboard", databases={_FILE: _WORDS}, version="13"
    )


def _new_word(context: Context, path: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    if "word" not in values:
        raise ProviderFault(ILLEGAL_ARGUMENT, "Word must be specified")
    return {"frequency": _FREQUENCY, "locale": None, "appid": 0, "shortcut": None, **values}


WORDS = ProviderRows(PACKAGE, _FILE, "words", {"words": "1"}, _new_word)
