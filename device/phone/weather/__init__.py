"""The life that makes agents fail, on demand: each kind of trouble by name, repeatable by seed."""
