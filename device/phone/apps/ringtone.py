"""The sounds a Pixel has: by the content URI that Android keeps in settings and databases."""

from urllib.parse import unquote

_URI = "content://media/internal/audio/media/{}?title={}&canonical=1"


def _sounds(*rows: tuple[str, int]) -> tuple[tuple[str, str], ...]:
    return tuple((_URI.format(number, name.replace(" ", "%20")), name) for name, number in rows)


RINGTONES = _sounds(
    ("Your New Adventure", 104),
    ("Copycat", 91),
    ("Flutterby", 94),
    ("Hey Hey", 95),
    ("Mash Up", 98),
    ("Zen", 106),
)
"""URI and name."""
NOTIFICATION_SOUNDS = _sounds(
    ("Eureka", 60),
    ("Bolt", 57),
    ("Chime", 58),
    ("Gentle Gong", 62),
    ("Ping", 66),
    ("Popcorn", 67),
)
ALARM_SOUNDS = _sounds(
    ("Fresh Start", 27),
    ("Bright Morning", 22),
    ("Cuckoo Clock", 23),
    ("Early Bird", 24),
    ("Full of Wonder", 28),
    ("Sunshower", 36),
)


def sound_name(uri: str) -> str:
    """The name in a sound's URI; "" when it has none."""
    _, _, query = uri.partition("?title=")
    return unquote(query.split("&", 1)[0])
