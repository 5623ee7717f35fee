"""What a goal calls a thing, and what lists show: which of them it may be."""

from agent.language.likeness import likest
from tests.table import each_row

NOTES = ("shopping.md", "jokes.md", "poems.md")


@each_row(
    ("said", "shown", "likely"),
    [
        ("shoping", NOTES, ["shopping.md"]),
        ("with the jokes", NOTES, ["jokes.md"]),
        ("parcel to Lisbon", ("Post parcel to Lisbon", "Water the plants"), ["Post parcel to Lisbon"]),
        ("tariqs", ("Tariq", "Tanja"), ["Tariq"]),
        ("书", ("还书", "交房租"), ["还书"]),
        ("晓雯", ("林晓雯", "王芳"), ["林晓雯"]),
        ("Bob Stone", ("Ann Lee", "Emma"), []),
        ("5550134", ("5550135", "555"), []),
        ("mail", ("mail 1", "mail 2", "mail 3", "mail 4"), []),
    ],
)
def test_the_likest_are_offered_and_no_others(said: str, shown: tuple[str, ...], likely: list[str]) -> None:
    assert likest(said, ((name, name) for name in shown)) == likely


def test_the_rest_of_a_row_tells_what_its_name_does_not() -> None:
    rows = [("+15550199", "+15550199 | You won our raffle!"), ("Ann", "Ann | See you")]
    assert likest("raffle people", rows) == ["+15550199 | You won our raffle!"]
