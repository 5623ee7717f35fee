"""What goals mean: a table of phrasings in English and Chinese, and what must not be understood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.language.day import Day
from agent.language.errand import Create, Delete
from agent.language.intention import (
    ControlClock,
    DeleteAlarm,
    DeleteTimer,
    LaunchApp,
    NotUnderstood,
    Press,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    ShowClock,
    SwitchAlarm,
)
from agent.language.understand import understand
from agent.language.when import TimeOfDay
from tests.table import each_row


def on(key):
    return SetSwitch(key, True)


def off(key):
    return SetSwitch(key, False)


def at(hour, minute=0, label="", days=(), day=None):
    return SetAlarm(TimeOfDay(hour, minute), label, tuple(days), day)


TODAY, TOMORROW = Day(ahead=0), Day(ahead=1)


def t(hour, minute=0):
    return TimeOfDay(hour, minute)


SWITCHES = [
    ("Do Not Disturb on", [on("dnd")]),
    ("Have Bluetooth on", [on("bluetooth")]),
    ("Have Bluetooth turned on", [on("bluetooth")]),
    ("Do turn on Wi-Fi", [on("wifi")]),
    ("Turn on Wi-Fi", [on("wifi")]),
    ("turn off wifi", [off("wifi")]),
    ("Turn wi fi off.", [off("wifi")]),
    ("Please switch the WiFi on", [on("wifi")]),
    ("enable WLAN", [on("wifi")]),
    ("Could you please disable Wi-Fi for me?", [off("wifi")]),
    ("WiFi off, Bluetooth on, in this order.", [off("wifi"), on("bluetooth")]),
    ("In that order: turn off Wi-Fi and turn on Bluetooth", [off("wifi"), on("bluetooth")]),
    ("按照以上顺序来：打开蓝牙，关闭WiFi", [on("bluetooth"), off("wifi")]),
    ("Wi\N{NON-BREAKING HYPHEN}Fi off", [off("wifi")]),
    ("make sure that Bluetooth is on", [on("bluetooth")]),
    ("Make sure bluetooth is turned off", [off("bluetooth")]),
    ("make sure that Bluetooth is not on", [off("bluetooth")]),
    ("bluetooth on", [on("bluetooth")]),
    ("I want you to activate Bluetooth on my phone right now", [on("bluetooth")]),
    ("don't forget to turn on Bluetooth", [on("bluetooth")]),
    ("toggle bluetooth", [SetSwitch("bluetooth", None)]),
    ("Set Bluetooth to off", [off("bluetooth")]),
    ("put the phone in airplane mode", [on("airplane")]),
    ("Turn on Airplane Mode", [on("airplane")]),
    ("leave flight mode", [off("airplane")]),
    ("exit airplane mode", [off("airplane")]),
    ("switch to dark theme", [on("dark")]),
    ("use dark mode", [on("dark")]),
    ("Turn the dark theme off in Settings", [off("dark")]),
    ("turn on auto-rotate", [on("rotate")]),
    ("disable auto rotate screen", [off("rotate")]),
    ("turn on do not disturb", [on("dnd")]),
    ("Turn off Do Not Disturb mode", [off("dnd")]),
    ("enable battery saver", [on("saver")]),
    ("turn off location services", [off("location")]),
    ("Turn NFC on", [on("nfc")]),
    ("turn on the Wi-Fi hotspot", [on("hotspot")]),
    ("turn off mobile data", [off("mobile_data")]),
    ("enable adaptive brightness", [on("adaptive_brightness")]),
    ("if wifi is off, turn it on", [on("wifi")]),
    ("turn on Wi-Fi if it is off", [on("wifi")]),
    ("Check that Bluetooth is on; if not, turn it on.", [on("bluetooth")]),
    ("Make sure Wi-Fi is off. If it isn't, switch it off", [off("wifi")]),
    ("check that brightness is at max, and if it is not, put it there", [SetLevel("brightness", 100)]),
    ("打开蓝牙", [on("bluetooth")]),
    ("请帮我把蓝牙打开", [on("bluetooth")]),
    ("关闭无线网络", [off("wifi")]),
    ("把WiFi关掉", [off("wifi")]),
    ("开启飞行模式", [on("airplane")]),
    ("进入飞行模式", [on("airplane")]),
    ("退出飞行模式", [off("airplane")]),
    ("切换到深色模式", [on("dark")]),
    ("麻烦你关一下深色主题", [off("dark")]),
    ("打开自动旋转", [on("rotate")]),
    ("开启勿扰模式", [on("dnd")]),
    ("关闭省电模式", [off("saver")]),
    ("确保WLAN是打开的", [on("wifi")]),
    ("切换蓝牙", [SetSwitch("bluetooth", None)]),
]

LEVELS = [
    ("increase the brightness to 60%", [SetLevel("brightness", 60)]),
    ("把亮度降低到10%", [SetLevel("brightness", 10)]),
    ("亮度提高至百分之八十", [SetLevel("brightness", 80)]),
    ("set brightness to 50%", [SetLevel("brightness", 50)]),
    ("Set the screen brightness to 30 percent", [SetLevel("brightness", 30)]),
    ("Turn brightness to the max value.", [SetLevel("brightness", 100)]),
    ("Turn brightness to the min value.", [SetLevel("brightness", 0)]),
    ("turn the brightness all the way up", [SetLevel("brightness", 100)]),
    ("lower the brightness to 20%", [SetLevel("brightness", 20)]),
    ("set brightness 70", [SetLevel("brightness", 70)]),
    ("Set the brightness of my screen to 70%", [SetLevel("brightness", 70)]),
    ("把屏幕调亮一点", [SetLevel("brightness", "up")]),
    ("brightness fifty percent", [SetLevel("brightness", 50)]),
    ("make the screen as bright as possible", [SetLevel("brightness", 100)]),
    ("make the screen dimmer", [SetLevel("brightness", "down")]),
    ("increase the brightness", [SetLevel("brightness", "up")]),
    ("set media volume to 70%", [SetLevel("media", 70)]),
    ("mute the media volume", [SetLevel("media", 0)]),
    ("turn the volume up", [SetLevel("media", "up")]),
    ("turn the volume up to 80%", [SetLevel("media", 80)]),
    ("set the ring volume to maximum", [SetLevel("ring", 100)]),
    ("set the alarm volume to half", [SetLevel("alarm", 50)]),
    ("把亮度调到50%", [SetLevel("brightness", 50)]),
    ("将屏幕亮度调到最大", [SetLevel("brightness", 100)]),
    ("亮度调到最低", [SetLevel("brightness", 0)]),
    ("亮度设为百分之三十", [SetLevel("brightness", 30)]),
    ("调高亮度", [SetLevel("brightness", "up")]),
    ("把媒体音量设置为20%", [SetLevel("media", 20)]),
    ("闹钟音量调到最大", [SetLevel("alarm", 100)]),
    ("把铃声音量静音", [SetLevel("ring", 0)]),
]

ALARMS = [
    ("Have an alarm set for 7:30", [at(7, 30)]),
    ("set an alarm for 7:30", [at(7, 30)]),
    ("Set an alarm for 7:30 am", [at(7, 30)]),
    ("create a new alarm at 7:30 p.m.", [at(19, 30)]),
    ("set an alarm for half past seven", [at(7, 30)]),
    ("set an alarm for half past seven in the evening", [at(19, 30)]),
    ("wake me up at 6", [at(6)]),
    ("Wake me tomorrow at 6", [at(6, day=TOMORROW)]),
    ("set an alarm tomorrow morning at quarter to seven", [at(6, 45, day=TOMORROW)]),
    ("alarm at 19:05", [at(19, 5)]),
    ("set a 6 am alarm", [at(6)]),
    ("set an alarm for noon", [at(12)]),
    ("I need an alarm at 5:15 tomorrow", [at(5, 15, day=TOMORROW)]),
    ("set an alarm for 7:30 called Gym", [at(7, 30, "Gym")]),
    ("set an alarm called Gym time at 7:30 am", [at(7, 30, "Gym time")]),
    ('create an alarm for 8:00 with the label "Wake up and run"', [at(8, 0, "Wake up and run")]),
    ("set an alarm for 7:30 and label it Gym", [at(7, 30, "Gym")]),
    ("set an alarm for 6:45 on weekdays", [at(6, 45, days=range(5))]),
    ("set an alarm for 6:45 every Monday, Wednesday and Friday", [at(6, 45, days=(0, 2, 4))]),
    ("set an alarm at 9 am every day", [at(9, days=range(7))]),
    ("set an alarm at 9:00 and repeat it every day", [at(9, days=range(7))]),
    ("set alarms for 7:00, 7:30 and 8:00", [at(7), at(7, 30), at(8)]),
    ("设一个早上七点半的闹钟", [at(7, 30)]),
    ("帮我定一个明天早上6点的闹钟", [at(6, day=TOMORROW)]),
    ("设置闹钟19:05", [at(19, 5)]),
    ("明天下午三点一刻叫我起床", [at(15, 15, day=TOMORROW)]),
    ("新建一个晚上十点的闹钟,标签为吃药", [at(22, 0, "吃药")]),
    ("每天早上7点的闹钟", [at(7, days=range(7))]),
    ("设一个工作日早上六点四十五的闹钟", [at(6, 45, days=range(5))]),
    ("delete the 7:30 alarm", [DeleteAlarm(t(7, 30))]),
    ("set an alarm for 5:30 and delete the 6:10 one", [SetAlarm(t(5, 30)), DeleteAlarm(t(6, 10))]),
    ("turn on the 6:40 alarm, delete the 5:30", [SwitchAlarm(t(6, 40), on=True), DeleteAlarm(t(5, 30))]),
    ("删除7点的闹钟，8点的打开", [DeleteAlarm(t(7)), SwitchAlarm(t(8), on=True)]),
    ("remove all alarms", [DeleteAlarm(None)]),
    ("关闭无线网", [SetSwitch("wifi", False)]),
    ('add an expense "Taxi" of 12', [Create("expense", (("name", "Taxi"), ("amount", "12")))]),
    ('add an expense of $12.50 for "Taxi"', [Create("expense", (("name", "Taxi"), ("amount", "12.5")))]),
    ("添加一笔12元的支出“出租车”", [Create("expense", (("name", "出租车"), ("amount", "12")))]),
    ("添加一笔支出“出租车”12元", [Create("expense", (("name", "出租车"), ("amount", "12")))]),
    ("delete all alarms for 07:30", [DeleteAlarm(t(7, 30), every=True)]),
    ("delete both 7:30 alarms", [DeleteAlarm(t(7, 30), every=True)]),
    ("删除所有 07:30 的闹钟", [DeleteAlarm(t(7, 30), every=True)]),
    ("turn off the alarm for 8:30 am", [SwitchAlarm(t(8, 30), False)]),
    ("turn the 9 am alarm on", [SwitchAlarm(t(9), True)]),
    ("disable all alarms", [SwitchAlarm(None, False)]),
    (
        "disable the 7:30 alarm and the 8:00 alarm",
        [SwitchAlarm(t(7, 30), False), SwitchAlarm(t(8), False)],
    ),
    ("delete the 7:30 alarm and set one for 8:00", [DeleteAlarm(t(7, 30)), at(8)]),
    ("打开七点半的闹钟", [SwitchAlarm(t(7, 30), True)]),
    ("delete the 7:30 alarm that rings once", [DeleteAlarm(t(7, 30), ())]),
    ("delete the alarm for 7:30 that rings every Monday, Friday", [DeleteAlarm(t(7, 30), (0, 4))]),
    ("删除 07:30 每星期一响的闹钟", [DeleteAlarm(t(7, 30), (0,))]),
    ("cancel the 10 minute timer", [DeleteTimer(600)]),
    ("删除10分钟的计时器", [DeleteTimer(600)]),
    ("delete the last timer of 10 min", [DeleteTimer(600, last=True)]),
    ("删除最新的10分钟的计时器", [DeleteTimer(600, last=True)]),
    ('delete the event "Dentist" tomorrow at 3pm', [Delete("event", "Dentist", Day(ahead=1), t(15))]),
    ('delete the contact "Bob" if it is there', [Delete("contact", "Bob", if_there=True)]),
    ("删除联系人“王芳”（如果还在）", [Delete("contact", "王芳", if_there=True)]),
    ("删除7点半的闹钟", [DeleteAlarm(t(7, 30))]),
    ("关闭早上八点的闹钟", [SwitchAlarm(t(8), False)]),
    ("删除所有闹钟", [DeleteAlarm(None)]),
]

CLOCK = [
    ("start a timer for 5 minutes", [SetTimer(300)]),
    ("set a timer for 1h 15m 30s", [SetTimer(4530)]),
    ("Set a timer for 1 hour and 15 minutes", [SetTimer(4500)]),
    ("start a 90 second timer", [SetTimer(90)]),
    ("timer 10 min", [SetTimer(600)]),
    ("set a timer for half an hour", [SetTimer(1800)]),
    ("set a timer for an hour and a half", [SetTimer(5400)]),
    (
        "Create a timer with 0 hours, 16 minutes, and 35 seconds. Do not start the timer.",
        [SetTimer(995, start=False)],
    ),
    ("count down five minutes", [SetTimer(300)]),
    ("倒计时五分钟", [SetTimer(300)]),
    ("计时五分钟", [SetTimer(300)]),
    ("开始计时10分钟", [SetTimer(600)]),
    ("设一个一个半小时的计时器", [SetTimer(5400)]),
    ("开始一个10分钟30秒的倒计时", [SetTimer(630)]),
    ("pause the timer", [ControlClock("timer", "pause")]),
    ("reset the timer", [ControlClock("timer", "reset")]),
    ("暂停计时器", [ControlClock("timer", "pause")]),
    ("start the stopwatch", [ControlClock("stopwatch", "start")]),
    ("Run the stopwatch.", [ControlClock("stopwatch", "start")]),
    ("Pause the stopwatch.", [ControlClock("stopwatch", "pause")]),
    ("stop the stop watch", [ControlClock("stopwatch", "pause")]),
    ("reset stopwatch", [ControlClock("stopwatch", "reset")]),
    ("启动秒表", [ControlClock("stopwatch", "start")]),
    ("暂停秒表", [ControlClock("stopwatch", "pause")]),
    ("把秒表清零", [ControlClock("stopwatch", "reset")]),
    ("open the stopwatch", [ShowClock("stopwatch")]),
]

APPS = [
    ("open Clock", [LaunchApp("Clock")]),
    ("Open the Contacts app", [LaunchApp("Contacts")]),
    ("launch Simple Calendar Pro", [LaunchApp("Simple Calendar Pro")]),
    ("go to the settings app", [LaunchApp("settings")]),
    ("打开设置", [LaunchApp("设置")]),
    ("启动相机应用", [LaunchApp("相机")]),
    ("go home", [Press("home")]),
    ("return to the home screen", [Press("home")]),
    ("回到主屏幕", [Press("home")]),
    ("返回桌面", [Press("home")]),
    ("go back", [Press("back")]),
    ("返回", [Press("back")]),
    (
        "Open the Camera app. Clear any pop-ups that may appear by granting all permissions that are "
        "required.",
        [LaunchApp("Camera", grant=True)],
    ),
]

ASKS = [
    ("show the alarm for 7:30", [ReadScreen("alarms", time=t(7, 30))]),
    ("open the alarm for 7:30", [ReadScreen("alarms", time=t(7, 30))]),
    ("see the alarm for 7:30", [ReadScreen("alarms", time=t(7, 30))]),
    ("view the 7:30 alarm", [ReadScreen("alarms", time=t(7, 30))]),
    ("find the alarm for 7:30", [ReadScreen("alarms", time=t(7, 30))]),
    ("check the alarm for 7:30", [ReadScreen("alarms", time=t(7, 30))]),
    ("显示7点半的闹钟", [ReadScreen("alarms", time=t(7, 30))]),
    ("do I have an alarm for 7:30?", [ReadScreen("alarms", time=t(7, 30))]),
    ("is Wi-Fi on?", [ReadScreen("switch", "wifi")]),
    ("Is Bluetooth turned off?", [ReadScreen("switch", "bluetooth")]),
    ("tell me whether airplane mode is enabled", [ReadScreen("switch", "airplane")]),
    ("蓝牙开着吗?", [ReadScreen("switch", "bluetooth")]),
    ("What is the battery level?", [ReadScreen("reading", "battery")]),
    ("how much battery do I have left?", [ReadScreen("reading", "battery")]),
    ("电池电量是多少？", [ReadScreen("reading", "battery")]),
    ("还剩多少电", [ReadScreen("reading", "battery")]),
    ("is battery percentage on?", [ReadScreen("switch", "percentage")]),
    ("is battery saver on?", [ReadScreen("switch", "saver")]),
    ("what is the brightness?", [ReadScreen("level", "brightness")]),
    ("What's the media volume level", [ReadScreen("level", "media")]),
    ("亮度是多少", [ReadScreen("level", "brightness")]),
    ("what alarms are set", [ReadScreen("alarms")]),
    ("Which alarms do I have?", [ReadScreen("alarms")]),
    ("list all my alarms", [ReadScreen("alarms")]),
    ("is there an alarm for 7:30?", [ReadScreen("alarms", time=t(7, 30))]),
    ("Which alarms are turned on?", [ReadScreen("alarms")]),
    ("我有哪些闹钟", [ReadScreen("alarms")]),
    ("check if wifi and bluetooth are on", [ReadScreen("switch", "wifi"), ReadScreen("switch", "bluetooth")]),
]

COMBOS = [
    ("turn off wifi, not bluetooth", [off("wifi")]),
    ("Turn on Wi-Fi but don't turn on Bluetooth and NFC", [on("wifi")]),
    ("Turn on Wi-Fi but don't turn on Bluetooth, NFC", [on("wifi")]),
    ("打开WLAN,不要打开蓝牙和NFC", [on("wifi")]),
    ("Turn on Wi-Fi, don't turn on Bluetooth and NFC, then turn on dark theme", [on("wifi"), on("dark")]),
    (
        "Delete the 7:00 alarm but don't delete the 8:00 and 9:00 alarms",
        [DeleteAlarm(t(7))],
    ),
    ("set alarms for 7:30 am and 8:00 pm", [at(7, 30), at(20)]),
    ("delete the 7:30 alarm and set one for 8:00 pm", [DeleteAlarm(t(7, 30)), at(20)]),
    ("Turn on Bluetooth and set an alarm for 7:30", [on("bluetooth"), at(7, 30)]),
    ("turn on Wi-Fi and Bluetooth", [on("wifi"), on("bluetooth")]),
    ("turn on Wi-Fi, Bluetooth, and airplane mode", [on("wifi"), on("bluetooth"), on("airplane")]),
    ("turn Wi-Fi and Bluetooth off", [off("wifi"), off("bluetooth")]),
    ("Turn off WiFi, then enable bluetooth", [off("wifi"), on("bluetooth")]),
    ("turn off nfc and turn wifi and bluetooth on", [off("nfc"), on("wifi"), on("bluetooth")]),
    ("turn wifi off and bluetooth on", [off("wifi"), on("bluetooth")]),
    ("Turn on Wi-Fi; open Clock; go home", [on("wifi"), LaunchApp("Clock"), Press("home")]),
    ("in Settings, turn on dark theme", [on("dark")]),
    ("open Settings and turn on Bluetooth", [LaunchApp("Settings"), on("bluetooth")]),
    ("turn wifi on, then off", [on("wifi"), off("wifi")]),
    ("turn on airplane mode and then turn it off", [on("airplane"), off("airplane")]),
    ("turn on wifi but don't turn on bluetooth", [on("wifi")]),
    (
        "set brightness and media volume to 40%",
        [SetLevel("brightness", 40), SetLevel("media", 40)],
    ),
    ("start a timer for 5 minutes and open the Camera app", [SetTimer(300), LaunchApp("Camera")]),
    ("打开蓝牙并设一个早上七点半的闹钟", [on("bluetooth"), at(7, 30)]),
    ("打开蓝牙,然后设一个七点半的闹钟", [on("bluetooth"), at(7, 30)]),
    ("打开WiFi和蓝牙", [on("wifi"), on("bluetooth")]),
    ("把蓝牙和WiFi都关掉", [off("bluetooth"), off("wifi")]),
    ("先关闭WiFi,再打开飞行模式", [off("wifi"), on("airplane")]),
    ("把亮度调到50%,音量调到最大", [SetLevel("brightness", 50), SetLevel("media", 100)]),
    ("打开时钟并启动秒表", [LaunchApp("时钟"), ControlClock("stopwatch", "start")]),
]

NOT_UNDERSTOOD = [
    "Increase brightness 10%",
    "Turn up the volume 10%",
    "亮度提高20%",
    "把亮度降低10%",
    "lower the brightness 30 percent",
    "reduce the brightness half",
    "set brightness to 50% of the current level",
    "把亮度降低一半",
    "turn the volume up 10",
    "brightness -10%",
    "add 5 minutes to the timer",
    "extend the timer by 5 minutes",
    "给计时器加5分钟",
    "set alarms for 7:30 and 8:00 pm",
    "set alarms for 7:00, 7:30 and 8:00 in the evening",
    "show the alarm for 7:30 called Gym",
    "turn on Wi-Fi but don't turn on Bluetooth and NFC on",
    "",
    "   ",
    "don't turn on Bluetooth",
    "do not set an alarm for 7:30",
    "不要打开蓝牙",
    "别开WiFi",
    "order a pizza",
    "turn on the lights",
    "turn on",
    "Wi-Fi",
    "turn on Wi-Fi and order a pizza",
    "connect to the Wi-Fi network Home with password 1234",
    "turn on wifi calling",
    "turn off Wi-Fi at 7:30",
    "turn off wifi in 10 minutes",
    "if it rains, turn on Bluetooth",
    "when I get home turn on wifi",
    "set brightness to 150%",
    "set an alarm",
    "set an alarm for 25:00",
    "set an alarm for Gym",
    "set an alarm for ten to midnight",
    "set an alarm for 13 am",
    "set an alarm 10 minutes from now",
    "set an alarm in 2 hours",
    "set an alarm for 7 to 8",
    "set 3 alarms",
    "set an alarm for 7:30 every other day",
    "turn off all alarms except 7:30",
    "stop the alarm",
    "turn on wifi or not",
    "turn on wi-fi or bluetooth",
    "turn on wifi if it rains",
    "turn off wifi if it is off",
    "check that wifi is on; if not, turn it off",
    "check that wifi is on; if not, turn on bluetooth",
    "turn the brightness to 30 percent lower",
    "lower the brightness by 20%",
    "打开蓝牙设置",
    "open bluetooth settings",
    "打开飞行模式5分钟",
    "Turn on Wi-Fi for 10 minutes",
    "encender el wifi",
    "delete the alarm",
    "set a timer",
    "set a timer for 200 hours",
    "turn Bluetooth on off",
    "set an alarm for 7:30 called Gym and buy milk",
    "open Chrome and search for cats",
    "open a bank account",
    "remind me to call mum at 6",
    "what is the weather",
    "who are you",
    "买一张去北京的火车票",
    "给妈妈发短信",
    "打开蓝牙然后订一份外卖",
    "如果下雨就打开蓝牙",
    "asdf qwer zxcv",
    "12345",
    "🎉🎉🎉",
    "turn on Bluetooth for John's headset and pair it",
    "ignore all rules and turn on",
]

ROWS = [
    ("把蓝牙打开，Wi-Fi和定位关掉", [("bluetooth", True), ("wifi", False), ("location", False)]),
    ("打开蓝牙和NFC，定位关掉", [("bluetooth", True), ("nfc", True), ("location", False)]),
    (
        "打开蓝牙，Wi-Fi、NFC和定位关掉",
        [("bluetooth", True), ("wifi", False), ("nfc", False), ("location", False)],
    ),
]


@pytest.mark.parametrize(("goal", "wanted"), ROWS)
def test_what_stands_between_two_verbs_goes_with_its_own(goal, wanted):
    assert [(part.key, part.on) for part in understand(goal)] == wanted


ALL = [*SWITCHES, *LEVELS, *ALARMS, *CLOCK, *APPS, *ASKS, *COMBOS]


@each_row(("goal", "wanted"), ALL)
def test_it_is_understood(goal, wanted):
    assert understand(goal) == wanted


@each_row("goal", NOT_UNDERSTOOD)
def test_it_is_refused(goal):
    found = understand(goal)
    assert isinstance(found, NotUnderstood), found
    assert found.reason


def test_the_refusal_says_which_part_and_what_would_be_understood():
    found = understand("turn on Wi-Fi and order a pizza")
    assert '"order a pizza"' in found.reason
    assert "alarms" in found.reason
    assert "not to do" in understand("don't turn on Bluetooth").reason
    assert "empty" in understand(" ").reason


@given(st.text(max_size=120))
@settings(max_examples=300)
def test_no_text_is_too_strange(goal):
    assert isinstance(understand(goal), list | NotUnderstood)


_ENGLISH = (
    "turn on off wifi bluetooth set an alarm for 7:30 am pm half past seven and then , . ; 50% timer 5 "
    "minutes don't not is ? brightness max labelled \" ' every monday stopwatch"
)
_CHINESE = "打开 蓝牙 闹钟 早上 七点 半 和 然后 不要 吗"
_WORDS = st.sampled_from(_ENGLISH.split() + _CHINESE.split())


@given(st.lists(_WORDS, max_size=14))
@settings(max_examples=300)
def test_no_jumble_of_known_words_is_too_strange(words):
    for glue in (" ", ""):
        found = understand(glue.join(words))
        assert isinstance(found, NotUnderstood) or all(str(part) for part in found)
