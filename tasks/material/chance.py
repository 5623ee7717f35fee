"""What tasks draw by chance, as wild as AndroidWorld's: names, numbers, days, words."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from string import ascii_letters, digits

TODAY = date(2023, 10, 15)
"""A Sunday: what every phone of a benchmark begins with, at 15:34."""
NOW = datetime(2023, 10, 15, 15, 34)
FIRST = ("Noa", "Ibrahim", "Sofija", "Hugo", "Mia", "Petar", "Anna-Lena", "José", "Li", "Ana")
LAST = ("da Silva", "Ferreira", "O'Neill", "Wang", "Müller", "dos Santos", "Garcia", "Li", "van der Berg")
SENTENCES = (
    "Don't leave without the blue folder.",
    "The cat's dinner is at 6 PM sharp!",
    "Lunch with Zoé at Chez L'oncle, 1 PM.",
    "Buy: rice and beans and 12 eggs",
    "It's only a model; it's quite enough.",
    "Rent is due on the 1st - $950 (don't be late).",
    "We read 'Middlemarch' on Tuesday.",
    "Parents' evening moved to Friday, room #12.",
    "Nothing ventured, nothing gained.",
    "Hello again.",
    "Half of the people I asked said that they would come by train, the others were not yet sure about it.",
)
_TRAITS = ("calm", "brave", "witty", "neat", "shy", "proud", "busy", "kind", "eager", "bold")
_THINGS = ("fox", "lamp", "yacht", "koala", "igloo", "violin", "owl", "quilt", "zebra", "king")
_MARKS = ("backup", "copy", "final", "edited")
_SHOTS = ("clip", "scene", "moment", "episode", "footage")
_GRADES = ("", "HD", "4K", "raw")
NOTES = (
    *("weekly_shopping.md", "team_minutes.md", "goals_for_2024.md", "books_to_read.md", "paper_summary.md"),
    *("summer_plans.md", "kitchen_budget.md", "workout_in_april.md", "gift_ideas.md", "pizza_dough.md"),
    *("weekend_list.md", "insurance_offers.md", "sketches.md", "python_goals.md", "trip_notes.md"),
)


def number(random: Random) -> str:
    """A phone number of ten digits after +1."""
    return "+1" + "".join(random.choice(digits) for _ in range(10))


def person(random: Random) -> str:
    """A first and a last name."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def code(random: Random, length: int) -> str:
    """Letters and digits."""
    return "".join(random.choice(ascii_letters + digits) for _ in range(length))


def varied(random: Random, name: str) -> str:
    """A file name with something before or after it: a day, four signs, a word."""
    some_day = TODAY - timedelta(days=random.randint(1, 280))
    mark = random.choice((f"{some_day:%Y_%m_%d}", code(random, 4), random.choice(_MARKS)))
    stem, dot, ending = name.partition(".")
    return random.choice((f"{mark}_{stem}", f"{stem}_{mark}")) + dot + ending


def stem_name(random: Random) -> str:
    """A file name without an ending."""
    return varied(random, f"{random.choice(_TRAITS)}_{random.choice(_THINGS)}")


def note_name(random: Random) -> str:
    """A file name with an ending."""
    return stem_name(random) + random.choice((".md", ".txt"))


def film_name(random: Random) -> str:
    """The name of an MP4 file."""
    name = f"{random.choice(_SHOTS)}_{random.randint(1, 99)}_{random.choice(_GRADES)}.mp4"
    return varied(random, name)


def noise_names(random: Random, near: str) -> tuple[str, ...]:
    """Names of up to twenty other files, some much like `near`, all different, none `near` itself."""
    found: set[str] = set()
    most = random.randint(1, 20)
    while len(found) < most:
        name = varied(random, random.choice(NOTES) if random.random() < 0.85 else near)
        found.add(name if "." in name else f"{name}.md")
    return tuple(sorted(found - {near}))


def day_in_words(random: Random, day: date) -> str:
    """One of the ways a sheet names a day."""
    ahead = (day - TODAY).days
    ways: list[str] = [f"{day:%B} {day.day}", f"{day:%B} {day.day} {day.year}"]
    ways += {0: ["today"], 1: ["tomorrow"], -1: ["yesterday"]}.get(ahead, [])
    if 0 < ahead < 7:
        ways += [f"{day:%A}", f"this {day:%A}"]
    elif 7 < ahead <= 14:
        ways.append(f"the {day:%A} after next")
    elif -7 < ahead < 0:
        ways.append(f"{day:%A}")
    return random.choice(ways)


def clock_in_words(random: Random, moment: datetime) -> str:
    """One of the ways a sheet writes a time of day."""
    hour, half = moment.hour % 12 or 12, "am" if moment.hour < 12 else "pm"
    ways = [f"{moment:%H:%M}", f"{hour}:{moment:%M}{half}"]
    if not moment.minute:
        ways.append(f"{hour}{half}")
    return random.choice(ways)


def apart(
    random: Random, count: int, draw: Callable[[Random], str], besides: Sequence[str] = ()
) -> list[str]:
    """So many different texts, none of `besides`."""
    found: list[str] = []
    while len(found) < count:
        one = draw(random)
        if one not in found and one not in besides:
            found.append(one)
    return found
