"""A text on the clipboard.

Where we differ from AndroidWorld. The text must be there sign by sign (nine of ten are enough there).
"""

from collections.abc import Iterable
from random import Random

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import SENTENCES, code
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_BEFORE = "~ something copied long ago ~"


def _draw(random: Random) -> Params:
    """What people copy: numbers of parcels and bookings, codes, links, prices, whole sentences."""
    kinds = (
        f"Parcel no. {code(random, 10).upper()}",
        f"Booking: {code(random, 6).upper()}, gate {random.choice('ABCDE')}{random.randint(1, 40)}",
        f"wifi: guest-{random.randint(10, 99)} / {code(random, 12)}",
        f"https://lists.example/{code(random, 5)}?page={random.randint(1, 9)}&sort=new",
        f"{random.randint(1, 400)} Harbour Rd #{random.randint(1, 30)}, Portland, OR 97201",
        f'Code "{code(random, 8)}": {random.randint(5, 60)}% off, $25 minimum',
        f"{code(random, 4).lower()}.{code(random, 5).lower()}@mail.example",
        random.choice(SENTENCES),
    )
    return {"clipboard_content": random.choice(kinds)}


def _prepare(stage: Stage, _params: Params) -> None:
    stage.clipboard(_BEFORE)


def _copied(scene: Scene, params: Params) -> Iterable[Clause]:
    wanted, found = str(params["clipboard_content"]), scene.device.clipboard.read()
    yield Clause(
        demand=f"the clipboard holds {wanted!r}",
        ok=found.strip() == wanted.strip(),
        evidence=f"it holds {found!r}",
    )


TEMPLATES = (Template(FACTS["SystemCopyToClipboard"], _copied, _draw, _prepare),)
