"""The things an agent can do, one model each, told apart by `action_type` (AndroidWorld's names).

An action is what was decided, not yet where: places are Targets until they are grounded. A decision may
hold several actions (a form); they form a list and are performed one by one.
"""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    JsonValue,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from agent.action.commitment import Commitment, Declared
from agent.language.excerpt import quoted_whole
from agent.run.status import INFEASIBLE, Cause
from device.screen import Direction
from grounding.target import Target


class Scope(Enum):
    """What an action acts on."""

    SCREEN = "screen"
    """What the screen shows: a touch, typing, a key that the app in front hears."""
    SYSTEM = "system"
    """The phone around the app: it may bring another app to the front."""
    NOTHING = "nothing"
    """Nothing on the phone: it speaks to the person, takes a note, waits, or ends the run."""


class _Act(BaseModel):
    """`also` in a schema holds what Qwen's `mobile_use` tool, UI-TARS and AutoGLM call the same.

    A touch may say what it `commits` to: the guard holds it for that, whatever the control is called.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    scope: ClassVar[Scope]
    """Every action says it; the guard's bounds, reflection and replay go by it."""


class Click(_Act):
    """Tap once."""

    model_config = ConfigDict(json_schema_extra={"also": ["tap"]})
    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["click"] = "click"
    target: Target
    commits: Declared = None


class DoubleTap(_Act):
    """Tap twice quickly."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["double_tap"] = "double_tap"
    target: Target
    commits: Declared = None


class LongPress(_Act):
    """Press and hold."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["long_press"] = "long_press"
    target: Target
    commits: Declared = None


class InputText(_Act):
    """Type into a field; it never presses Enter. `{{secret:name}}` in the text is filled in by the device."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["input_text"] = "input_text"
    text: str
    target: Target | None = None
    """The field; None types where the cursor is."""
    clear: bool = False
    """Empty the field first."""


class ClearText(_Act):
    """Empty a text field."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["clear_text"] = "clear_text"
    target: Target | None = None
    """The field; None means the one that has the cursor."""


class Scroll(_Act):
    """Move the view over its content: `down` shows what lies further down (the finger goes up)."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["scroll"] = "scroll"
    direction: Direction
    target: Target | None = None
    """What to scroll; None means the screen's middle."""


class Swipe(_Act):
    """Move the finger quickly: in a direction (that of the finger), or from one place to another."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["swipe"] = "swipe"
    direction: Direction | None = None
    start: Target | None = None
    """Where the finger goes down; with a direction, None means the screen's middle."""
    end: Target | None = None
    commits: Declared = None

    @model_validator(mode="after")
    def _knows_where_to(self) -> Self:
        if (self.direction is None) == (self.end is None):
            raise ValueError("a swipe needs either a direction or an end, not both")
        if self.end is not None and self.start is None:
            raise ValueError("a swipe with an end needs a start")
        return self


class Drag(_Act):
    """Hold something and move it slowly to another place."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["drag"] = "drag"
    start: Target
    end: Target


class KeyboardEnter(_Act):
    """Press Enter."""

    scope: ClassVar[Scope] = Scope.SCREEN
    action_type: Literal["keyboard_enter"] = "keyboard_enter"
    commits: Declared = None


class NavigateBack(_Act):
    """Press Back."""

    scope: ClassVar[Scope] = Scope.SYSTEM
    action_type: Literal["navigate_back"] = "navigate_back"


class NavigateHome(_Act):
    """Go to the home screen."""

    scope: ClassVar[Scope] = Scope.SYSTEM
    action_type: Literal["navigate_home"] = "navigate_home"


class OpenApp(_Act):
    """Start an app by the name a person calls it."""

    scope: ClassVar[Scope] = Scope.SYSTEM
    action_type: Literal["open_app"] = "open_app"
    app_name: str = Field(min_length=1)


class Wait(_Act):
    """Let the phone work for a while."""

    scope: ClassVar[Scope] = Scope.NOTHING
    action_type: Literal["wait"] = "wait"
    seconds: float = Field(default=1.0, gt=0, le=60)


class Answer(_Act):
    """Tell the person what was asked for."""

    scope: ClassVar[Scope] = Scope.NOTHING
    action_type: Literal["answer"] = "answer"
    text: str = Field(min_length=1)


class AskUser(_Act):
    """Ask the person something that only they know."""

    scope: ClassVar[Scope] = Scope.NOTHING
    action_type: Literal["ask_user"] = "ask_user"
    question: str = Field(min_length=1)


class TakeOver(_Act):
    """Hand the phone to the person for a while, e.g. to log in or to solve a captcha."""

    scope: ClassVar[Scope] = Scope.NOTHING
    action_type: Literal["take_over"] = "take_over"
    reason: str = Field(min_length=1)


class Note(_Act):
    """Keep something seen on the screen for later steps."""

    scope: ClassVar[Scope] = Scope.NOTHING
    action_type: Literal["note"] = "note"
    text: str = Field(min_length=1)


def _object(value: object) -> object:
    """Read the text of a JSON object as the object; pydantic refuses what is neither."""
    if not isinstance(value, str):
        return {} if value is None else value
    try:
        return json.loads(value or "{}")
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON object: {error}") from None


CALL = "tool_call"
"""The name of the action that calls a tool."""


class CallTool(_Act):
    """Call one of the tools by its name."""

    scope: ClassVar[Scope] = Scope.SYSTEM
    action_type: Literal["tool_call"] = "tool_call"
    name: str = Field(min_length=1)
    arguments: Annotated[
        dict[str, JsonValue],
        BeforeValidator(_object),
        WithJsonSchema({"type": "string", "description": "a JSON object"}, mode="validation"),
    ] = Field(default_factory=dict)
    """A model gives them as JSON text: strict servers take no open objects."""


class Status(_Act):
    """End the run: the goal is reached, or cannot be; then `cause` says why."""

    scope: ClassVar[Scope] = Scope.NOTHING
    action_type: Literal["status"] = "status"
    goal_status: Annotated[
        Literal["complete", "infeasible", "truncated"],
        WithJsonSchema(
            {"enum": ["complete", "infeasible"], "type": "string", "also": {"success": "complete"}}
        ),
    ]
    """`truncated` is the offline policy's; a model is not told of it, and goes on."""
    reason: str = ""
    cause: Annotated[Cause, WithJsonSchema({"enum": ["", *map(str, INFEASIBLE)], "type": "string"})] = (
        Cause.NONE
    )
    """Why it is infeasible; "" where it is not, or nobody says."""


Action = Annotated[
    Click
    | DoubleTap
    | LongPress
    | InputText
    | ClearText
    | Scroll
    | Swipe
    | Drag
    | KeyboardEnter
    | NavigateBack
    | NavigateHome
    | OpenApp
    | Wait
    | Answer
    | AskUser
    | TakeOver
    | Note
    | CallTool
    | Status,
    Field(discriminator="action_type"),
]


class _WithoutTools:
    """Leaves `tool_call` out of the schema of a union of actions."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler.resolve_ref_schema(handler(core))
        mapping = dict(schema["discriminator"]["mapping"])
        left_out = mapping.pop(CALL)
        branches = [branch for branch in schema["oneOf"] if branch.get("$ref") != left_out]
        return {**schema, "oneOf": branches, "discriminator": {**schema["discriminator"], "mapping": mapping}}


PhoneAction = Annotated[Action, _WithoutTools()]
"""An action; a model that is asked for one is not offered tools."""


action_adapter: TypeAdapter[Action] = TypeAdapter(Action)
"""Reads one action from JSON or a dict: `action_adapter.validate_json(...)`."""


def describe(action: Action, places: Sequence[str] = (), longest: int = 0) -> str:
    """Write what was asked for in one line, e.g. `click "Wi-Fi" [12]`.

    `places` are put instead of the action's targets, in order; see `agent.run.description` for what was done.
    For a prompt, `longest` is the number of characters up to which its texts are told whole, with ⏎ for their
    line breaks.
    """
    said = iter(places)
    words: list[str] = [action.action_type]
    for name in type(action).model_fields:
        value = getattr(action, name)
        if name in ("action_type", "cause", "commits") or value is None or value is False or value == "":
            continue
        if value is True:
            words.append(name)
        elif isinstance(value, Target):
            place = next(said, "") or _place(value)
            words.append(f"to {place}" if name == "end" else place)
        elif isinstance(value, float):
            words.append(f"{value:g}s")
        elif name in ("direction", "goal_status"):
            words.append(value)
        elif isinstance(action, CallTool):
            words.append(value if name == "name" else _arguments(value, longest))
        else:
            words.append(quoted_whole(value, longest) if longest else quoted(value))
    return " ".join(words)


def declared(action: Action) -> Commitment | None:
    """What the one who decided it says that its touch does and that can't be taken back."""
    match action:
        case (
            Click(commits=said)
            | DoubleTap(commits=said)
            | LongPress(commits=said)
            | Swipe(commits=said)
            | KeyboardEnter(commits=said)
        ):
            return said
        case _:
            return None


def targets(action: Action) -> tuple[Target, ...]:
    """The places that must be grounded before the action can be performed, in order."""
    values = (getattr(action, name) for name in type(action).model_fields)
    return tuple(value for value in values if isinstance(value, Target))


def _arguments(values: Mapping[str, JsonValue], longest: int) -> str:
    told = ", ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return f"({quoted_whole(told, longest)[1:-1] if longest else quoted(told)[1:-1]})"


def _place(target: Target) -> str:
    parts = []
    if target.description:
        parts.append(quoted(target.description))
    if target.element is not None:
        parts.append(f"[{target.element}]")
    if target.point is not None:
        parts.append(f"({target.point[0]:.0f}, {target.point[1]:.0f})")
    return " ".join(parts)


def quoted(text: str, longest: int = 80) -> str:
    """A text in quotes on one line, cut where it is too long."""
    one_line = " ".join(text.split())
    return f'"{one_line if len(one_line) <= longest else one_line[: longest - 1] + "…"}"'
