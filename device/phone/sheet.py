"""A contact sheet: the main screens of every app in one picture, light and dark, English and Chinese.

The four looks of a screen stand side by side, so that a text that does not fit, a colour that cannot be read
and a word that was not translated stand beside those that are right.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.intent import Intent
from device.screen import UIElement

if TYPE_CHECKING:
    from PIL.Image import Image

LOOKS = (("en-US", False), ("en-US", True), ("zh-CN", False), ("zh-CN", True))
"""Locale, and whether the dark theme is on."""
SIZE = (216, 480)
"""Of one picture, pixels."""
GAP, GROUP_GAP = 8, 28
GROUPS = 3
"""Screens beside each other."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen of the sheet: an app, or nothing for the home screen, and the way from its first screen."""

    package: str = ""
    way: tuple[str, ...] = ()
    """Each the end of a resource id ("#fab"), a text in English or as "English|Chinese", "^" for a swipe up,
    or "!" and a command of the shell."""


_SETTINGS = "com.android.settings"
_CALENDAR = "com.simplemobiletools.calendar.pro"
SCREENS = (
    Shown(),
    Shown(way=("^",)),
    Shown(way=("!cmd statusbar expand-notifications",)),
    Shown(way=("!cmd statusbar expand-settings",)),
    Shown(_SETTINGS),
    Shown(_SETTINGS, ("Network & internet", "Internet")),
    Shown(_SETTINGS, ("Display",)),
    Shown("com.google.android.deskclock"),
    Shown("com.google.android.contacts"),
    Shown("com.google.android.contacts", ("Ann Lee",)),
    Shown("com.google.android.dialer"),
    Shown("com.google.android.dialer", ("key pad",)),
    Shown("com.simplemobiletools.smsmessenger"),
    Shown("com.simplemobiletools.smsmessenger", ("Ann Lee|李小明",)),
    Shown(_CALENDAR),
    Shown(_CALENDAR, ("#calendar_fab",)),
    Shown("net.gsantner.markor"),
    Shown("net.gsantner.markor", ("shopping.md|购物清单.md",)),
    Shown("com.arduia.expense"),
    Shown("com.flauschcode.broccoli"),
    Shown("com.flauschcode.broccoli", ("Tomato Soup|番茄汤",)),
    Shown("org.tasks"),
    Shown("de.dennisguse.opentracks"),
    Shown("de.dennisguse.opentracks", ("Round the lake|环湖徒步", "Charts")),
    Shown("net.cozic.joplin"),
    Shown("net.cozic.joplin", ("Shopping for Sunday|周日购物",)),
    Shown("code.name.monkey.retromusic", ("#action_song",)),
    Shown("code.name.monkey.retromusic", ("#action_playlist", "On the way|路上听")),
    Shown("com.simplemobiletools.gallery.pro"),
    Shown("com.simplemobiletools.gallery.pro", ("Camera|Camera", "IMG_0003.jpg")),
    Shown("org.videolan.vlc"),
    Shown("org.videolan.vlc", ("Garden in spring.mp4|春天的花园.mp4",)),
    Shown("net.osmand"),
    Shown("net.osmand", ("Search", "!input text Malb", "#search_list_item")),
    Shown("com.android.chrome"),
    Shown("com.android.chrome", ("Maple Bakery|枫树面包房",)),
    Shown("com.android.camera2"),
    Shown("com.google.android.documentsui"),
    Shown("com.google.android.documentsui", ("Show roots",)),
    Shown("com.dimowner.audiorecorder", ("Records list", "Guitar idea|吉他旋律")),
    Shown("com.simplemobiletools.draw.pro", ("Change color",)),
    Shown("com.larkmart.shop"),
    Shown("com.larkmart.shop", ("#item_card", "Buy now")),
    Shown("com.fernmail.android"),
    Shown("com.fernmail.android", ("Photos from the lake|湖边的照片",)),
    Shown("com.oakwaybank.mobile", ("#pin", "!input text 274913", "#login_button")),
    Shown("ca.zgrs.clipper"),
)


def contact_sheet(screens: tuple[Shown, ...] = SCREENS) -> "Image":
    """The whole sheet as one picture. Raises LookupError when a screen's way leads nowhere."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    looks = [_looking(locale, dark) for locale, dark in LOOKS]
    rows = [screens[at : at + GROUPS] for at in range(0, len(screens), GROUPS)]
    group = len(LOOKS) * (SIZE[0] + GAP) - GAP
    width = GROUPS * (group + GROUP_GAP) + GROUP_GAP
    height = len(rows) * (SIZE[1] + GROUP_GAP) + GROUP_GAP
    sheet = Image.new("RGB", (width, height), "#8A8F98")
    for line, row in enumerate(rows):
        for place, shown in enumerate(row):
            for column, phone in enumerate(looks):
                left = GROUP_GAP + place * (group + GROUP_GAP) + column * (SIZE[0] + GAP)
                sheet.paste(picture(phone, shown), (left, GROUP_GAP + line * (SIZE[1] + GROUP_GAP)))
    return sheet


def _looking(locale: str, dark: bool) -> Phone:
    """A phone in use, with one of the looks."""
    phone = Phone(1, locale=locale)
    phone.settings.put("secure", "ui_night_mode", 2 if dark else 1)
    fill(phone)
    return phone


def picture(phone: Phone, shown: Shown) -> "Image":
    """A small picture of one screen; the phone is left as it was."""
    saved = phone.snapshot()
    if shown.package:
        phone.start(Intent(package=shown.package))
    for step in shown.way:
        _take(phone, step)
    image = phone.camera.image().convert("RGB").resize(SIZE, reducing_gap=2.0)
    phone.restore(saved)
    return image


def _take(phone: Phone, step: str) -> None:
    width, height = phone.size
    if step.startswith("!"):
        phone.shell(step[1:])
    elif step == "^":
        phone.touch.swipe(width // 2, height * 3 // 4, width // 2, height // 4)
    else:
        centre = _find(phone, step).bounds.center
        phone.touch.tap(centre.x, centre.y)


def _find(phone: Phone, step: str) -> UIElement:
    elements = phone.frame().elements()
    if step.startswith("#"):
        found = next((e for e in elements if e.resource_id.endswith(f"/{step[1:]}")), None)
    else:
        english, _, chinese = step.partition("|")
        own = chinese if chinese and phone.language == "zh" else phone.translate(english, phone.front.package)
        found = next((e for e in elements if own in (e.text, e.content_description)), None)
    if found is None:
        raise LookupError(f"{step!r} is not on the screen of {phone.front.component}")
    return found
