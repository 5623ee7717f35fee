"""The tree a shell script is parsed into. Immutable, so that a parsed script can be kept and run again."""

from dataclasses import dataclass
from typing import Literal


class SyntaxFault(Exception):
    """The script is none; the message is what the shell says after its name."""


@dataclass(frozen=True, slots=True)
class ShellText:
    """Characters that stand for themselves."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Variable:
    """$name, or ${name<operator>argument}."""

    name: str
    quoted: bool
    operator: str = ""
    """"#name" for the length, else :- - := = :? ? :+ + % %% # ## / // or : (substring)."""
    argument: "Word" = ()
    second: "Word" = ()
    """What / puts in place; the length of a substring."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """$(script) or `script`."""

    script: "Script"
    quoted: bool


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """$((expression))"""

    expression: "Word"
    quoted: bool


Part = ShellText | Variable | Substitution | Arithmetic
Word = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a descriptor goes."""

    fd: int
    kind: Literal["<", ">", ">>", ">&", "<<", "&>", "&>>"]
    target: Word


@dataclass(frozen=True, slots=True)
class Assignment:
    """name=value or name+=value."""

    name: str
    value: Word = ()
    append: bool = False


@dataclass(frozen=True, slots=True)
class Simple:
    """Assignments, a command and its arguments."""

    assignments: tuple[Assignment, ...]
    words: tuple[Word, ...]
    redirects: tuple[Redirect, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """[[ expression ]]"""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Commands joined by |."""

    commands: tuple["Node", ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Pipelines joined by && and ||: the operator is the one before the pipeline, "" for the first."""

    links: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Commands one after the other."""

    commands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class ShellGroup:
    """{ script; } or ( script )"""

    script: Script
    subshell: bool


@dataclass(frozen=True, slots=True)
class If:
    """Conditions with what they lead to, and else."""

    branches: tuple[tuple[Script, Script], ...]
    otherwise: Script | None


@dataclass(frozen=True, slots=True)
class While:
    """while and until."""

    condition: Script
    body: Script
    until: bool


@dataclass(frozen=True, slots=True)
class For:
    """for name in words; None = the positional parameters."""

    name: str
    words: tuple[Word, ...] | None
    body: Script


@dataclass(frozen=True, slots=True)
class Case:
    """A word and the patterns it is held against."""

    word: Word
    branches: tuple[tuple[tuple[Word, ...], Script], ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A definition."""

    name: str
    body: "Node"


@dataclass(frozen=True, slots=True)
class Redirected:
    """A compound command with redirections."""

    body: "Node"
    redirects: tuple[Redirect, ...]


Node = (
    Simple
    | Condition
    | Pipeline
    | Chain
    | Script
    | ShellGroup
    | If
    | While
    | For
    | Case
    | Function
    | Redirected
)
