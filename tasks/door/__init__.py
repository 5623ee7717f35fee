"""The one door by which whoever tries a task reaches the phone: it knows the rules, and notes each call."""
