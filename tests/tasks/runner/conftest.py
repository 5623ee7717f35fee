"""The run that nobody disturbs, once for all that compare theirs with it."""

import pytest

from tasks.ledger.ledger import Ledger
from tasks.runner.session import begin, go
from tests.tasks.runner.kill import Rows, start_in, table


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    start = start_in(tmp_path_factory.mktemp("undisturbed"))
    ledger = Ledger.open(start.errand.ledger)
    done = go(start, begin(start, ledger), ledger, lambda _standing: None)
    ledger.close()
    assert all(each.success for each in done.values())
    assert all(not each.reset for each in done.values())
    return table(done)
