from pathlib import Path

import pytest

from tasks.bundle.export import export
from tasks.ledger.ledger import Ledger
from tests.tasks.bundle.run import make_run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run `gold` that succeeded and a run `noop` that did not."""
    made = tmp_path_factory.mktemp("bench")
    make_run(made, "gold", "gold").close()
    make_run(made, "noop", "noop").close()
    return made


@pytest.fixture(scope="module")
def bundles(folder: Path) -> dict[str, Path]:
    """The bundle of each run."""
    ledger = Ledger.open(str(folder / "ledger.sqlite"))
    paths = {name: folder / f"{name}.zip" for name in ("gold", "noop")}
    for name, path in paths.items():
        export(ledger, ledger.run(name), folder / name, path)
    ledger.close()
    return paths
