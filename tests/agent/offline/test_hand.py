"""Walks through apps on the embedded phone: what the goal asks for is all that changes."""

from functools import cache

import pytest

from agent.perception.scene import Scene
from benchmarks.ordinary.inventory import inventory
from device.phone.phone import Phone
from device.phone.sample import fill
from tests.agent.goal.test_read_on_phone import pursued
from tests.agent.offline.drive import look
from tests.boot import fresh_phone
from tests.thin import thinned

DEEDS = [
    # goal, what is there no more, what is there now: kind and name, and a part of its text
    (
        "[mail_archive]archive the mail from [source:City Library]",
        "letter Two books are due in three days: inbox",
        "letter Two books are due in three days: archive",
    ),
    (
        "[mail_delete]delete the mail about [subject:Photos from the lake]",
        "letter Photos from the lake: inbox",
        "letter Photos from the lake: trash",
    ),
    (
        "[mail_star on]star the mail from [source:Maya Fischer] about [subject:Cover text]",
        "letter Cover text for the spring list:",
        "letter Cover text for the spring list: starred",
    ),
    (
        "[mail_star off]unstar [source:Liu Wei]'s mail",
        "letter Invoice 2023-118: starred",
        "letter Invoice 2023-118:",
    ),
    (
        "[mail_send]mail [email:carla@example.com], subject [subject:Saturday], [text:I bring the pudding]",
        "",
        "mail carla@example.com: Saturday\nI bring the pudding",
    ),
    (
        "[mail_send]mail [person:Ann Lee] about [subject:Saturday]: [text:I bring the pudding]",
        "",
        "mail ann.lee@example.com: Saturday\nI bring the pudding",
    ),
    (
        "[mail_reply]answer [source:Ann Lee]'s mail: [text:The boat one]",
        "",
        "mail ann.lee@example.com: Re: Photos from the lake\nThe boat one\n",
    ),
    (
        "[file_rename]rename [name:lake.txt] in [place:my downloads] to [new_name:trip.txt]",
        "file Download/lake.txt:",
        "file Download/trip.txt: Boat, jetty",
    ),
    ("[file_delete]delete [name:lake.txt] in [place:Downloads]", "file Download/lake.txt:", ""),
    ("[photo_delete]delete the [ordinal:last] [kind:photo]", "file DCIM/Camera/IMG_0004.jpg:", ""),
    ("[photo_delete]delete the [kind:picture] [name:house.svg]", "file Pictures/house.svg:", ""),
    (
        "[recipe_favourite on]add the recipe [title:Pancakes] to my favourites",
        "recipe Pancakes:",
        "recipe Pancakes: favourite",
    ),
    ("[playlist_make]make a playlist [list:Sunday]", "", "playlist Sunday:"),
    (
        "[playlist_add]put [title:Harbour Lights] on my [list:On the way] playlist",
        "playlist On the way:",
        "playlist On the way: Harbour Lights",
    ),
    (
        "[basket_remove]take the [title:Insulated bottle] out of my basket",
        "basket Insulated bottle, 750 ml: 2",
        "",
    ),
    ("[basket_add]put [title:Cast-iron pan, 26 cm] in my basket", "", "basket Cast-iron pan, 26 cm: 1"),
    ("[block on]block [number:555 0199]", "", "blocked 5550199:"),
    ("[city_add]add [place:Lisbon] to my clocks", "", "city Lisbon:"),
    (
        "[permission_set off]take the [field:microphone] away from [app:Audio Recorder]",
        "permission com.dimowner.audiorecorder RECORD_AUDIO:",
        "",
    ),
    (
        "[font_size up]the letters are too small",
        "setting system font_scale: 1.0",
        "setting system font_scale: 1.15",
    ),
    (
        "[screen_timeout]screen off after [duration:5 minutes]",
        "setting system screen_off_timeout: 60000",
        "setting system screen_off_timeout: 300000",
    ),
]
FAVOURITES = "file Android/data/net.osmand/files/favorites/favorites.gpx:"
PLACES = [
    ("[map_favourite]save [place:Schaan-Vaduz Station]", FAVOURITES, f"{FAVOURITES} Schaan-Vaduz Station"),
    ("[map_favourite off]forget [place:Bakery by the castle]", f"{FAVOURITES} Bakery", FAVOURITES),
]
IN_CHINESE = [
    (
        "[mail_archive]归档关于[subject:湖边的照片]的邮件",
        "letter 湖边的照片: inbox",
        "letter 湖边的照片: archive",
    ),
    ("[file_delete]删掉[place:下载]里的[name:湖边.txt]", "file Download/湖边.txt:", ""),
    ("[playlist_make]建个歌单叫[list:晚安]", "", "playlist 晚安:"),
    ("[recipe_favourite on]收藏食谱[title:番茄汤]", "recipe 番茄汤:", "recipe 番茄汤: favourite"),
    ("[basket_remove]把[title:保温瓶]从购物车删掉", "basket 保温瓶 750 毫升: 2", ""),
    (
        "[screen_timeout]屏幕[duration:5分钟]后关闭",
        "setting system screen_off_timeout: 60000",
        "setting system screen_off_timeout: 300000",
    ),
]
QUESTIONS = [
    ("[mail_ask]what does the mail from [source:Emma Novak] say", "The spare key is with Mr. Hale"),
    ("[file_find]where is [name:invoice-2023-118.txt]", "invoice-2023-118.txt, 3:34 PM, 86 B"),
    ("[web_open]go to [query:maple-bakery.example]", "Maple Bakery"),
    (
        "[music_control on]play [query:Harbour Lights][][join: and ][music_ask]what is playing",
        "Harbour Lights",
    ),
    ("[basket_ask]what's in my basket", "Whole coffee beans, 1 kg; $13.90"),
    ("[device_ask]which [field:android version] do I have", "Android version: 13"),
    ("[device_ask]what is my [field:IP address]", "IP address: 10.0.2.16"),
    ("[device_ask]how much [field:storage] is left", "free: "),
]


@cache
def _filled(language: str) -> Phone:
    phone = fresh_phone(seed=0) if language == "en" else fresh_phone(seed=0, locale="zh-CN")
    fill(phone)
    return phone


def _told(phone: Phone) -> set[str]:
    return {f"{item.thing} {item.name}: {item.text}" for item in inventory(phone)}


def _is_one(changes: set[str], wanted: str) -> bool:
    """Whether what changed is the one that is wanted, or nothing where nothing is."""
    name, _, text = wanted.partition(": ")
    fitting = [change for change in changes if change.startswith(f"{name.rstrip(':')}:") and text in change]
    return len(changes) == len(fitting) == bool(wanted)


@pytest.mark.parametrize(
    ("language", "goal", "gone", "come"),
    thinned([*(("en", *row) for row in DEEDS + PLACES), *(("zh", *row) for row in IN_CHINESE)], 3),
)
def test_what_the_goal_asks_for_is_all_that_changes(language: str, goal: str, gone: str, come: str) -> None:
    phone = _filled(language).fork()
    before = _told(phone)
    run = pursued(goal, phone)
    assert run.status == "complete", run.lines
    assert _is_one(before - _told(phone), gone), before - _told(phone)
    assert _is_one(_told(phone) - before, come), _told(phone) - before


@pytest.mark.parametrize(("goal", "answer"), QUESTIONS)
def test_questions_are_answered_from_the_screen_and_change_nothing(goal: str, answer: str) -> None:
    phone = _filled("en").fork()
    before = _told(phone)
    run = pursued(goal, phone)
    assert run.status == "complete", run.lines
    assert answer in run.answer
    assert _told(phone) == before


@pytest.mark.parametrize(
    "goal",
    [
        "[mail_delete]delete the mail from [source:Nobody Here]",
        "[mail_send]mail [person:Nobody Here] about [subject:Saturday]: [text:Hello]",
        "[mail_delete]delete the mail from [source:Oakway]",  # two senders are called so
        "[file_delete]delete [name:absent.txt] in [place:Downloads]",
        "[file_delete]delete [name:house.svg] in [place:Pictures]",
        "[basket_remove]take the [title:bicycle] out of my basket",
        "[device_ask]what is the [field:weather]",
    ],
)
def test_what_is_not_there_or_may_be_another_changes_nothing(goal: str) -> None:
    phone = _filled("en").fork()
    before = _told(phone)
    run = pursued(goal, phone)
    assert run.status == "infeasible", run.lines
    assert _told(phone) == before


def test_an_app_is_uninstalled() -> None:
    phone = _filled("en").fork()
    run = pursued("[app_uninstall]uninstall [app:VLC]", phone)
    assert run.status == "complete", run.lines
    assert phone.packages.get("org.videolan.vlc") is None


@pytest.mark.parametrize(
    ("goal", "deny", "page"),
    [
        (
            "[mail_send]mail [email:carla@example.com], subject [subject:Saturday], [text:Hello]",
            "Send",
            "Inbox",
        ),
        ("[file_delete]delete [name:lake.txt] in [place:Downloads]", "OK", "Downloads"),
    ],
)
def test_after_a_no_nothing_that_was_begun_is_left_standing(goal: str, deny: str, page: str) -> None:
    phone = _filled("en").fork()
    before = _told(phone)
    run = pursued(goal, phone, deny=deny)
    assert (run.status, "not allowed" in run.reason) == ("infeasible", True), run.lines
    assert Scene(look(phone)).title == page
    assert _told(phone) == before
