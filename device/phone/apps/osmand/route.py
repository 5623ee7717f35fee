"""The way between two points along the roads of the region."""

from functools import cache
from heapq import heappop, heappush
from itertools import pairwise

from device.phone.apps.osmand.region import Point, metres, region

_FERRY = 1.6
"""How much dearer a metre beside the roads is than one on them."""


@cache
def _graph() -> dict[Point, tuple[tuple[Point, float], ...]]:
    """Joints of the roads with those next to them, in metres."""
    held: dict[Point, dict[Point, float]] = {}
    for road in region().roads:
        for one, other in pairwise(road.points):
            if road.kind != "path":
                away = metres(one, other)
                held.setdefault(one, {})[other] = away
                held.setdefault(other, {})[one] = away
    return {point: tuple(near.items()) for point, near in held.items()}


def route(start: Point, end: Point) -> tuple[Point, ...]:
    """Along the roads from the joints nearest to both; () where none are known, or none lead there."""
    if not (region().covers(start) and region().covers(end)):
        return ()
    graph = _graph()
    enter = min(graph, key=lambda point: metres(point, start))
    leave = min(graph, key=lambda point: metres(point, end))
    if metres(start, end) < _FERRY * metres(enter, start):
        return start, end
    best, queue = {enter: 0.0}, [(0.0, enter)]
    before: dict[Point, Point] = {}
    while queue:
        far, point = heappop(queue)
        if point == leave:
            break
        if far > best[point]:
            continue
        for near, away in graph[point]:
            if far + away < best.get(near, float("inf")):
                best[near] = far + away
                before[near] = point
                heappush(queue, (far + away, near))
    if leave not in best:
        return ()
    way = [leave]
    while way[-1] != enter:
        way.append(before[way[-1]])
    line = [start]
    for point in (*way[::-1], end):
        if point != line[-1]:
            line.append(point)
    return tuple(line)
