"""Required effects and their evidence: what "done" rests on."""
