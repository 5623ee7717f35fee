"""What a tab asks for: one small object each, read strictly."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Pixel = Annotated[int, Field(ge=0, le=20_000)]
Text = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(min_length=1, max_length=300)]
KEYS = ("back", "home", "app_switch", "enter", "del", "forward_del", "tab", "dpad_up", "dpad_down",
        "dpad_left", "dpad_right", "move_home", "move_end", "page_up", "page_down", "power", "volume_up",
        "volume_down")  # fmt: skip
"""Keys that the page may press."""


class _Wish(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Enter(_Wish):
    """The first of all: have a phone in this tab, or go on with the session it had."""

    do: Literal["enter"]
    session: Annotated[str, Field(max_length=100)] = ""
    """"" for a new one."""
    phone: Annotated[str, Field(max_length=200)] = ""
    """A serial or `embedded`; "" leaves it to the settings."""
    after: int = 0
    """The number up to which the tab knows what the session told."""
    video: bool = False
    """Whether the tab can decode H.264."""


class Resume(_Wish):
    """Go on with a run that was cut short, in place of the session this tab has."""

    do: Literal["resume"]
    run: Name


class Rejoin(_Wish):
    """Look at a session of the visitor's that no tab looks at, in place of the one this tab has."""

    do: Literal["rejoin"]
    session: Annotated[str, Field(min_length=1, max_length=100)]


class Leave(_Wish):
    """Never go on with such a run."""

    do: Literal["leave"]
    run: Name


class ListPhones(_Wish):
    """Which phones there are, and which runs were cut short."""

    do: Literal["phones"]


class WholePicture(_Wish):
    """The next picture of the phone, whole: the tab missed one that later parts belong to."""

    do: Literal["whole"]


class Send(_Wish):
    """What the person typed: a task, an answer, or a correction."""

    do: Literal["send"]
    text: Text


class Answer(_Wish):
    """The answer to a question."""

    do: Literal["answer"]
    text: Text
    asked: int = 0
    for_task: bool = False
    """Whether a yes holds for the like of it until the task ends."""


class Change(_Wish):
    """What is asked about is to be done otherwise, as the person wrote into its card."""

    do: Literal["change"]
    asked: int
    to: Text | None = None
    content: Text | None = None


class Steer(_Wish):
    """Stop, pause and the like."""

    do: Literal["pause", "go_on", "stop", "take_over", "retry"]


class Trace(_Wish):
    """Whether the next tasks keep, word by word, what models are asked and reply."""

    do: Literal["trace"]
    on: bool


class Slow(_Wish):
    """Whether what is about to be touched is shown for a while first."""

    do: Literal["slow"]
    on: bool


class NewChat(_Wish):
    """A new conversation on the phone that the tab has."""

    do: Literal["new_chat"]


class HandBack(_Wish):
    """The phone is the agent's again."""

    do: Literal["hand_back"]
    note: Text = ""


class Tap(_Wish):
    """A finger on a pixel."""

    do: Literal["tap", "double_tap", "long_press"]
    x: Pixel
    y: Pixel


class Finger(_Wish):
    """A finger put down, moved while it is down, or taken up."""

    do: Literal["finger_down", "finger_move", "finger_up"]
    x: Pixel
    y: Pixel


class Pinch(_Wish):
    """Two fingers put down, moved while they are down, or taken up."""

    do: Literal["pinch_down", "pinch_move", "pinch_up"]
    x: Pixel
    y: Pixel
    to_x: Pixel
    to_y: Pixel


class Swipe(_Wish):
    """A whole swipe, as a wheel makes it."""

    do: Literal["swipe"]
    x: Pixel
    y: Pixel
    to_x: Pixel
    to_y: Pixel
    seconds: Annotated[float, Field(ge=0.02, le=5)] = 0.3


class Type(_Wish):
    """Text into the field that has the focus."""

    do: Literal["type"]
    text: Text


class Paste(_Wish):
    """Text into the field that has the focus, else onto the phone's clipboard."""

    do: Literal["paste"]
    text: Text


class Copy(_Wish):
    """What is selected on the phone, else what is on its clipboard, to this computer's."""

    do: Literal["copy"]


class Key(_Wish):
    """A key of the phone."""

    do: Literal["key"]
    name: Literal[KEYS]  # type: ignore[valid-type]


class Turn(_Wish):
    """Turn the phone by a quarter, or upright again."""

    do: Literal["turn"]


class Inspect(_Wish):
    """Whether the tab wants to know the elements of each screen."""

    do: Literal["inspect"]
    on: bool


class Find(_Wish):
    """Where on the screen something is, as the agent's own eyes find it."""

    do: Literal["find"]
    words: Annotated[str, Field(min_length=1, max_length=500)]


class Replay(_Wish):
    """Do a recorded run again on this tab's phone."""

    do: Literal["replay"]
    run: Name
    alone: bool = False
    """Whether to end where the phone does not go along, instead of handing it to the agent."""


class Routines(_Wish):
    """Which routines there are."""

    do: Literal["routines"]


class SaveRoutine(_Wish):
    """Keep a run under a name."""

    do: Literal["save_routine"]
    run: Name
    name: Name
    values: dict[Name, Text] = Field(default_factory=dict, max_length=20)
    """What stands for each {slot} of the name in the run."""


class CallRoutine(_Wish):
    """Do a routine again, called by its name with its values."""

    do: Literal["call_routine"]
    name: Name


class ForgetRoutine(_Wish):
    """Forget a routine."""

    do: Literal["forget_routine"]
    name: Name


Hand = Tap | Finger | Pinch | Swipe | Type | Paste | Copy | Key | Turn
"""What is done on the phone by hand."""
Wish = Annotated[
    Enter
    | Resume
    | Rejoin
    | Leave
    | ListPhones
    | Send
    | Answer
    | Change
    | Steer
    | HandBack
    | Slow
    | WholePicture
    | Trace
    | NewChat
    | Hand
    | Inspect
    | Find
    | Replay
    | Routines
    | SaveRoutine
    | CallRoutine
    | ForgetRoutine,
    Field(discriminator="do"),
]
wish_reader: TypeAdapter[Wish] = TypeAdapter(Wish)
"""Reads one from JSON."""
