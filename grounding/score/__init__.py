"""How good grounding is, from logs of what each view answered."""
