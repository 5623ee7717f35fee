"""A real Ray cluster on loopback: a head that works on nothing, and nodes of several processes each."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

_LOOPBACK = "127.0.0.2"
"""Ray takes 127.0.0.1 in an address for the machine's own name in the network."""


class Cluster:
    """Nodes that hold one worker each."""

    def __init__(self, nodes: int) -> None:
        pytest.importorskip("ray", reason="needs ray: the extra [fleet]")
        from ray.cluster_utils import Cluster as RayCluster

        self._own: dict[str, Any] = {"node_ip_address": _LOOPBACK, "object_store_memory": 80_000_000}
        head = {**self._own, "num_cpus": 0, "include_dashboard": False}
        self._cluster = RayCluster(initialize_head=True, head_node_args=head)
        self._nodes: list[Any] = []
        self.grow(nodes)

    @property
    def address(self) -> str:
        return str(self._cluster.address)

    def grow(self, nodes: int = 1) -> None:
        """So many nodes more."""
        self._nodes += [self._cluster.add_node(num_cpus=1, **self._own) for _ in range(nodes)]

    def lose(self, which: int) -> None:
        """A node is no more: its raylet and all that ran on it, at once."""
        node = self._nodes.pop(which)
        raylet = node.all_processes["raylet"][0].process.pid
        for pid in (raylet, *_children(raylet)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._cluster.remove_node(node, allow_graceful=False)

    def close(self) -> None:
        import ray

        ray.shutdown()
        self._cluster.shutdown()


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended in the meantime
            state_and_parent = stat.read_text().rpartition(")")[2].split()
            if int(state_and_parent[1]) == parent:
                found.append(int(stat.parent.name))
    return found
