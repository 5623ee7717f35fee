"""How sure a model was of the action it chose, from the log-probabilities of its reply.

ColorAgent's reflection on demand: the mean over the tokens that spell the action's name.
"""

import re
from collections.abc import Sequence

from models.reply import TokenLogprob

_NAME = re.compile(r'"action_type"\s*:\s*"([a-z_]+)"')


def certainty(raw: str, tokens: Sequence[TokenLogprob] | None) -> float | None:
    """Mean log-probability of the tokens that name the first action; None where that can't be told.

    The tokens must spell `raw`: a server that gives only some of them gives nothing to go by.
    """
    found = _NAME.search(raw)
    if not tokens or found is None or "".join(token.token for token in tokens) != raw:
        return None
    start, end = found.span(1)
    place, telling = 0, []
    for token in tokens:
        if place < end and place + len(token.token) > start:
            telling.append(token.logprob)
        place += len(token.token)
    return sum(telling) / len(telling) if telling else None
