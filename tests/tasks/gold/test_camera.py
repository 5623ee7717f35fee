"""The camera's solvers, again and again on one phone."""

from tasks.gold.camera import take_photo, take_video
from tasks.gold.params import Params


def test_each_takes_exactly_one_more(hand, phone):
    for count in (1, 2):
        take_photo(hand, Params({}))
        take_video(hand, Params({}))
        assert len(phone.files.list("/sdcard/Pictures")) == count
        assert len(phone.files.list("/sdcard/Movies")) == count


def test_a_photo_is_taken_from_the_filmstrip_too(hand, phone):
    take_photo(hand, Params({}))
    hand.tap(id="rounded_thumbnail_view")
    take_photo(hand, Params({}))
    assert len(phone.files.list("/sdcard/Pictures")) == 2
