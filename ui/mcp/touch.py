"""The tools for single actions: look, tap, type, swipe, keys, apps. Each ends with the screen it led to."""

from collections.abc import Callable
from typing import Annotated, Literal

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field

from agent.action.action import (
    Action,
    ClearText,
    Click,
    DoubleTap,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scroll,
    Swipe,
    Wait,
)
from device.screen import Direction, Observation
from ui.mcp.ask import Consent, Reply, ask
from ui.mcp.place import Place
from ui.mcp.screen import Sent, screen_content
from ui.mcp.seat import PhoneSeat, away
from ui.service.hand import HeldAction

LOOKS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True)
MOVES = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=True)
CHANGES = ToolAnnotations(read_only_hint=False, destructive_hint=True, open_world_hint=True)

Picture = Annotated[bool, Field(description="Give a picture of the screen as well")]
Key = Literal[
    "back", "home", "recents", "enter", "delete", "escape", "tab", "up", "down", "left", "right",
    "page_up", "page_down", "volume_up", "volume_down",
]  # fmt: skip
_KEYS: dict[str, Action] = {
    "back": NavigateBack(),
    "home": NavigateHome(),
    "enter": KeyboardEnter(),
}
_CODES = {
    "recents": "app_switch",
    "delete": "del",
    **{way: f"dpad_{way}" for way in ("up", "down", "left", "right")},
}
Result = CallToolResult | InputRequiredResult


class Touch:
    """The tools, on one seat."""

    def __init__(self, seat: PhoneSeat) -> None:
        self._seat = seat

    def offer(self, server: MCPServer) -> None:
        """Have the server list them."""
        server.tool(title="Look at the screen", annotations=LOOKS)(self.observe)
        server.tool(title="List the apps", annotations=LOOKS)(self.list_apps)
        changing = (
            self.tap, self.double_tap, self.long_press, self.type_text, self.clear_text, self.press_key,
        )  # fmt: skip
        moving = (self.scroll, self.swipe, self.open_app, self.wait)
        for tools, annotations in ((changing, CHANGES), (moving, MOVES)):
            for tool in tools:
                server.tool(title=tool.__name__.replace("_", " ").capitalize(), annotations=annotations)(tool)

    # -- looking -------------------------------------------------------------------------------------
    async def observe(self, picture: Picture = True) -> CallToolResult:
        """See the phone's screen: a picture, and its elements by number.

        The numbers and the picture's pixels are what the other tools take. They hold until the screen
        changes; every action tells the new ones.
        """
        async with self._seat.acting:
            return self._shown(await away(lambda: self._seat.hand().look()), picture=picture)

    async def list_apps(self) -> str:
        """The apps on the phone that can be opened, by name."""
        apps = await away(lambda: self._seat.session.device.apps())
        return "\n".join(sorted(f"{app.names[0]} ({app.package})" for app in apps))

    # -- touching ------------------------------------------------------------------------------------
    async def tap(self, ctx: Context, at: Place, picture: Picture = False) -> Result:
        """Tap a place; the screen afterwards."""
        return await self._do(ctx, lambda sent: Click(target=at.target(sent)), picture)

    async def double_tap(self, ctx: Context, at: Place, picture: Picture = False) -> Result:
        """Tap a place twice quickly."""
        return await self._do(ctx, lambda sent: DoubleTap(target=at.target(sent)), picture)

    async def long_press(self, ctx: Context, at: Place, picture: Picture = False) -> Result:
        """Press a place and hold."""
        return await self._do(ctx, lambda sent: LongPress(target=at.target(sent)), picture)

    async def scroll(
        self, ctx: Context, direction: Direction, at: Place | None = None, picture: Picture = False
    ) -> Result:
        """Show what lies further `down`, `up`, `left` or `right`, in the list at a place or on the screen."""
        return await self._do(
            ctx, lambda sent: Scroll(direction=direction, target=at.target(sent) if at else None), picture
        )

    async def swipe(
        self,
        ctx: Context,
        start: Place | None = None,
        end: Place | None = None,
        direction: Direction | None = None,
        picture: Picture = False,
    ) -> Result:
        """Move a finger from `start` to `end`, or from `start` (the middle) in a direction."""
        if (direction is None) == (end is None) or (end is not None and start is None):
            raise ToolError("swipe takes a start and an end, or a direction")

        def action(sent: Sent) -> Action:
            places = {"start": start, "end": end}
            found = {name: place.target(sent) for name, place in places.items() if place is not None}
            return Swipe.model_validate({"direction": direction, **found})

        return await self._do(ctx, action, picture)

    # -- text, keys, apps ----------------------------------------------------------------------------
    async def type_text(
        self,
        ctx: Context,
        text: str,
        at: Annotated[Place | None, Field(description="The field; none types where the cursor is")] = None,
        clear: Annotated[bool, Field(description="Empty the field first")] = False,
        picture: Picture = False,
    ) -> Result:
        """Type into a field. Enter is not pressed. `{{secret:name}}` stands for a secret of that name."""
        return await self._do(
            ctx,
            lambda sent: InputText(text=text, target=at.target(sent) if at else None, clear=clear),
            picture,
        )

    async def clear_text(self, ctx: Context, at: Place | None = None, picture: Picture = False) -> Result:
        """Empty a field: the one at a place, or the one with the cursor."""
        return await self._do(ctx, lambda sent: ClearText(target=at.target(sent) if at else None), picture)

    async def press_key(self, ctx: Context, key: Key, picture: Picture = False) -> Result:
        """Press a key."""
        if key in _KEYS:
            return await self._do(ctx, lambda sent: _KEYS[key], picture)
        async with self._seat.acting:
            seen = await away(lambda: self._seat.hand().press(_CODES.get(key, key)))
        return self._shown(seen, picture=picture)

    async def open_app(self, ctx: Context, name: str, picture: Picture = False) -> Result:
        """Open an app by what a person calls it, or by its package."""
        return await self._do(ctx, lambda sent: OpenApp(app_name=name), picture)

    async def wait(
        self, ctx: Context, seconds: Annotated[float, Field(gt=0, le=60)] = 1.0, picture: Picture = False
    ) -> Result:
        """Let the phone work for a while, then see the screen."""
        return await self._do(ctx, lambda sent: Wait(seconds=seconds), picture)

    # -- how they are done ---------------------------------------------------------------------------
    async def _do(self, ctx: Context, action: Callable[[Sent], Action], picture: bool) -> Result:
        """Carry out an action; what the guard holds is put to the person first."""
        async with self._seat.acting:
            hand = await away(self._seat.hand)
            decided = action(Sent.of(await away(hand.size)))
            outcome = await away(lambda: hand.do(decided))
            if isinstance(outcome, HeldAction):
                held = outcome
                word = await ask(ctx, _request(held), Consent, held.question)
                if isinstance(word, InputRequiredResult):
                    return word
                if not isinstance(word, Reply):
                    raise ToolError(_refusal(held))
                if word.is_no:
                    raise ToolError(f"the owner does not allow this: {held.question}")
                if word.text != "yes":
                    raise ToolError(f"the owner was asked, and gave no answer: {held.question}")
                outcome = await away(lambda: hand.do(decided, granted=held.question))
                if isinstance(outcome, HeldAction):
                    raise ToolError("the screen has changed since the owner was asked: observe it again")
            return self._shown(outcome, picture=picture)

    def _shown(self, seen: Observation, *, picture: bool) -> CallToolResult:
        return CallToolResult(content=screen_content(seen, self._seat.prompts, picture=picture))


def _request(held: HeldAction) -> str:
    return f"The assistant wants to {held.question} ({', '.join(held.classes)}). Allow it?"


def _refusal(held: HeldAction) -> str:
    """What to do where there is nobody to ask."""
    return (
        f"held by the guard: {held.question} needs the owner's word ({', '.join(held.classes)}), and this "
        "client cannot ask for it. The owner can do it on the phone"
    )
