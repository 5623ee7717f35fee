from typing import get_type_hints

from agent.run.state import State, Update


def test_an_update_has_the_fields_of_the_state() -> None:
    state = {name: field for name, field in get_type_hints(State).items() if name in State.model_fields}
    assert get_type_hints(Update) == state
