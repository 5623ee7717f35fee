"""What controls of sensitive actions are called in many languages, and where the labels come from."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.guard import lexicon
from agent.guard.lexicon import classes_of, is_cancel, is_confirm, labels, languages, order_in, uncovered
from agent.guard.wording import CLASSES

DATA = Path(lexicon.__file__).with_name("data")
LANGUAGES = (
    *("ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "vi"),
    *("zh-Hans", "zh-Hant"),
)
KNOWN_TOLD = 84
EXACT = sorted(
    {
        text
        for groups in labels().values()
        for texts in groups.values()
        for text in texts
        if not {*text} & {*"*#"}
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_has_a_label_in_every_language(language: str) -> None:
    assert language in languages()
    assert [group for group in (*CLASSES, "confirm", "cancel") if not labels()[language][group]] == []


def test_a_label_tells_its_class_in_its_language() -> None:
    assert classes_of("Jetzt bezahlen") == {"payment"}
    assert classes_of("Satın al") == {"purchase"}
    assert "send" in classes_of("Отправить")
    assert classes_of("削除") == {"delete"}
    assert classes_of("Permitir") == {"permission"}
    assert classes_of("Zainstaluj") == {"install"}
    assert classes_of("로그인") == {"credentials"}
    assert classes_of("Déconnexion") == {"account"}


def test_a_label_of_two_classes_keeps_both() -> None:
    assert classes_of("Sair") == {"delete", "account"}


def test_well_known_labels_are_told() -> None:
    text = Path(__file__).with_name("known_label.tsv").read_text("utf-8")
    heads, *rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    known = [(group, label) for row in rows for group, label in zip(heads[1:], row[1:], strict=True)]
    assert len(known) == 100
    assert sum(group in classes_of(label) for group, label in known) >= KNOWN_TOLD


@pytest.mark.parametrize(
    "text", ["", " ", "Einstellungen", "Suche", "Musique", "設定", "Папка", "Geschichte", "Zahlungsarten"]
)
def test_other_texts_are_of_no_class(text: str) -> None:
    assert classes_of(text) == frozenset()
    assert not is_confirm(text)
    assert not is_cancel(text)


@pytest.mark.parametrize(
    "text", ["LÖSCHEN", "Lösch\u200ben", "Ｌöschen", "Lo\u0308schen", " Löschen … ", "löschen!"]
)
def test_how_it_is_written_does_not_count(text: str) -> None:
    assert classes_of(text) == {"delete"}


def test_the_turkish_i_is_one_letter_in_either_case() -> None:
    assert classes_of("İzin Ver") == classes_of("İZİN VER") == classes_of("izin ver") == {"permission"}


def test_accents_count() -> None:
    assert classes_of("Loschen") == frozenset()


def test_a_label_is_the_whole_of_what_a_control_says() -> None:
    assert (
        classes_of(
            "Wie wir deine Daten löschen und was das für dich und alle anderen bedeutet, liest du hier"
        )
        == set()
    )
    assert classes_of("Senden und Empfangen") == frozenset()


def test_an_argument_may_be_anything_and_an_amount_has_a_digit() -> None:
    assert classes_of("12,00 € bezahlen") == classes_of("Pay $12.00") == classes_of("支付 ¥12") == {"payment"}
    assert classes_of("Pay $5 with Visa") == {"payment"}
    assert classes_of("Playlist löschen") == {"delete"}
    assert classes_of("Pay later") == classes_of("Später bezahlen") == frozenset()
    assert classes_of("Payment 3") == frozenset()


def test_a_word_that_is_harmless_in_another_language_tells_nothing() -> None:
    assert classes_of("Apagar") == classes_of("Apagar la cámara") == frozenset()


def test_yes_and_no_are_told_in_any_language() -> None:
    for yes, no in (
        ("OK", "Cancel"),
        ("Weiter", "Abbrechen"),
        ("はい", "いいえ"),
        ("Tak", "Anuluj"),
        ("确定", "取消"),
    ):
        assert is_confirm(yes)
        assert not is_cancel(yes)
        assert is_cancel(no)
        assert not is_confirm(no)


@given(
    st.text() | st.sampled_from(EXACT).flatmap(lambda label: st.text(max_size=3).map(lambda end: label + end))
)
def test_any_text_can_be_asked_about(text: str) -> None:
    assert classes_of(text) <= set(CLASSES)
    assert isinstance(is_confirm(text), bool)
    assert isinstance(is_cancel(text), bool)


@given(st.sampled_from(EXACT), st.integers(0, 40), st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad"))
def test_no_invisible_sign_hides_a_label(label: str, at: int, sign: str) -> None:
    hidden = label[:at] + sign + label[at:]
    assert classes_of(hidden) == classes_of(label)
    assert is_confirm(hidden) == is_confirm(label)


def test_the_data_is_small_and_its_sources_are_named_with_their_licences() -> None:
    told = json.loads((DATA / "label.json").read_text("utf-8"))["sources"]
    wanted = tomllib.loads((DATA / "source.toml").read_text("utf-8"))["source"]
    named = ("package", "registry", "version", "project", "licence")
    assert [{key: one[key] for key in named} for one in told] == [
        {key: one[key] for key in named} for one in wanted
    ]
    for source in told:
        assert source["licence"] in {"Apache-2.0", "MIT"}
        assert len(source["sha256"]) == 64
        name = source["package"].strip("@").replace("/", "-")
        licence = (DATA / f"{name}.{source['licence']}.txt").read_text("utf-8")
        assert (
            "Apache License" if source["licence"] == "Apache-2.0" else "Permission is hereby granted"
        ) in licence
    assert (DATA / "label.json").stat().st_size < 200_000


@pytest.mark.parametrize(
    ("text", "classes"),
    [("Enviar a Ana", {"send"}), ("Jetzt senden", {"send"}), ("Send history", set()), ("Enviar", set()),
     ("No permitir", set()), ("a b c d e f Enviar", set())],
)  # fmt: skip
def test_the_first_or_last_word_of_a_button_may_be_an_order(text: str, classes: set[str]) -> None:
    assert order_in(text) == classes


@pytest.mark.parametrize(("locale", "is_known"), [("de-DE", True), ("zh-Hant-TW", True), ("eu-ES", False)])
def test_a_language_whose_labels_are_not_known_is_told(locale: str, is_known: bool) -> None:
    assert (uncovered((locale,)) == "") is is_known
