"""From a reading of a goal to what is done: all of it, or a question or a refusal that names the part."""
