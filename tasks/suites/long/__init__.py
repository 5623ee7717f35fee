"""Tasks over three apps and more, in twenty steps and more: facts read in one place, carried to others."""
