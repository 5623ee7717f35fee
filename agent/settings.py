"""Everything a run can be told, already read and checked; only ui/app.py knows where it came from."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, SecretStr, model_validator

from agent.action.commitment import Commitment
from agent.preset.composition import Calls
from device.error import nearest
from device.link.transport.server import HOST, PORT, ServerAddress
from models.channel import Channel
from models.price import Price

EMBEDDED = "embedded"
"""The `device` that means a phone of this process, even where another is attached."""


class RoleModel(BaseModel):
    """The model that one role is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(min_length=1)
    """As `model` of the run."""
    base_url: str = ""
    """"" means that of the run."""
    api_key: SecretStr = SecretStr("")
    """"" means that of the run."""


DEEDS = ("reads", "changes", *map(str, Commitment))


def _known(value: object) -> object:
    """Raise ValueError for what is no word for a deed."""
    if value not in DEEDS:
        raise ValueError(f"can't be {value!r}. {nearest(str(value), DEEDS)}")
    return value


Deed = Annotated[Literal["reads", "changes"] | Commitment, BeforeValidator(_known)]
"""What the owner says that a tool does."""


class McpServer(BaseModel):
    """An MCP server whose tools a run may call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    command: tuple[str, ...] = ()
    """The program and its arguments, for a server that speaks on its standard streams."""
    url: str = ""
    """The address of one that is spoken to over HTTP."""
    headers: dict[str, str] = Field(default_factory=dict)
    """What each request to it says, as an authorization; `$NAME` stands for a variable of the environment."""
    tools: dict[str, Deed] = Field(default_factory=dict)
    """The tools that may be called, each with what it does; no others are offered."""
    env: tuple[str, ...] = ()
    """Names of the environment's variables that the program gets, such as that of a token."""
    timeout: float = Field(default=30.0, gt=0)
    """Seconds that its start and each call may take."""

    @model_validator(mode="after")
    def _is_reached_one_way(self) -> Self:
        if bool(self.command) == bool(self.url):
            raise ValueError("needs either a command or a url")
        if self.headers and not self.url:
            raise ValueError("has headers, which only a server with a url gets")
        return self


class ModelPlace(BaseModel):
    """Where one model is asked, and what it costs there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: str = ""
    """"" means that of the run."""
    api_key: SecretStr = SecretStr("")
    """"" means that of the run, but for a `base_url` of its own: no other address is sent the run's key."""
    price: Price | None = None
    """None means by the maker's list."""


class Settings(BaseModel):
    """One command's settings, frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: str = ""
    """Serial of the phone; "" takes the one that is attached, else the embedded phone."""
    adb_host: str = Field(default=HOST, min_length=1)
    """Computer of the adb server."""
    adb_port: int = Field(default=PORT, gt=0, lt=65536)
    """Its port."""
    adb_servers: tuple[str, ...] = ()
    """Further adb servers, HOST:PORT each; their phones are called SERIAL@HOST:PORT."""
    android_sdk: str = ""
    """Folder of the Android SDK, for emulators; "" looks in the usual places."""
    helper: Literal["off", "uiautomator2"] = "off"
    """Whether a server runs on the phone while a run works, which sees and touches sooner and lets in whoever
    reaches the phone: docs/fast.md."""
    stream: Literal["off", "scrcpy"] = "off"
    """Whether pictures come as a stream of scrcpy's server, which runs on the phone: docs/fast.md."""
    model: str = ""
    """A model's name at `base_url`, `offline`, or `scripted:FILE`; "" means offline."""
    policy_weights: Path | None = None
    """Folder of the weights of the offline policy, as `agent practice run --learner policy` leaves them; None
    are those that ship."""
    base_url: str = ""
    """Address of an OpenAI-compatible endpoint; "" means OpenAI's own."""
    api_key: SecretStr = SecretStr("")
    grounder: str = ""
    """Who finds places that UI tree and OCR do not, by name (see grounding/chain.py); "" means nobody."""
    grounder_url: str = ""
    """Address of the endpoint of a `chat:` grounder; "" means that of the model."""
    grounder_fit: Path | None = None
    """The confidence of visual grounders that look again, as `agent ground score --fit` wrote it; None is the
    fit that ships."""
    preset: str = "default"
    calls: Calls = "needed"
    """Whether a preset's roles speak only where they can change something, or whenever its source has it."""
    roles: dict[str, RoleModel] = Field(default_factory=dict)
    """Roles that have a model of their own, by name."""
    models: dict[str, ModelPlace] = Field(default_factory=dict)
    """Models that are asked elsewhere than at `base_url`, or cost what no list has, by name."""
    max_steps: int = Field(default=60, gt=0)
    """Steps a run may take; one that is resumed may take as many again."""
    timeout: float = Field(default=1800.0, gt=0)
    """Seconds a run may take, the person's own time not counted."""
    reply_timeout: float = Field(default=120.0, gt=0)
    """Seconds that a model may take for one reply; after that it is asked once more."""
    channel: Channel | None = None
    """How models are asked for typed answers; None means by what is known of them."""
    patience: float = Field(default=300.0, ge=0)
    """Seconds that are waited for one reply while the model's endpoint is busy, down or broken."""
    allow: frozenset[str] = frozenset()
    """Classes of sensitive action that need no question in this run; `all` allows every one."""
    guard: str = "ask"
    """What becomes of what the guard holds: `ask`, `deny`, `allow:send,delete`, `allow:all`."""
    confirm: Literal["sensitive", "mandate"] = "sensitive"
    """What is asked about: all that is sensitive, or all but a single message or deletion that the goal names
    in full."""
    touch_questions: int = Field(default=5, ge=0)
    """Questions a run may put to a model about what a touch does, where the guard can't tell; 0 for none."""
    apps: frozenset[str] = frozenset()
    """The only apps that may be touched, by package or exact name; none given means any. A run is refused
    where no app on its phone has such a name, or several have."""
    tools: frozenset[str] = frozenset()
    """What may be called beside touching the phone: `android` for Android's intents, and servers by name."""
    functions: dict[str, Deed] = Field(default_factory=dict)
    """What functions of the phone's apps do, by the names that they have as tools; else their names tell."""
    mcp: dict[str, McpServer] = Field(default_factory=dict)
    """MCP servers by name, from the owner's own file."""
    private_apps: frozenset[str] = frozenset()
    """Apps whose screens are not looked at, by package or exact name: the person goes on there by hand."""
    tracing: bool = False
    """Whether LangSmith may be sent all that a run sees, says and does, where its own variables are set."""
    accept_unverified: bool = False
    """Whether a run that ends `unverified` is a success to whoever started the command."""
    max_tokens: int | None = Field(default=None, gt=0)
    """Tokens a run may use, over all its roles; None means any."""
    max_cost: float | None = Field(default=None, gt=0)
    """US dollars a run may cost; None means any."""
    record: bool = False
    """Whether every question and reply is kept in the run's folder, for other models to be asked the same."""
    out: Path | None = None
    """The run's own folder; None makes one under `runs`."""
    runs: Path = Path("runs")
    memory: Path | None = None
    """The file of what is remembered across runs; None for none."""
    use_memory: bool = True
    """Whether the run goes by it and adds to it."""
    seed: int = 0
    """Seed of the embedded phone."""
    locale: str = ""
    """Language of the embedded phone, as "zh-CN"; "" is English."""
    android: int = Field(default=13, ge=13, le=16)
    """The Android of the embedded phone, 13 or 16; on 16 its apps have functions."""
    sample: bool = False
    """Whether the embedded phone starts with somebody's people, messages, events and notes on it."""
    weather: str = ""
    """The trouble the embedded phone makes, as "slow,popups"; "" is none."""
    live: bool = False
    """Whether the embedded phone's clock runs as the real one does."""

    @property
    def adb_server(self) -> ServerAddress:
        """The adb server that is asked first."""
        return ServerAddress(self.adb_host, self.adb_port)

    @property
    def every_adb_server(self) -> tuple[ServerAddress, ...]:
        """All of them, that one first. Raises ConfigError for one that is no address."""
        return (self.adb_server, *(ServerAddress.parse(text) for text in self.adb_servers))

    def endpoint_of(self, model: str, role: RoleModel | None = None) -> tuple[str, str]:
        """Base URL and key of a model, for a role that has one of its own; "" is OpenAI's, and none."""
        url, key = (role.base_url, role.api_key) if role else ("", SecretStr(""))
        place = self.models.get(model)
        if not url and place is not None and place.base_url:
            return place.base_url, (key or place.api_key).get_secret_value()
        own = key or (place.api_key if place else key) or self.api_key
        return url or self.base_url, own.get_secret_value()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key in them, for whoever strikes them out."""
        roles = (own.api_key for own in self.roles.values())
        held = (self.api_key, *roles, *(place.api_key for place in self.models.values()))
        return tuple(dict.fromkeys(key.get_secret_value() for key in held if key))

    def without_keys(self) -> "Settings":
        """The same, to be written down."""
        none = {"api_key": SecretStr("")}
        roles = {name: own.model_copy(update=none) for name, own in self.roles.items()}
        models = {name: own.model_copy(update=none) for name, own in self.models.items()}
        return self.model_copy(update={**none, "roles": roles, "models": models})

    def with_keys_of(self, other: "Settings") -> "Settings":
        """The same, read back, with the keys of others: of a model's own place where that is the same."""
        roles = {
            name: own.model_copy(update={"api_key": other.roles[name].api_key})
            for name, own in self.roles.items()
            if name in other.roles
        }
        models = {
            name: own.model_copy(update={"api_key": other.models[name].api_key})
            for name, own in self.models.items()
            if name in other.models and other.models[name].base_url == own.base_url
        }
        kept = {"roles": {**self.roles, **roles}, "models": {**self.models, **models}}
        return self.model_copy(update={"api_key": other.api_key, **kept})

    def for_record(self) -> dict[str, JsonValue]:
        """All of them but the keys."""
        no_key = {"__all__": {"api_key"}}
        return self.model_dump(mode="json", exclude={"api_key": True, "roles": no_key, "models": no_key})
