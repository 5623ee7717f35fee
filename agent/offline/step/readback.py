"""Looking over what was filled in: before it is kept, and once it is, on the app's own page of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from agent.action.action import InputText, Note
from agent.language.name import canon
from agent.language.place import place
from agent.offline.step.form import bare_form, field_of, holds
from agent.offline.step.history import NOTED, Past
from agent.offline.step.listpage import Row, by_id, rows
from agent.offline.step.move import Act, Stuck, click
from agent.offline.step.search import sweep
from agent.perception.scene import Scene
from agent.run.step import Outcome

LOOK = "look over: "
"""How the history calls the row that was opened to read all of what was kept; followed by its name."""
_LOOKS = 4
_READS = "reads: "
"""How notes of fields and values that were seen begin."""
Values = Iterable[tuple[str, str]]


def is_reading(past: Past) -> bool:
    """Whether a form that does not fit the screen is being read back."""
    return bool(_noted(_since_typed(past)))


def read_back(
    values: Values, fields: dict[str, tuple[str, ...]], scene: Scene, past: Past
) -> Act | Stuck | None:
    """The next move of reading back a form in full; None once every field was seen to hold its text.

    What does not show together is noted down on the way.
    """
    shown = []
    for name, text in values:
        field = field_of(scene, fields[name])
        if field is not None and holds(field, text):
            shown.append(name)
    names = [name for name, _ in values]
    return _seen(names, shown, _since_typed(past), lambda: bare_form(scene, past), "The form")


def shows_all(
    values: Values, what: str, scene: Scene, past: Past, marks: Mapping[str, bool] | None = None
) -> Act | Stuck | None:
    """The next move of finding texts on a page; None once each was seen on it, whatever parts it is cut into.

    `marks` are what else is to be seen, by name, and whether it shows now.
    """
    texts = "".join(e.text for e in scene.elements)
    pairs = list(values)
    shown = [name for name, text in pairs if (canon(text) in canon(texts) if canon(text) else text in texts)]
    shown += [name for name, is_there in (marks or {}).items() if is_there]
    names = [*(name for name, _ in pairs), *(marks or {})]
    return _seen(names, shown, past, lambda: sweep(scene, past), f'The page of "{what}"')


def reopen(kind: str, scene: Scene, past: Past, fits: Callable[[Row], bool]) -> Act | None:
    """The tap on a row once more, where it did not open: the list is in front as before."""
    taps, here = past.touched(LOOK), place(kind)
    if (
        not taps
        or taps[-1][1].outcome != Outcome.NO_CHANGE
        or len(taps) >= _LOOKS
        or by_id(scene, *here.main) is None
    ):
        return None
    row = next((row for row in rows(scene, here.title) if fits(row)), None)
    return click(row.box, f"{LOOK}{row.name}", "The row did not open") if row is not None else None


def _seen(
    names: Sequence[str], shown: Sequence[str], past: Past, further: Callable[[], Act | None], where: str
) -> Act | Stuck | None:
    noted = _noted(past)
    missing = [name for name in names if name not in shown and name not in noted]
    if not missing:
        return None
    new = [name for name in shown if name not in noted]
    if new:
        return Act(Note(text=NOTED.join(f"{_READS}{name}" for name in new)), "Not all of it shows at once")
    return further() or Stuck(f"{where} does not show the {' and the '.join(missing)} as it should be")


def _since_typed(past: Past) -> Past:
    start = len(past.steps)
    while start and not isinstance(past.steps[start - 1].action, InputText):
        start -= 1
    return Past(past.steps[start:])


def _noted(past: Past) -> list[str]:
    return [text.removeprefix(_READS) for text in past.noted() if text.startswith(_READS)]
