"""Tasks in AndroidLab's manner: within one app, questions about what it shows, and operations with sub-goals.

Where we differ from AndroidLab. Its tasks are fixed texts on one image of a phone: here what they are about
is drawn by the seed. It judges pages that were seen on the way, and lets a language model judge answers: here
the phone's state decides, and tasks/answer.py. Its metrics are in tasks/statistics/lab.py; what it calls
sub-goals are the clauses of the verdict that have a weight.
"""
