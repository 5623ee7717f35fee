"""A calendar's feed, which can be read and not changed."""

from tasks.servers.state import Held, ServerState, matching


class Feed:
    """The tools of a calendar that somebody else keeps."""

    def __init__(self, state: ServerState) -> None:
        self._state = state

    def list_events(self, day: str) -> list[str]:
        """List the events of a day, as 2026-03-05."""
        return [_told(one) for one in self._state.rows("events") if one["date"] == day]

    def find_events(self, words: str) -> list[str]:
        """Find events with all of these words in title, place or description."""
        found = self._state.rows("events")
        return [_told(one) for one in found if matching(words, one["title"], one["place"], one["about"])]


def _told(one: Held) -> str:
    return (
        f"Title: {one['title']}\nDate: {one['date']}\nTime: {one['time']}\nMinutes: {one['minutes']}\n"
        f"Place: {one['place']}\nAbout: {one['about']}"
    )
