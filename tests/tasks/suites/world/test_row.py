"""The order in which rows that are drawn come to a phone."""

import json
from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tasks.suites.world.row import meant, mixed, others, params_of

ROWS = st.lists(st.fixed_dictionaries({"name": st.text(max_size=4), "cents": st.integers(0, 9)}), max_size=8)


@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_equal_rows_stand_in_equal_order(wanted: list, noise: list, random: Random) -> None:
    order = mixed(params_of(wanted, noise))
    read = json.loads(json.dumps(params_of(wanted, random.sample(noise, len(noise)))))
    assert mixed(read) == order
    assert Counter(map(str, order)) == Counter(map(str, [*meant(read), *others(read)]))


def test_those_that_are_meant_are_not_all_at_one_end() -> None:
    noise = [{"name": f"noise {place}"} for place in range(30)]
    firsts = {
        mixed(params_of([{"name": f"wanted {seed}"}], noise)).index({"name": f"wanted {seed}"})
        for seed in range(40)
    }
    assert len(firsts) > 10
