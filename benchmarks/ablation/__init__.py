"""What each role of a preset is worth, by a simulated brain that errs at known rates.

The loop, the presets, the phone and the checks are the real ones. Simulated is whoever thinks: a deciding
role that knows how a task is done (a gold solver whose touches become decisions) and errs at a given rate,
and the other roles, which see only what their prompts hold and err at a rate of their own. So this measures
what the loop makes of a role's word, not how good any model is.

- script: a gold solver as somebody who is asked for one action after the other
- reference: the same task done without errors on a fork of the phone: its length, apps, what it carries over
- fault: what goes wrong, drawn by seed, the same for every preset
- decider: the role that decides, errs, and notices what the screen itself tells it
- witness: the roles that judge, note, plan and cut up
- brain, attempt, table: put together, run once, compared
"""
