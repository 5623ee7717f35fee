"""What a judge says of a finished run: clause by clause, and what else the phone lost on the way."""

from enum import StrEnum
from typing import Any

from pydantic import Field, ValidationInfo, model_validator

from agent.run.step import Record


class Basis(StrEnum):
    """What a clause goes by: the phone, or what a run says of itself."""

    PHONE = "phone"
    ENDING = "ending"
    """How the run says it ended."""
    ANSWER = "answer"
    SCREENS = "screens"
    """The apps that the run had before its eyes."""


_BEGINS = {"it ends ": Basis.ENDING, "it answered ": Basis.ANSWER, "it saw ": Basis.SCREENS}
"""How the evidence of such clauses begins in records that do not tell the basis: those of before."""


class Clause(Record):
    """One thing that was demanded, and what was found."""

    demand: str
    """In words: "the message is sent to +15550123"."""
    ok: bool
    evidence: str
    """What was read, so that nobody has to look again."""
    weight: float = Field(default=1.0, ge=0)
    """Its share of partial credit, by those of the others; 0 for what earns none."""
    part: str = ""
    """What of the task it is about, where that is told apart: "goal", "no harm"."""
    basis: Basis = Basis.PHONE

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, fields: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        """Give a clause that was written without its basis the one that its evidence tells."""
        if info.mode != "json" or "basis" in fields:
            return fields
        evidence = str(fields.get("evidence", ""))
        basis = next((of for begin, of in _BEGINS.items() if evidence.startswith(begin)), Basis.PHONE)
        return {**fields, "basis": basis}


class Verdict(Record):
    """Whether a task is done. Success is all or nothing; partial credit and damage stand apart."""

    clauses: tuple[Clause, ...] = Field(min_length=1)
    changes: tuple[str, ...] = ()
    """All that is different on the phone, a line each."""
    damage: tuple[str, ...] = ()
    """Those of the changes that the task has no use for."""

    @property
    def success(self) -> bool:
        """Whether every clause holds."""
        return all(clause.ok for clause in self.clauses)

    @property
    def is_done(self) -> bool:
        """Success, and no damage beside it."""
        return self.success and not self.damage

    @property
    def partial(self) -> float:
        """The weight of the clauses that hold, of all; from 0 to 1."""
        whole = sum(clause.weight for clause in self.clauses)
        held = sum(clause.weight for clause in self.clauses if clause.ok)
        return held / whole if whole else float(self.success)

    @property
    def failed(self) -> tuple[Clause, ...]:
        """The clauses that do not hold."""
        return tuple(clause for clause in self.clauses if not clause.ok)
