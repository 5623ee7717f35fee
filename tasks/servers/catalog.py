"""Which servers there are, and what each of their tools does: the word of the owner, not of the server."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import JsonValue

from agent.action.commitment import Commitment
from agent.settings import Deed

Contents = Mapping[str, JsonValue]
"""What the servers of a task hold, by their names."""

DEEDS: Mapping[str, Mapping[str, Deed]] = MappingProxyType(
    {
        "files": {
            "list_files": "reads",
            "read_file": "reads",
            "write_file": "changes",
            "delete_file": Commitment.DELETE,
        },
        "feed": {"list_events": "reads", "find_events": "reads"},
        "mail": {"find_mail": "reads", "read_mail": "reads", "send_mail": Commitment.SEND},
        "currency": {"convert": "reads", "exchange": Commitment.PAYMENT},
        "maps": {"find_places": "reads", "book_table": Commitment.PURCHASE},
    }
)
