"""The actions an agent can take, what each touches, and how it becomes verbs of a Device."""
