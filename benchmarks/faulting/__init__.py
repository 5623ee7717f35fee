"""A run into which faults strike: the scene, the faults, and the judgement."""
