"""A mail box at work, which is not the one of the phone."""

from tasks.servers.state import ServerState, matching


class Mail:
    """The tools of a mail box."""

    def __init__(self, state: ServerState) -> None:
        self._state = state

    def find_mail(self, words: str) -> list[str]:
        """Find mails with all of these words in them: number, sender and subject of each, newest first."""
        return [
            f"{one['number']}: {one['from']}: {one['subject']}"
            for one in self._state.rows("inbox")
            if matching(words, one["from"], one["subject"], one["text"])
        ]

    def read_mail(self, number: int) -> str:
        """Return a mail by its number."""
        for one in self._state.rows("inbox"):
            if one["number"] == number:
                return f"From: {one['from']}\nSubject: {one['subject']}\n\n{one['text']}"
        raise ValueError(f"there is no mail {number}")

    def send_mail(self, to: str, subject: str, text: str) -> str:
        """Send a mail."""
        self._state.add("sent", {"to": to, "subject": subject, "text": text})
        return "sent"
