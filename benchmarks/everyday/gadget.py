"""Goals about camera, clipboard and settings, and goals that cannot be reached."""

from benchmarks.everyday.effect import Effect
from benchmarks.everyday.goal import Book, Made


def camera(book: Book) -> Made:
    """A photo, a video."""
    yield (
        book.say(("take a photo", "take a selfie"), ("拍一张照片", "自拍一张")),
        lambda done, _: done.media == ["jpg"],
    )
    yield (
        book.say(("record a {s} second video",), ("录一段{s}秒的视频",), s=book.dice.randrange(2, 6)),
        lambda done, _: done.media == ["mp4"],
    )


def clipboard(book: Book) -> Made:
    """A text."""
    text = book.say(("12 Main Street", "hello world"), ("会议室三", "你好"))
    yield (
        book.say(('copy "{t}" to the clipboard', "Copy the following text to the clipboard: {t}"),
                 ('把"{t}"复制到剪贴板', "复制文字{t}到剪贴板"), t=text),
        lambda done, _: done.phone.window.clipboard == text,
    )  # fmt: skip


def settings(book: Book) -> Made:
    """Two things of which only one is said in full."""
    yield (
        book.say(("increase brightness and volume to 50%",), ("把亮度和音量调到50%",)),
        lambda done, _: (
            done.phone.settings.text("system", "screen_brightness") in ("127", "128")
            and done.phone.settings.text("system", "volume_music") in ("12", "13")
        ),
    )
    yield (
        book.say(("set alarms for 7 pm and 8",), ("设晚上七点和八点的闹钟",)),
        lambda done, _: sorted(row["hour"] for row in done.added("alarm_templates")) == ["19", "20"],
    )


def cannot(book: Book) -> Made:
    """Somebody unknown; a time that may be either."""

    def untouched(done: Effect, _: str) -> bool:
        return not done.touched

    yield book.say(("call {n}",), ("给{n}打电话",), n=book.new_name()), untouched
    yield book.say(("add an event Dinner tomorrow at 5",), ("创建明天的日程吃饭",)), untouched
