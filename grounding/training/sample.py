"""What a vision model learns from: a picture and turns of a conversation, with the places that answers mean.

Read are our own folders (`grounding.training.dataset`), and the files that GUI-Actor, V2P and GUI-AIMA are
trained with, as they are released: a JSON list or JSON lines of `image` and `conversations`, and a YAML file
that mixes several (`datasets`, each with `json_path`, `images_folder` and `sampling_strategy`).
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from device.error import ConfigError
from grounding.training.dataset import TrainingExample, read
from models.localprompt import harmless

Role = Literal["system", "user", "assistant"]
Region = tuple[tuple[float, float, float, float], ...]
"""Boxes, xyxy 0-1 of the picture, any of which is right; one without area is a point."""
POINTER = "<|pointer_start|><|pointer_pad|><|pointer_end|>"
PICTURE = "<image>"
_PAIR = re.compile(r"x=([0-9.]+), y=([0-9.]+)")
_DRAG = re.compile(r"from_coord=\[([0-9.]+), ([0-9.]+)\], to_coord=\[([0-9.]+), ([0-9.]+)\]")
_SAMPLING = re.compile(r"all|(?P<how>first|end|random):(?P<count>\d{1,9})(?P<share>%?)")
_EDGE = 1e-3
"""Points nearer than this to an edge are moved in, as published."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side says."""

    role: Role
    text: str
    """With `POINTER` wherever the model is to point."""
    regions: tuple[Region, ...] = ()
    """What each pointer of the text means, in order."""
    recipient: str = "os"
    """To whom an assistant speaks."""
    ends: bool = True
    """Whether the assistant hands over after it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture with a conversation about it."""

    image: Path
    turns: tuple[Turn, ...]
    where: str
    """The file and row it comes from."""

    @property
    def regions(self) -> tuple[Region, ...]:
        """Of all its pointers, in order."""
        return tuple(region for turn in self.turns for region in turn.regions)


def samples(data: Path, images: Path | None = None, seed: int = 0) -> list[Sample]:
    """All of a folder of ours, of one file, or of a mix; pictures are looked for in `images`, or beside it.

    What is absent from a picture has no place to point at and is left out. `seed` draws the samples that a
    mix takes at random.

    Raises ConfigError with file and row for what is none, a picture that is not there, and for no sample.
    """
    if data.suffix in (".yaml", ".yml"):
        found = _mixed(data, images, seed)
    elif data.suffix in (".json", ".jsonl"):
        found = _of_file(data, images or data.parent)
    else:
        found = of_examples(images or data, read(data, "train"), data / "train.jsonl")
    if not found:
        raise ConfigError(f"{data} holds nothing to learn from")
    return found


def of_examples(folder: Path, examples: Iterable[TrainingExample], path: Path) -> list[Sample]:
    """Our own rows, each asked for by its instruction and answered with a click."""
    found = []
    for number, each in enumerate(examples, 1):
        if each.absent:
            continue
        (width, height), (left, top, right, bottom) = each.img_size, each.bbox
        box = (left / width, top / height, right / width, bottom / height)
        turns = (
            Turn("user", PICTURE + each.instruction),
            Turn("assistant", f"pyautogui.click({POINTER})", ((box,),)),
        )
        found.append(Sample(folder / each.img_filename, turns, f"row {number} of {path}"))
    return found


_Share = Annotated[float, Field(ge=-0.5, le=1.5)]
"""Of a side of the picture; a little beyond is cut off, pixels are told."""


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore")

    role: Literal["human", "gpt", "system", "user", "assistant"] = Field(
        validation_alias=AliasChoices("role", "from")
    )
    content: str = Field(validation_alias=AliasChoices("content", "value"))
    recipient: str = "os"
    end_turn: bool = True
    bbox_gt: (
        tuple[_Share, _Share, _Share, _Share] | tuple[tuple[_Share, _Share, _Share, _Share], ...] | None
    ) = None


class _Talk(BaseModel):
    model_config = ConfigDict(extra="ignore")

    image: str | Annotated[tuple[str, ...], Field(min_length=1, max_length=1)]
    conversations: Annotated[tuple[_Said, ...], Field(min_length=1)]


def _mixed(path: Path, images: Path | None, seed: int) -> list[Sample]:
    import yaml  # type: ignore[import-untyped] # noqa: PLC0415 - comes with the extra `grounding`

    try:
        parts = yaml.safe_load(path.read_text("utf-8"))["datasets"]
        named = [(part["json_path"], part.get("images_folder") or "", part.get("sampling_strategy", "all"))
                 for part in parts]  # fmt: skip
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as broken:
        reason = str(broken).splitlines()[0]
        raise ConfigError(
            f"{path} is no mix: {reason}", "It has a list `datasets`, each with json_path and images_folder"
        ) from None
    found: list[Sample] = []
    for number, (file, folder, strategy) in enumerate(named, 1):
        chosen = _SAMPLING.fullmatch(str(strategy))
        if chosen is None:
            raise ConfigError(
                f"dataset {number} of {path}: no sampling_strategy is called {strategy!r}",
                "There are all, first:N, end:N and random:N, N a number or a share as 10%",
            )
        own = _of_file(_beside(path, file), images / folder if images else _beside(path, folder))
        found += _drawn(own, chosen, Random(f"{seed} {file}"))
    return found


def _beside(mix: Path, named: str) -> Path:
    """A relative path counts from where the command runs, as in the published scripts, else from the mix."""
    here = Path(named).expanduser()
    return here if here.is_absolute() or here.exists() else mix.parent / here


def _drawn(own: list[Sample], chosen: re.Match[str], rng: Random) -> list[Sample]:
    if not chosen["how"]:
        return own
    count = int(chosen["count"])
    if chosen["share"]:
        count = -(-count * len(own) // 100)
    if chosen["how"] == "random":
        own = own.copy()
        rng.shuffle(own)
    return own[-count:] if chosen["how"] == "end" and count else own[:count]


def _of_file(path: Path, images: Path) -> list[Sample]:
    return [_sample(row, images, f"row {number} of {path}") for number, row in _rows(path)]


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ConfigError(f"cannot read {path}: {reason}") from None
    whole = path.suffix == ".json"
    number = 0
    try:
        if whole:
            rows = json.loads(text)
            if not isinstance(rows, list):
                raise ConfigError(f"{path} holds no list of samples")
            yield from enumerate(rows, 1)
            return
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, json.loads(line)
    except json.JSONDecodeError as error:
        where = str(path) if whole else f"row {number} of {path}"
        raise ConfigError(f"{where} is no valid JSON: {error}") from None


def _sample(raw: Any, images: Path, where: str) -> Sample:
    try:
        row = _Talk.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        said = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{where} is no sample: {said}: {first['msg']}") from None
    image = images / (row.image if isinstance(row.image, str) else row.image[0])
    if not image.is_file():
        raise ConfigError(f"the picture {image} of {where} is not there", "Say where with --images")
    try:
        turns = tuple(_turn(said) for said in row.conversations)
    except ValueError as odd:
        raise ConfigError(f"{where} is no sample: {odd}") from None
    shown = [turn.text.count(PICTURE) if turn.role == "user" else 0 for turn in turns]
    if sum(shown) != 1:
        raise ConfigError(f"{where} is no sample: it shows {sum(shown)} pictures, not 1")
    if any(turn.regions for turn in turns[: shown.index(1)]):
        raise ConfigError(f"{where} is no sample: it points before it shows the picture")
    return Sample(image, turns, where)


def _turn(said: _Said) -> Turn:
    role: Role = {"human": "user", "gpt": "assistant"}.get(said.role, said.role)  # type: ignore[assignment]
    if role != "assistant":
        return Turn(role, harmless(said.content))
    if said.recipient != "os":
        return Turn(role, harmless(said.content), (), said.recipient, said.end_turn)
    text, points = _pointing(harmless(said.content))
    box = said.bbox_gt
    if not box:
        regions: tuple[Region, ...] = tuple(((x, y, x, y),) for x, y in points)
    elif isinstance(box[0], tuple):
        regions = (box,) * len(points)
    else:
        regions = ((box,),) * len(points)
    return Turn(role, text, regions, said.recipient, said.end_turn)


def _pointing(text: str) -> tuple[str, list[tuple[float, float]]]:
    """The text with pointers in the place of coordinates, and those, in order."""
    found = [
        (match.start(), [_inside(number) for number in match.groups()])
        for pattern in (_PAIR, _DRAG)
        for match in pattern.finditer(text)
    ]
    text = _DRAG.sub(f"{POINTER}, {POINTER}", _PAIR.sub(POINTER, text))
    flat = [number for _, numbers in sorted(found) for number in numbers]
    return text, list(zip(flat[::2], flat[1::2], strict=True))


def _inside(number: str) -> float:
    value = float(number)
    if abs(value) < _EDGE:
        return _EDGE
    return 1 - _EDGE if abs(value - 1) < _EDGE else value
