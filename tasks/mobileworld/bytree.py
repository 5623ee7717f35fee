"""What MobileWorld's `--agent_type` loads: our agent with the UI tree beside the picture.

The tree comes from the server of its environment (`/xml`). The agents of its leaderboard do not ask for it.
"""

import json
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import tasks.mobileworld.agent as ours
from device.error import TreeUnavailable
from tasks.mobileworld.package import adopt
from tasks.mobileworld.phone import Tree

_PATIENCE = 60.0


class ByTree(ours.MobileWorldAgent):
    """It sees the elements, too."""

    def tree(self) -> Tree:
        """By the server that its environment's client talks to."""
        asked = {"device": self._env.device, "mode": "uia", "return_content": "true"}
        return lambda: read_tree(f"{self._env.base_url}/xml?{urlencode(asked)}")


def read_tree(url: str) -> bytes:
    """The tree at an address of its server. Raises TreeUnavailable."""
    try:
        with urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310 - the server that its own client was given
            return str(json.load(answer)["content"]).encode()
    except (URLError, TimeoutError, KeyError, ValueError) as error:
        raise TreeUnavailable(f"MobileWorld's server gives no tree: {error}") from error


adopt(ByTree)
