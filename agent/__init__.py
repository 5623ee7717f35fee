"""The loop: graph, nodes, presets, memory, guard, journal."""
