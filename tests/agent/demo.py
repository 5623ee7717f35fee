"""The demonstration task as a script for every preset: what each role says, in the order of the loop."""

from models.scripted import Item
from tests.agent.script import decide, says

GOAL = "Turn on Bluetooth and set an alarm for 7:30"
Act = dict[str, object]


def open_app(name: str) -> Act:
    return {"action_type": "open_app", "app_name": name}


def click(description: str) -> Act:
    return {"action_type": "click", "target": {"description": description}}


def fill(element: int, text: str) -> Act:
    return {"action_type": "input_text", "text": text, "target": {"element": element}, "clear": True}


DONE: Act = {"action_type": "status", "goal_status": "complete", "reason": "both are done"}
BLUETOOTH: list[Act] = [
    open_app("Settings"),
    click("Connected devices"),
    click("Connection preferences"),
    click("Bluetooth"),
    click("Use Bluetooth"),
]
ADD: list[Act] = [
    open_app("Clock"),
    click("Add alarm"),
    click("Switch to text input mode for the time input."),
]
FORM: list[Act] = [fill(3, "7"), fill(6, "30"), click("AM"), click("OK")]
ALARM = ADD + FORM

SUCCESS = says("reflect", outcome="success", evidence="it did")
NOTHING = says("remember", content="")
REACHED = says("confirm", reached=True, evidence="it shows")


def single() -> list[Item]:
    """A decision a step."""
    return [decide(act) for act in (*BLUETOOTH, *ALARM, DONE)]


def default() -> list[Item]:
    """The plan along with the first decision; the form, and the claim after it, in one."""
    plan = {"subgoals": ["Bluetooth is on", "an alarm for 7:30 is set"]}
    bluetooth = {"kind": "change", "text": "Bluetooth is on", "place": "Bluetooth", "amount": "on"}
    alarm = {"kind": "create", "text": "an alarm for 7:30", "place": "Clock"}
    return [
        says("effects", effects=[bluetooth, alarm]),
        decide(BLUETOOTH[0], plan=plan),
        *(decide(act) for act in BLUETOOTH[1:] + ADD),
        decide(*FORM, DONE),
        REACHED,
    ]


def mobile_agent_v2() -> list[Item]:
    """Every action judged, progress after each, every screen read for what matters."""
    acts = [*BLUETOOTH, *ALARM, DONE]
    return [
        *(decide(act) for act in acts),
        *[NOTHING] * len(acts),
        *[SUCCESS] * len(acts),
        *(says("progress", completed=f"{count} done") for count in range(1, len(acts))),
    ]


def mobile_agent_v3() -> list[Item]:
    """The plan shrinks; an empty one ends the run."""
    acts = [*BLUETOOTH, *ALARM]
    left = ["Bluetooth is on", "an alarm for 7:30 is set"]
    plans = [left] * len(BLUETOOTH) + [left[1:]] * len(ALARM) + [[]]
    return [
        *(decide(act, role="execute") for act in acts),
        *(says("manage", thought="t", completed=f"{n} done", plan=plan) for n, plan in enumerate(plans)),
        *[SUCCESS] * len(acts),
        *[says("take_notes", notes=[{"text": "the alarm was on 8:30"}])] * len(acts),
    ]


def coloragent() -> list[Item]:
    """Two sub-tasks, each claimed and confirmed."""
    return [
        says("classify", kind="several_apps"),
        says("orchestrate", tasks=["Turn on Bluetooth in Settings", "Set an alarm for 7:30 in Clock"]),
        *(decide(act, role="operate") for act in (*BLUETOOTH, DONE, *ALARM, DONE)),
        *[says("review", on_track=True)] * 5,
        *[REACHED] * 2,
        says("extract", found="Bluetooth was off"),
        says("rewrite", task="Set an alarm for 7:30 in Clock; Bluetooth was off"),
    ]


SCRIPTS = {
    "single": single,
    "default": default,
    "mobile-agent-v2": mobile_agent_v2,
    "mobile-agent-v3": mobile_agent_v3,
    "coloragent": coloragent,
}
