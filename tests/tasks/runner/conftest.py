"""The run that nobody disturbs, once for all that compare theirs with it."""

import pytest

from tasks.ledger.ledger import Ledger
from tasks.runner.run import begin, go
from tests.tasks.runner.kill import Rows, small, table


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    spec = small(tmp_path_factory.mktemp("undisturbed"))
    ledger = Ledger.open(spec.ledger)
    done = go(spec, begin(spec, ledger), ledger, lambda _progress: None)
    ledger.close()
    assert all(each.success for each in done.values())
    assert all(not each.reset for each in done.values())
    return table(done)
