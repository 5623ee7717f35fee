"""The phone in Chinese: every app, dates, settings, and what asks for it."""

import re
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest

from device.phone.apps import installed_apps
from device.phone.apps.expense.store import preference
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system import language
from device.phone.system.app import App
from device.phone.system.language import canonical, first_of, language_of
from device.phone.system.timetext import (
    clock_text,
    date_text,
    day_text,
    long_day_text,
    month_text,
    weekday_letter,
)
from device.phone.tour import tour
from tests.boot import fresh_phone
from tests.table import each_row
from tests.thin import thinned

TABLES = sorted(Path(language.__file__).parents[1].rglob("zh.toml"))
APPS = [app for app in installed_apps() if app.manifest.main]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Listening(Phone):
    """A phone that notes every interface text it was asked to translate."""

    def __init__(self, seed: int = 0, *, locale: str = "") -> None:
        self.said: dict[tuple[str, str], str] = {}
        super().__init__(seed, locale=locale)

    def translate(self, text: str, package: str = "") -> str:
        """As a phone does; what was asked is kept."""
        answer = super().translate(text, package)
        self.said[package, text] = answer
        return answer


def fields(pattern: str) -> list[tuple[str, str]]:
    return sorted(
        (name or "", spec or "") for _, name, spec, _ in string.Formatter().parse(pattern) if name is not None
    )


@each_row("path", TABLES)
def test_a_translation_takes_the_same_values_as_the_english_text(path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))
    wrong = {
        english
        for english, chinese in table.items()
        if not english
        or not chinese
        or not set(fields(chinese)) <= set(fields(english))
        or (fields(english) and not fields(chinese))
    }
    assert wrong == set()


@pytest.mark.parametrize("app", thinned(APPS, 8), ids=lambda app: app.manifest.label)
def test_every_text_an_app_shows_is_in_its_chinese_table(app) -> None:
    phone = Listening(1, locale="zh-CN")
    for shown in tour(phone, app.manifest.package, 120):
        shown.frame().elements()
    english = {
        text
        for (package, text), answer in phone.said.items()
        if answer == text and re.search("[A-Za-z]{2}", text) and not known(text)
    }
    assert english == set()


def left_in_english(app: App, screens: int) -> set[str]:
    """Texts on an app's screens that a table would translate, names of files apart; the phone is in use."""
    phone = fresh_phone(7, locale="zh-CN")
    fill(phone)
    words = {
        english: chinese for path in TABLES for english, chinese in tomllib.loads(path.read_text()).items()
    }
    patterns = re.compile(
        "|".join(
            re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(english))
            for english, chinese in words.items()
            if english != chinese
            and "{" in english
            and re.search("[A-Za-z]{3}", re.sub(r"{[^}]*}", "", english))
        )
    )
    files = {path.rpartition("/")[2] for path in phone.shell("find /sdcard/").stdout.decode().split("\n")}
    return {
        text
        for shown in tour(phone, app.manifest.package, screens)
        if preference(shown.context(), "language") != "en"  # an app with a language of its own
        for element in shown.frame().elements()
        for text in (element.text, element.content_description, element.hint)
        if (words.get(text, text) != text or patterns.fullmatch(text)) and text not in files
    }


@pytest.mark.parametrize("app", thinned(APPS, 8), ids=lambda app: app.manifest.label)
def test_a_phone_in_use_shows_no_english_that_it_could_say_in_chinese(app: App) -> None:
    assert left_in_english(app, 40) == set()


@pytest.mark.full
@pytest.mark.parametrize("app", APPS, ids=lambda app: app.manifest.label)
def test_no_screen_of_a_phone_in_use_is_left_in_english(app: App) -> None:
    assert left_in_english(app, 400) == set()


def known(text: str) -> bool:
    """Whether some table says that the text stays as it is (a brand, a ringtone)."""
    return any(text in tomllib.loads(path.read_text("utf-8")) for path in TABLES)


def test_dates_are_written_in_the_order_of_the_language() -> None:
    day = date(2023, 10, 15)
    english, chinese = fresh_phone(), fresh_phone(1, locale="zh-CN")
    assert day_text(english.translate, day) == "Sun, Oct 15"
    assert day_text(chinese.translate, day) == "10月15日周日"
    assert long_day_text(english.translate, day) == "Sunday, October 15"
    assert long_day_text(chinese.translate, day) == "10月15日星期日"
    assert date_text(english.translate, day, short=True) == "Oct 15, 2023"
    assert date_text(chinese.translate, day) == "2023年10月15日"
    assert month_text(chinese.translate, 2023, 10) == "2023年10月"
    assert [weekday_letter(english.translate, n) for n in range(7)] == list("MTWTFSS")
    assert [weekday_letter(chinese.translate, n) for n in range(7)] == list("一二三四五六日")
    assert clock_text(chinese, 19, 30) == "下午7:30"
    chinese.settings.put("system", "time_12_24", "24")
    assert clock_text(chinese, 19, 30) == "19:30"


@pytest.mark.parametrize(
    ("asked", "tag", "spoken"),
    [
        ("zh", "zh-Hans-CN", "zh"),
        ("zh_CN", "zh-Hans-CN", "zh"),
        ("zh-Hans-CN", "zh-Hans-CN", "zh"),
        ("en", "en-US", "en"),
        ("de-DE", "de-DE", "de"),
    ],
)
def test_locales_are_read_as_people_write_them(asked: str, tag: str, spoken: str) -> None:
    assert canonical(asked) == tag
    assert language_of(f"{tag},en-US") == spoken
    assert first_of("") == "en-US"


def test_the_locale_is_one_truth_for_settings_property_and_screen() -> None:
    phone = fresh_phone()
    assert phone.shell("getprop persist.sys.locale").stdout == b"en-US\n"
    phone.shell("setprop persist.sys.locale zh-CN")
    assert phone.shell("settings get system system_locales").stdout == b"zh-Hans-CN\n"
    phone.shell("am start -n com.android.settings/.Settings")
    assert any(CHINESE.search(element.text) for element in phone.frame().elements())
    saved = phone.snapshot()
    phone.shell("settings put system system_locales en-US")
    assert not any(CHINESE.search(element.text) for element in phone.frame().elements())
    phone.restore(saved)
    assert phone.language == "zh"


def test_a_phone_that_started_in_chinese_is_chinese_after_a_reset() -> None:
    phone = fresh_phone(1, locale="zh-CN")
    phone.set_locale("en")
    phone.reset()
    assert phone.locale == "zh-Hans-CN"


def test_a_language_nobody_translated_is_shown_in_english() -> None:
    phone = fresh_phone(1, locale="de-DE")
    phone.shell("am start -n com.android.settings/.Settings")
    assert any(element.text == "Network & internet" for element in phone.frame().elements())


def test_the_language_is_chosen_in_settings() -> None:
    phone = fresh_phone()
    phone.shell("am start -a android.settings.LOCALE_SETTINGS")
    row = next(element for element in phone.frame().elements() if element.text.startswith("简体中文"))
    phone.touch.tap(row.bounds.center.x, row.bounds.center.y)
    assert phone.locale == "zh-Hans-CN"
    assert any(element.text == "系统语言" for element in phone.frame().elements())
