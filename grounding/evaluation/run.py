"""Asking a grounder for every item, written down as it goes, so that a run that was cut short goes on."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from device.error import ConfigError
from device.screen import Observation, Screenshot
from grounding.evaluation.answer import ITEMS, MANIFEST, Answer, SeenView, stage, written
from grounding.evaluation.item import Item
from grounding.evaluation.read import fingerprint
from grounding.grounder import Grounder
from grounding.spending import listening
from grounding.target import Grounding, Target, TargetNotFound

_ALTERNATIVES = 5


class Evaluation:
    """One grounder on one benchmark, kept in a folder."""

    def __init__(
        self,
        items: Sequence[Item],
        grounder: str,
        folder: Path,
        limit: int | None = None,
        shard: tuple[int, int] = (1, 1),
    ) -> None:
        """`grounder` is its name; only the first `limit` items are asked, which a later evaluation may raise.

        Of several shards (which, of how many) each asks its own, and `merge` puts them together. Raises
        ConfigError for a folder that holds another evaluation.
        """
        self.items = tuple(items[:limit][shard[0] - 1 :: shard[1]])
        self.folder = folder
        self._open(grounder, items)
        self.answers = {answer.key: answer for answer in written(self.folder)}

    @property
    def left(self) -> tuple[Item, ...]:
        """Items without an answer."""
        return tuple(item for item in self.items if item.key not in self.answers)

    def run(self, grounder: Grounder) -> Iterator[Answer]:
        """Answer what is left, each written down before it is yielded.

        One whose picture cannot be read is not written down, so that the next run asks it again.
        """
        with (self.folder / ITEMS).open("a", encoding="utf-8") as file:
            for item in self.left:
                answer = ask(grounder, item)
                if not answer.unread:
                    file.write(json.dumps(asdict(answer), ensure_ascii=False) + "\n")
                    file.flush()
                self.answers[item.key] = answer
                yield answer

    def _open(self, grounder: str, items: Sequence[Item]) -> None:
        mine = _identity(grounder, items)
        manifest = self.folder / MANIFEST
        if manifest.is_file():
            try:
                known = json.loads(manifest.read_text("utf-8"))
            except ValueError:
                known = None
            # Of items that were fewer then, the answers hold as long as they are the first of those now.
            then = known.get("items") if isinstance(known, dict) else None
            if not isinstance(then, int) or known != _identity(grounder, items[:then]):
                raise ConfigError(
                    f"{self.folder} holds the evaluation of {_other(known, mine)}",
                    f"Name another folder with --out, or remove {self.folder} to start over",
                )
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            manifest.write_text(json.dumps(mine, indent=2) + "\n", "utf-8")
        except OSError as error:
            raise ConfigError(f"cannot write to {self.folder}: {error.strerror}") from None


def _identity(grounder: str, items: Sequence[Item]) -> dict[str, object]:
    return {"grounder": grounder, "items": len(items), "fingerprint": fingerprint(items)}


def _other(known: object, mine: dict[str, object]) -> str:
    """Whose evaluation it is instead, by what is written in its folder."""
    if not isinstance(known, dict) or not isinstance(known.get("items"), int):
        return f"something that cannot be told: its {MANIFEST} cannot be read"
    if known.get("grounder") != mine["grounder"]:
        return f"another grounder: {known.get('grounder')}, not {mine['grounder']}"
    counts = f"{known['items']:,} then, {mine['items']:,} now"
    return f"other items: {counts}, of which some differ in words or places (another --boxes?)"


def ask(grounder: Grounder, item: Item) -> Answer:
    """One item. A picture that cannot be read is told apart, and counts as wrong."""
    started = time.perf_counter()
    found: Grounding | None = None
    told, size = "", None
    with listening() as spent:
        try:
            observation = as_screen(item.image)
            size = observation.size
            found = grounder.ground(observation, Target(description=item.instruction))
        except TargetNotFound as nowhere:
            told = str(nowhere)
    groups = dict(item.groups)
    point = (found.point.x, found.point.y) if found else None
    return Answer(
        key=item.key,
        instruction=item.instruction,
        image=item.picture,
        right=size is not None and item.is_right(point, size),
        point=point,
        confidence=round(found.confidence, 4) if found else None,
        method=found.method if found else "",
        alternatives=tuple(
            (other.point.x, other.point.y, round(other.confidence, 4))
            for other in (found.alternatives[:_ALTERNATIVES] if found else ())
        ),
        told=told,
        seconds=round(time.perf_counter() - started, 3),
        unread=size is None,
        image_size=size,
        bbox=None if size is None else item.box_on(size),
        group=groups.get("group", ""),
        application=groups.get("application", ""),
        platform=groups.get("platform", ""),
        ui_type=groups.get("ui_type", ""),
        views=() if found is None else _views(found),
        tokens=spent.usage.tokens,
    )


def _views(found: Grounding) -> tuple[SeenView, ...]:
    return tuple(
        SeenView(stage(number), each.region, each.point, each.coverage, each.text, each.peak)
        for number, each in enumerate(found.answers)
    )


def as_screen(image: Path) -> Observation:
    """A picture file as a screen without a tree. Raises TargetNotFound where it is no picture."""
    try:
        with Image.open(image) as picture:
            size = picture.size
            picture.load()
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise TargetNotFound(f"{image} cannot be read as a picture: {broken}") from broken
    return Observation(Screenshot(size, path=image), (), "", "", False, size)
