"""What the loop makes of a model that errs, measured at the level of the endpoint.

The loop, the presets, the phone and the judges are the real ones. Simulated is the model: an
OpenAI-compatible server on loopback that knows the task, the gold walk and the phone, and errs by seed at a
given rate. Of a prompt it reads no words, only which elements have a number: which role asks follows from the
name of the reply's schema, what stands on the screen from a fork of the phone. So the same model drives an
older commit of the loop as well.

- sheet: the tasks, and in which language the phone is
- stand: one task on one phone, its judge, and what the gold walk changes
- move, recorder: one action of a gold walk, and a phone on which each is written down
- walk: which move is right on the screen that shows, also after an error
- required: the effects that each goal requires
- slip, error: the kinds of error, where each fits, and how often it is drawn; what each makes of a move
- shown: what a prompt shows: in which numbers places are counted, and which elements have one
- decider, voice: the deciding role, and its replies as JSON
- witness: all other roles
- server: the endpoint
- attempt, worker: one run; a process that makes them, also on another commit's code
- astray: which wrong changes went to somebody else, or deleted something else, than the goal says
- store, fleet, table: results kept, processes fed, runs counted with intervals
"""
