"""Values in five languages: what people say, and what it means."""

import pytest

from agent.language.day import Day
from agent.language.value.amount import read_money, read_percent
from agent.language.value.calendarday import SaidDay, read_day
from agent.language.value.clocktime import read_time
from agent.language.value.concept import concept
from agent.language.value.exception import excepted
from agent.language.value.length import read_length
from agent.language.value.repetition import Repetition, read_repetition
from agent.language.value.setting import read_slider, read_switch
from agent.language.value.which import Which, is_newest, read_end, read_which
from agent.language.value.word import LANGUAGES, Sort, language_of

EVERY, WORKDAYS = tuple(range(7)), tuple(range(5))


@pytest.mark.parametrize(
    ("language", "said", "time", "half_said"),
    [
        ("en", "half past eight", "08:30", False),
        ("en", "half eight", "08:30", False),
        ("en", "quarter past nine", "09:15", False),
        ("en", "a quarter to 7", "06:45", False),
        ("en", "ten past three", "03:10", False),
        ("en", "twenty-five to six", "05:35", False),
        ("en", "seven thirty", "07:30", False),
        ("en", "7 in the evening", "19:00", True),
        ("en", "7:15 p.m.", "19:15", True),
        ("en", "12am", "00:00", True),
        ("en", "0730", "07:30", True),
        ("en", "noon", "12:00", True),
        ("en", "9 at night", "21:00", True),
        ("de", "halb acht", "07:30", False),
        ("de", "um halb acht abends", "19:30", True),
        ("de", "Viertel nach 9", "09:15", False),
        ("de", "drei viertel vier", "03:45", False),
        ("de", "fünf vor halb acht", "07:25", False),
        ("de", "7 Uhr 30", "07:30", False),
        ("de", "acht Uhr abends", "20:00", True),
        ("de", "14.30 Uhr", "14:30", True),
        ("es", "las 7 y media", "07:30", False),
        ("es", "ocho menos cuarto", "07:45", False),
        ("es", "a las ocho y diez", "08:10", False),
        ("es", "siete de la tarde", "19:00", True),
        ("es", "las ocho de la noche", "20:00", True),
        ("es", "mediodía", "12:00", True),
        ("fr", "7h30", "07:30", False),
        ("fr", "sept heures du soir", "19:00", True),
        ("fr", "huit heures et demie", "08:30", False),
        ("fr", "neuf heures moins le quart", "08:45", False),
        ("fr", "midi et demi", "12:30", True),
        ("fr", "21 h", "21:00", True),
        ("zh", "晚上八点半", "20:30", True),
        ("zh", "差十分八点", "07:50", False),
        ("zh", "下午三点一刻", "15:15", True),
        ("zh", "早上7:05", "07:05", True),
        ("zh", "十五点二十", "15:20", True),
    ],
)
def test_times_of_day(language: str, said: str, time: str, *, half_said: bool) -> None:
    read = read_time(said, language)
    assert read is not None
    assert (str(read.time), read.half_said) == (time, half_said)


@pytest.mark.parametrize("said", ["25:00", "7:75", "soon", "half", "7 am in the evening", "8 Uhr soon", ""])
def test_what_is_no_time_of_day_is_none(said: str) -> None:
    assert all(read_time(said, language) is None for language in LANGUAGES)


@pytest.mark.parametrize(
    ("language", "said", "day"),
    [
        ("en", "the day after tomorrow", Day(ahead=2)),
        ("en", "on Friday", Day(weekday=4)),
        ("en", "Friday of next week", Day(weekday=4, weeks=1)),
        ("en", "June 23rd", Day(month=6, day=23)),
        ("en", "the 3rd of May 2026", Day(month=5, day=3, year=2026)),
        ("en", "the 20th", Day(day=20)),
        ("en", "in a week", Day(ahead=7)),
        ("en", "2026-07-01", Day(month=7, day=1, year=2026)),
        ("de", "übermorgen", Day(ahead=2)),
        ("de", "am 3. Mai", Day(month=5, day=3)),
        ("de", "am Freitag, den 3. Mai", Day(month=5, day=3, weekday=4)),
        ("de", "23.6.", Day(month=6, day=23)),
        ("de", "in 5 Tagen", Day(ahead=5)),
        ("es", "pasado mañana", Day(ahead=2)),
        ("es", "el 3 de mayo", Day(month=5, day=3)),
        ("es", "el viernes", Day(weekday=4)),
        ("fr", "après-demain", Day(ahead=2)),
        ("fr", "le 1er mai", Day(month=5, day=1)),
        ("fr", "le 3/6", Day(month=6, day=3)),
        ("zh", "大后天", Day(ahead=3)),
        ("zh", "明儿个", Day(ahead=1)),
        ("zh", "下周三", Day(weekday=2, weeks=1)),
        ("zh", "下下周日", Day(weekday=6, weeks=2)),
        ("zh", "六月二十三号", Day(month=6, day=23)),
    ],
)
def test_days(language: str, said: str, day: Day) -> None:
    assert read_day(said, language) == SaidDay(day)


@pytest.mark.parametrize(
    ("language", "said", "day", "part"),
    [
        ("en", "tomorrow evening", Day(ahead=1), Sort.PM),
        ("en", "this afternoon", Day(ahead=0), Sort.PM),
        ("de", "morgen früh", Day(ahead=1), Sort.AM),
        ("de", "heut Nachmittag", Day(ahead=0), Sort.PM),
        ("de", "Freitagabend", Day(weekday=4), Sort.PM),
        ("es", "mañana por la mañana", Day(ahead=1), Sort.AM),
        ("fr", "demain matin", Day(ahead=1), Sort.AM),
        ("zh", "明早", Day(ahead=1), Sort.AM),
    ],
)
def test_days_with_a_part_of_the_day(language: str, said: str, day: Day, part: Sort) -> None:
    assert read_day(said, language) == SaidDay(day, part)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "next Friday"),
        ("de", "nächsten Freitag"),
        ("es", "el próximo viernes"),
        ("fr", "vendredi prochain"),
    ],
)
def test_the_next_friday_may_be_this_one_or_that_of_next_week(language: str, said: str) -> None:
    assert read_day(said, language) == SaidDay(Day(weekday=4), or_else=Day(weekday=4, weeks=1))


def test_three_four_is_in_march_or_in_april_in_english_alone() -> None:
    both = SaidDay(Day(month=3, day=4), or_else=Day(month=4, day=3))
    assert read_day("3/4", "en") == both
    assert read_day("3/4", "es") == SaidDay(Day(month=4, day=3))
    assert read_day("6/23", "en") == SaidDay(Day(month=6, day=23))


@pytest.mark.parametrize("said", ["next month", "30 February", "32.5.", "last week", "someday"])
def test_what_is_no_one_day_is_none(said: str) -> None:
    assert all(read_day(said, language) is None for language in LANGUAGES)


@pytest.mark.parametrize(
    ("language", "said", "days"),
    [
        ("en", "every weekday", WORKDAYS),
        ("en", "Monday to Friday", WORKDAYS),
        ("en", "Mon-Fri", WORKDAYS),
        ("en", "every Tuesday and Thursday", (1, 3)),
        ("en", "Sundays", (6,)),
        ("de", "werktags", WORKDAYS),
        ("de", "jeden Montag und Freitag", (0, 4)),
        ("de", "am Wochenende", (5, 6)),
        ("es", "todos los días", EVERY),
        ("es", "los lunes", (0,)),
        ("es", "de lunes a viernes", WORKDAYS),
        ("fr", "tous les jours", EVERY),
        ("fr", "en semaine", WORKDAYS),
        ("fr", "le week-end", (5, 6)),
        ("fr", "chaque mardi", (1,)),
        ("zh", "每天", EVERY),
        ("zh", "周一到周五", WORKDAYS),
        ("zh", "每周一、三、五", (0, 2, 4)),
        ("en", "weekly", ()),
    ],
)
def test_repetitions(language: str, said: str, days: tuple[int, ...]) -> None:
    assert read_repetition(said, language) == Repetition(days)


def test_a_repetition_may_name_the_part_of_the_day() -> None:
    assert read_repetition("jeden Morgen", "de") == Repetition(EVERY, Sort.AM)
    assert read_repetition("every morning", "en") == Repetition(EVERY, Sort.AM)


@pytest.mark.parametrize(
    "said", ["every other day", "monthly", "jeden zweiten Montag", "每隔一天", "sometimes"]
)
def test_other_repetitions_are_none(said: str) -> None:
    assert read_repetition(said, language_of(said)) is None


@pytest.mark.parametrize(
    ("language", "said", "seconds"),
    [
        ("en", "an hour and a half", 5400),
        ("en", "half an hour", 1800),
        ("en", "three quarters of an hour", 2700),
        ("en", "2h 5m", 7500),
        ("en", "1h30", 5400),
        ("en", "an hour and ten", 4200),
        ("en", "two and a half minutes", 150),
        ("de", "anderthalb Stunden", 5400),
        ("de", "eine halbe Stunde", 1800),
        ("de", "eine Dreiviertelstunde", 2700),
        ("de", "2 Stunden und 5 Minuten", 7500),
        ("es", "media hora", 1800),
        ("es", "hora y media", 5400),
        ("es", "un cuarto de hora", 900),
        ("fr", "une demi-heure", 1800),
        ("fr", "une heure et demie", 5400),
        ("fr", "un quart d'heure", 900),
        ("zh", "一个半小时", 5400),
        ("zh", "三刻钟", 2700),
        ("zh", "九分半", 570),
        ("zh", "俩钟头四十分钟", 9600),
        ("zh", "两个小时", 7200),
    ],
)
def test_lengths(language: str, said: str, seconds: int) -> None:
    assert read_length(said, language) == seconds


@pytest.mark.parametrize("said", ["a while", "5 minutes 2 hours", "12:30", "0 seconds", "five"])
def test_what_is_no_length_is_none(said: str) -> None:
    assert all(read_length(said, language) is None for language in LANGUAGES)


@pytest.mark.parametrize(
    ("language", "said", "sum_of_money"),
    [
        ("en", "$12.50", "12.5"),
        ("en", "1,234 dollars", "1234"),
        ("en", "twenty bucks", "20"),
        ("en", "two hundred and fifty pounds", "250"),
        ("en", "5 dollars and 20 cents", "5.2"),
        ("de", "12,50 €", "12.5"),
        ("de", "zwanzig Euro", "20"),
        ("de", "1.234,56 Euro", "1234.56"),
        ("es", "doce euros", "12"),
        ("fr", "12€50", "12.5"),
        ("zh", "三十五块", "35"),
        ("zh", "5块5", "5.5"),
    ],
)
def test_sums_of_money(language: str, said: str, sum_of_money: str) -> None:
    assert read_money(said, language) == sum_of_money


@pytest.mark.parametrize(
    ("language", "said", "percent"),
    [
        ("en", "50%", 50),
        ("en", "eighty percent", 80),
        ("en", "to the max", 100),
        ("de", "die Hälfte", 50),
        ("de", "halb", 50),
        ("de", "ganz hoch", 100),
        ("es", "al máximo", 100),
        ("es", "veinte por ciento", 20),
        ("fr", "au minimum", 0),
        ("zh", "百分之五十", 50),
        ("zh", "七成", 70),
        ("zh", "最大", 100),
    ],
)
def test_levels(language: str, said: str, percent: int) -> None:
    assert read_percent(said, language) == percent


def test_levels_outside_of_the_scale_are_none() -> None:
    assert read_percent("150%", "en") is None
    assert read_percent("louder", "en") is None


@pytest.mark.parametrize(
    ("said", "which"),
    [
        ("all", Which(every=True)),
        ("beide", Which(every=True, count=2)),
        ("the last", Which(place=-1)),
        ("la segunda", Which(place=2)),
        ("第三个", Which(place=3)),
    ],
)
def test_which_of_several(said: str, which: Which) -> None:
    assert read_which(said, language_of(said)) == which


def test_the_newest_is_a_moment_and_no_place_in_a_list() -> None:
    assert is_newest("die neueste", "de")
    assert is_newest("最新的", "zh")
    assert read_which("newest", "en") is None
    assert (read_end("the top", "en"), read_end("ans Ende", "de")) == ("start", "end")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Wi-Fi", "wifi"),
        ("the wifi hotspot", "hotspot"),
        ("WLAN", "wifi"),
        ("den Flugmodus", "airplane"),
        ("modo avión", "airplane"),
        ("le mode avion", "airplane"),
        ("ne pas déranger", "dnd"),
        ("Nicht stören", "dnd"),
        ("datos móviles", "mobile_data"),
        ("省電模式", "saver"),
        ("手机的蓝牙", "bluetooth"),
    ],
)
def test_settings_go_by_the_names_of_five_languages(said: str, key: str) -> None:
    found = read_switch(said)
    assert found is not None
    assert found.key == key


def test_what_is_called_alike_is_told_apart() -> None:
    sliders = [read_slider(said) for said in ("Helligkeit", "volumen de la alarma", "le son", "铃声音量")]
    assert [found.key for found in sliders if found] == ["brightness", "alarm", "media", "ring"]
    assert read_switch("torch") is None
    assert read_slider("Bluetooth") is None


def test_kinds_and_fields_go_by_the_names_of_five_languages() -> None:
    assert [concept("kind", word) for word in ("Notizen", "las notas", "笔记", "dépenses")] == [
        "note",
        "note",
        "note",
        "expense",
    ]
    assert concept("priority", "hoch") == "high"
    assert concept("field", "what time") == "when"
    assert concept("label", "the fax") is None


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ('except "Ideas" and "To do"', ("Ideas", "To do")),
        ("except ideas and plans", ("ideas", "plans")),
        (", außer der Notiz Ideen", ("Ideen",)),
        ("salvo ideas y planes", ("ideas", "planes")),
        ("除了想法以外", ("想法",)),
        ("except", None),
    ],
)
def test_names_of_what_is_to_stay(said: str, names: tuple[str, ...] | None) -> None:
    assert excepted(said, "note") == names


def test_the_language_of_a_goal_is_told_by_its_little_words() -> None:
    goals = (
        "wake me at 7",
        "weck mich um halb acht",
        "despiértame a las siete",
        "réveille-moi à sept heures",
    )
    assert [language_of(goal) for goal in (*goals, "七点叫我")] == ["en", "de", "es", "fr", "zh"]
