"""The loop of every run, as one LangGraph graph.

    START -> observe -> reflect -.-> plan -> decide -> ground -> guard -> act -> observe -> ...
                                           ^--------'   not found: back to decide, told why

reflect goes back to observe where the person paused the run: they see what the last step did, and after the
pause the phone is looked at anew. It ends the run, unless an error does. guard may stop it at LangGraph's
interrupt to ask the person.
"""

from collections.abc import Hashable
from functools import cache

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from agent.node import act, decide, ground, guard, observe, plan, reflect
from agent.run.context import Context
from agent.run.state import State

Loop = CompiledStateGraph[State, Context, State, State]


def loop(checkpointer: BaseCheckpointSaver[str] | None = None) -> Loop:
    """The loop of every run; presets and brains differ, the way round does not."""
    return _compiled().copy({"checkpointer": checkpointer})


@cache
def _compiled() -> Loop:
    """The loop without a checkpointer: LangGraph takes some 20 ms to compile it."""
    graph = StateGraph(State, context_schema=Context)
    graph.add_node("observe", observe.observe)
    graph.add_node("reflect", reflect.reflect)
    graph.add_node("plan", plan.plan)
    graph.add_node("decide", decide.decide)
    graph.add_node("ground", ground.ground)
    graph.add_node("guard", guard.guard)
    graph.add_node("act", act.act)

    graph.add_edge(START, "observe")
    graph.add_edge("observe", "reflect")
    ways: dict[Hashable, str] = {"plan": "plan", "decide": "decide", "observe": "observe", "end": END}
    graph.add_conditional_edges("reflect", reflect.route, ways)
    graph.add_edge("plan", "decide")
    graph.add_edge("decide", "ground")
    graph.add_conditional_edges("ground", ground.route, {"decide": "decide", "guard": "guard"})
    graph.add_edge("guard", "act")
    graph.add_edge("act", "observe")
    return graph.compile()


def edges() -> list[tuple[str, str, bool]]:
    """The loop's edges as (from, to, conditional), as the graph itself draws them."""
    return sorted((edge.source, edge.target, edge.conditional) for edge in loop().get_graph().edges)
