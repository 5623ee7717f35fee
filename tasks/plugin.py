"""Somebody's own code, an agent or a suite, by the name that Python finds it by: `package.module:NAME`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from device.error import ConfigError, TapwrightError, nearest

_MARK = ":"
_KINDS = {".py", ".md", ".toml", ".json", ".onnx"}


def is_own(name: str) -> bool:
    """Whether a name is one of somebody's own code."""
    module, mark, attribute = name.partition(_MARK)
    return bool(mark) and attribute.isidentifier() and all(part.isidentifier() for part in module.split("."))


def look_in(folder: Path) -> None:
    """Have own code found that lies in a folder; what Python finds anyhow comes before it."""
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


def load(name: str) -> object:
    """What goes by a name; looked for where Python looks, and in the folder at hand.

    Raises ConfigError where there is nothing of that name, or its module cannot be imported.
    """
    module, _, attribute = name.partition(_MARK)
    found = _module(module)
    if not hasattr(found, attribute):
        names = [name for name, value in vars(found).items() if _is_offered(name, value, module)]
        raise ConfigError(f"{module} has no {attribute!r}", nearest(attribute, names) if names else "")
    return getattr(found, attribute)


def _is_offered(name: str, value: object, module: str) -> bool:
    """Whether a module has something of its own under a name: neither another module nor what it imports."""
    if name.startswith("_") or isinstance(value, ModuleType):
        return False
    return getattr(value, "__module__", module) == module or not hasattr(value, "__qualname__")


def source_of(name: str) -> Iterator[tuple[str, Path]]:
    """The files of what goes by a name: its module's, and where that is in a package, its whole folder's."""
    module = _module(name.partition(_MARK)[0])
    file = Path(str(module.__file__))
    if not module.__package__:
        yield file.name, file
        return
    yield from files_of(module.__package__, file.parent)


def files_of(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The code, prompts and weights of a package, by their names in it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _KINDS and "__pycache__" not in path.parts:
            yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _module(name: str) -> ModuleType:
    look_in(Path.cwd())
    with guest(f"cannot import {name}: it"):
        try:
            return import_module(name)
        except (ImportError, SyntaxError) as error:
            hint = "It is looked for here, on PYTHONPATH and in what is installed"
            raise ConfigError(f"cannot import {name}: {error}", hint) from error


@contextmanager
def guest(name: str) -> Iterator[None]:
    """Run somebody's own code: what it raises is theirs to mend, and no bug of ours.

    Raises ConfigError that says so; what we raise ourselves goes through.
    """
    try:
        yield
    except TapwrightError:
        raise
    except Exception as error:
        raise ConfigError(f"{name} raises {type(error).__name__}: {error}") from error
