"""The parts an awk program is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class String:
    """A text in quotes, its escapes resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Regex:
    """/.../: alone it asks whether $0 matches."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, or an array handed to a function."""

    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """$index"""

    index: "Expression"


@dataclass(frozen=True, slots=True)
class Element:
    """array[a, b]"""

    array: str
    keys: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """(a, b): before `in`, or what print is given."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """(a, b) in array"""

    keys: tuple["Expression", ...]
    array: str


@dataclass(frozen=True, slots=True)
class Unary:
    """!a, -a, +a"""

    operator: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, comparisons, ~ and !~, && and ||, and " " for putting texts together."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Choice:
    """a ? b : c"""

    condition: "Expression"
    yes: "Expression"
    no: "Expression"


@dataclass(frozen=True, slots=True)
class Assign:
    """a = b; with an operator a = a operator b."""

    operator: str
    target: "Target"
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Count:
    """++a, a++ and so on."""

    by: int
    before: bool
    target: "Target"


@dataclass(frozen=True, slots=True)
class Invoke:
    """A function called, one of awk's or of the program's own."""

    name: str
    args: tuple["Expression", ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Getline:
    """The next record of the input, of a file ("<") or of a command ("|")."""

    kind: str
    source: "Expression | None"
    target: "Target | None"


Target = Name | Field | Element
Expression = (
    Number | String | Regex | Name | Field | Element | Listing | Contains | Unary | Binary | Choice | Assign
    | Count | Invoke | Getline
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Print:
    """Print, and with a format printf; `kind` of >, >> and | says where to, "" to stdout."""

    args: tuple[Expression, ...]
    formatted: bool
    kind: str
    place: Expression | None


@dataclass(frozen=True, slots=True)
class Evaluate:
    """An expression for what it does."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Block:
    """{ ... }"""

    statements: tuple["Statement", ...]


@dataclass(frozen=True, slots=True)
class If:
    """if (...) ... else ..."""

    condition: Expression
    yes: "Statement"
    no: "Statement | None"


@dataclass(frozen=True, slots=True)
class Loop:
    """while, do (body first) and for."""

    condition: Expression | None
    body: "Statement"
    step: "Statement | None" = None
    body_first: bool = False


@dataclass(frozen=True, slots=True)
class Each:
    """for (name in array)"""

    name: Name
    array: str
    body: "Statement"


@dataclass(frozen=True, slots=True)
class Jump:
    """break, continue, next, nextfile"""

    kind: str


@dataclass(frozen=True, slots=True)
class Leave:
    """exit and return"""

    kind: str
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Delete:
    """An element, or without keys all of an array."""

    array: str
    keys: tuple[Expression, ...] | None


Statement = Print | Evaluate | Block | If | Loop | Each | Jump | Leave | Delete


@dataclass(frozen=True, slots=True)
class Rule:
    """pattern { ... }: for every record, for those that match, or from one that matches to another."""

    first: Expression | None
    last: Expression | None
    body: Block | None


@dataclass(frozen=True, slots=True)
class Function:
    """Function name(a, b) { ... }"""

    parameters: tuple[str, ...]
    body: Block
    arrays: frozenset[str]
    """Parameters that its body uses as arrays."""


@dataclass(frozen=True, slots=True)
class Program:
    """All of it."""

    begin: tuple[Block, ...]
    rules: tuple[Rule, ...]
    end: tuple[Block, ...]
    functions: dict[str, Function]
