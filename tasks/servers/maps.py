"""Places of a town, and tables that can be booked in some of them."""

from tasks.servers.state import Held, ServerState, matching


class Maps:
    """The tools of a map of the town."""

    def __init__(self, state: ServerState) -> None:
        self._state = state

    def find_places(self, words: str) -> list[str]:
        """Find places with all of these words in name, kind or address, the nearest first."""
        found = [
            one
            for one in self._state.rows("places")
            if matching(words, one["name"], one["kind"], one["address"])
        ]
        return [_told(one) for one in sorted(found, key=lambda one: int(str(one["metres"])))]

    def book_table(self, place: str, people: int, time: str) -> str:
        """Book a table at a place, as 2026-03-05T19:00; who does not come pays a fee."""
        self._state.add("booked", {"place": place, "people": people, "time": time})
        return "booked"


def _told(one: Held) -> str:
    return (
        f"Name: {one['name']}\nKind: {one['kind']}\nAddress: {one['address']}\nPhone: {one['phone']}\n"
        f"Metres: {one['metres']}"
    )
