"""The functions that awk has."""

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.pattern import compiled
from device.phone.shell.awk.record import split
from device.phone.shell.awk.syntax import Element, Expression, Field, Name, Number, Regex
from device.phone.shell.awk.value import Outside, Value, formatted, number, text, whole

if TYPE_CHECKING:
    from device.phone.shell.awk.evaluate import Evaluator

Args = tuple[Expression, ...]
_SPECIAL = re.compile(r"\\([&\\])|&")
_RECORD = Field(Number(0.0))


def _needs(name: str, args: Args, least: int, most: int) -> None:
    if not least <= len(args) <= most:
        raise AwkFault(f"wrong number of arguments to {name}")


def _length(run: "Evaluator", args: Args) -> Value:
    _needs("length", args, 0, 1)
    node = args[0] if args else _RECORD
    if isinstance(node, Name):
        held = run.scope.whole_of(node.name, as_array=False)
        return float(len(held if isinstance(held, dict) else text(held, run.scope.words("CONVFMT"))))
    return float(len(run.words(node)))


def _substr(run: "Evaluator", args: Args) -> Value:
    _needs("substr", args, 2, 3)
    words = run.words(args[0])
    start = _rounded(run.number(args[1]))
    end = start + _rounded(run.number(args[2])) if len(args) > 2 else float(len(words) + 1)
    if math.isnan(end):
        return ""
    return words[whole(max(start, 1.0)) - 1 : whole(max(end, 1.0)) - 1]


def _rounded(amount: float) -> float:
    return float(round(amount)) if math.isfinite(amount) else amount


def _index(run: "Evaluator", args: Args) -> Value:
    _needs("index", args, 2, 2)
    return float(run.words(args[0]).find(run.words(args[1])) + 1)


def _split(run: "Evaluator", args: Args) -> Value:
    _needs("split", args, 2, 3)
    words, target = run.words(args[0]), args[1]
    if not isinstance(target, Name):
        raise AwkFault("split needs an array")
    if len(args) < 3:
        separator = run.scope.words("FS")
    elif isinstance(args[2], Regex):
        separator = f"({args[2].text})"
    else:
        separator = run.words(args[2])
    array = run.scope.array(target.name)
    array.clear()
    parts = split(words, separator)
    for place, part in enumerate(parts, 1):
        run.scope.put(array, str(place), Outside(part))
    return float(len(parts))


def _sub(run: "Evaluator", args: Args) -> Value:
    return _replace(run, args, 1)


def _gsub(run: "Evaluator", args: Args) -> Value:
    return _replace(run, args, -1)


def _replace(run: "Evaluator", args: Args, most: int) -> Value:
    """Matches replaced in the third argument or $0, the first `most` of them (-1 = all); how many."""
    _needs("sub", args, 2, 3)
    pattern, put = compiled(run.regex(args[0])), _pieces(run.words(args[1]))
    target = args[2] if len(args) > 2 else _RECORD
    words = run.words(target)
    out: list[str] = []
    count, at = 0, 0
    for found in pattern.finditer(words):
        if found.end() == found.start() == at and count:
            continue  # nothing, right behind what was replaced
        run.scope.budget.expansion(sum(len(found[0]) if piece is None else len(piece) for piece in put))
        out.append(words[at : found.start()])
        out += (found[0] if piece is None else piece for piece in put)
        at = found.end()
        count += 1
        if count == most:
            break
    if count:
        if not isinstance(target, Name | Field | Element):
            raise AwkFault("sub needs something it can change")
        run.assign(target, "".join(out) + words[at:])
    return float(count)


def _pieces(words: str) -> list[str | None]:
    r"""What is put in, with None for the match (&); \& is the character."""
    found: list[str | None] = []
    plain, at = "", 0
    for special in _SPECIAL.finditer(words):
        plain += words[at : special.start()] + (special[1] or "")
        at = special.end()
        if special[1] is None:
            found += [plain, None]
            plain = ""
    return [*found, plain + words[at:]]


def _match(run: "Evaluator", args: Args) -> Value:
    _needs("match", args, 2, 2)
    found = compiled(run.regex(args[1])).search(run.words(args[0]))
    start, size = (found.start() + 1, len(found[0])) if found is not None else (0, -1)
    run.scope.set("RSTART", float(start))
    run.scope.set("RLENGTH", float(size))
    return float(start)


def _sprintf(run: "Evaluator", args: Args) -> Value:
    if not args:
        raise AwkFault("wrong number of arguments to sprintf")
    made = formatted(run.words(args[0]), [run.evaluate(arg) for arg in args[1:]])
    run.scope.keep(made)
    return made


def _words_by(change: Callable[[str], str]) -> "Builtin":
    def run_it(run: "Evaluator", args: Args) -> Value:
        _needs("tolower and toupper", args, 1, 1)
        return change(run.words(args[0]))

    return run_it


def _number_by(change: Callable[[float], float]) -> "Builtin":
    def run_it(run: "Evaluator", args: Args) -> Value:
        _needs("this function", args, 0, 1)
        amount = run.number(args[0] if args else _RECORD)
        try:
            return change(amount)
        except OverflowError:
            return math.inf
        except ValueError:
            return -math.inf if amount == 0.0 else math.nan

    return run_it


def _atan2(run: "Evaluator", args: Args) -> Value:
    _needs("atan2", args, 2, 2)
    return math.atan2(run.number(args[0]), run.number(args[1]))


def _rand(run: "Evaluator", args: Args) -> Value:
    return run.chance.random()


def _srand(run: "Evaluator", args: Args) -> Value:
    _needs("srand", args, 0, 1)
    return run.seed(number(run.evaluate(args[0])) if args else None)


def _system(run: "Evaluator", args: Args) -> Value:
    _needs("system", args, 1, 1)
    return float(run.run_command(run.words(args[0])))


def _close(run: "Evaluator", args: Args) -> Value:
    _needs("close", args, 1, 1)
    return float(run.close(run.words(args[0])))


def _fflush(run: "Evaluator", args: Args) -> Value:
    return 0.0


Builtin = Callable[["Evaluator", Args], Value]
FUNCTIONS: dict[str, Builtin] = {
    "length": _length, "substr": _substr, "index": _index, "split": _split, "sub": _sub, "gsub": _gsub,
    "match": _match, "sprintf": _sprintf, "tolower": _words_by(str.lower), "toupper": _words_by(str.upper),
    "int": _number_by(lambda amount: float(math.trunc(amount)) if math.isfinite(amount) else amount),
    "sqrt": _number_by(math.sqrt), "exp": _number_by(math.exp), "log": _number_by(math.log),
    "sin": _number_by(math.sin), "cos": _number_by(math.cos), "atan2": _atan2, "rand": _rand,
    "srand": _srand, "system": _system, "close": _close, "fflush": _fflush,
}  # fmt: skip
