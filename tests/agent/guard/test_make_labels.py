"""Labels are read out of packages of every kind that source.toml names."""

import io
import json
import tarfile
from collections import defaultdict
from pathlib import Path

import pytest

from agent.guard.data.make_labels import GROUPS, label_of, language_of, pruned
from agent.guard.data.read_archive import TextFormat, bundle, literals, texts_of


def packed(folder: Path, files: dict[str, str]) -> Path:
    archive = folder / "app-1.0.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))
    return archive


def test_json_files_are_read_by_language_with_nested_names(tmp_path: Path) -> None:
    texts = {"action": {"send": "Senden"}, "No": "Nein", "count": 3}
    archive = packed(tmp_path, {"package/i18n/de.json": json.dumps(texts), "package/i18n/readme.md": "#"})
    read = texts_of(archive, r"package/i18n/(?P<language>\w+)\.json", TextFormat.JSON)
    assert read == {"de": {"action.send": "Senden", "No": "Nein"}}


def test_object_literals_are_read_and_not_run(tmp_path: Path) -> None:
    script = r"""// de
    const texts = { locale: "de",
      button: { 'pay': 'Zahle {{amount}}', skip: undefined, /* : */ ok: `Gut \u{1F44D}` },
      n: 3, "Sign in": "Anmelden \"hier\"" }; throw 1"""
    archive = packed(tmp_path, {"package/dist/de-DE.mjs": script})
    read = texts_of(archive, r"package/dist/(?P<language>[\w-]+)\.mjs", TextFormat.SCRIPT)
    assert read["de-DE"] == {
        "locale": "de",
        "button.pay": "Zahle {{amount}}",
        "button.ok": "Gut 👍",
        "Sign in": 'Anmelden "hier"',
    }
    assert literals("{a:{b:'x'},c:'y'}") == {"a.b": "x", "c": "y"}


def test_a_bundle_has_a_table_from_language_to_texts() -> None:
    codes = ("de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt")
    objects = ", ".join(f'x{code} = {{\n  "pay": "{code}"\n}}' for code in codes)
    table = ",\n".join(f"  {code}: x{code}" for code in codes)
    script = f"const {objects};\nconst all = {{\n{table}\n}};"
    assert bundle(script) == {code: {"pay": code} for code in codes}
    with pytest.raises(ValueError, match="no table of languages"):
        bundle("const a = 1;")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Send", "Send"),
        (" <b>Send</b>&nbsp;now… ", "Send now"),
        ("Share with %1$s", "Share with *"),
        ("Delete {{label}}?", "Delete *"),
        ("Pay {{formattedPrice}} with {{paymentMethod}}", "Pay # with *"),
        ("Remove %(count)s", "Remove #"),
        ("Install “%s”", ""),
        ("%s", ""),
        ("This takes all that you have away", ""),
        ("two\nlines", ""),
    ],
)
def test_a_text_is_a_label_when_it_is_short(text: str, label: str) -> None:
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("code", "language"),
    [
        *(("", "en"), ("de_DE", "de"), ("in", "id"), ("iw", "he"), ("nb_NO", "nb"), ("pt-BR", "pt")),
        *(("es-419", "es"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans")),
        *((code, "zh-Hant") for code in ("zhTw", "zh_Hant", "zh-HK")),
    ],
)
def test_packages_call_a_language_by_many_codes(code: str, language: str) -> None:
    assert language_of(code) == language


def test_a_label_that_is_harmless_in_another_language_is_left_out() -> None:
    def labels(**of: str) -> dict[str, dict[str, str]]:
        return {group: {of[group].casefold(): of[group]} if group in of else {} for group in GROUPS}

    found = {
        "en": labels(delete="Delete", confirm="Yes"),
        "pt": labels(delete="Apagar", send="Enviar", permission="Sim", confirm="Sim"),
        "da": labels(delete="Delete"),
    }
    meanings = defaultdict(set, {"apagar": {("es", "turn off"), ("es", "power off"), ("pt", "erase")}})
    meanings["enviar"] = {("es", "upload"), ("es", "yes")}
    left = pruned(found, meanings)
    assert left["en"] == found["en"]
    assert left["pt"] == labels(send="Enviar", confirm="Sim")
    assert left["da"] == labels()
