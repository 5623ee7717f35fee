"""The sample that makes a phone look used, and the contact sheet drawn of it."""

import pytest

from device.phone.sample import fill, read_sample
from device.phone.sheet import GROUPS, LOOKS, SCREENS, SIZE, Shown, contact_sheet, picture
from tests.boot import fresh_phone


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_sample_is_on_the_phone_and_gone_after_a_reset(locale: str) -> None:
    phone = fresh_phone(1, locale=locale)
    fill(phone)
    sample = read_sample(phone.language)
    counted = "content query --uri content://sms | grep -c Row:; ls /sdcard/Documents/Markor | wc -l"
    assert phone.shell(counted).stdout.split()[0] == str(len(sample.message)).encode()
    names = phone.shell("content query --uri content://contacts/phones/ --projection display_name").stdout
    assert sample.contact[0].first.encode() in names
    phone.reset()
    assert phone.shell("content query --uri content://sms").stdout.strip() == b"No result found."


def test_a_language_without_a_sample_gets_the_english_one() -> None:
    assert read_sample("de") == read_sample("en")


@pytest.mark.full
def test_every_screen_of_the_sheet_can_be_reached_in_every_look() -> None:
    sheet = contact_sheet()
    rows = -(-len(SCREENS) // GROUPS)
    assert sheet.width > GROUPS * len(LOOKS) * SIZE[0]
    assert sheet.height > rows * SIZE[1]


def test_a_picture_leaves_the_phone_as_it_was() -> None:
    phone = fresh_phone()
    before = phone.frame().elements()
    assert picture(phone, Shown("com.android.settings", ("Display",))).size == SIZE
    assert phone.frame().elements() == before


def test_a_way_that_leads_nowhere_is_named() -> None:
    with pytest.raises(LookupError, match="No such row"):
        picture(fresh_phone(), Shown("com.android.settings", ("No such row",)))
