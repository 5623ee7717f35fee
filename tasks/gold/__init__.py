"""Gold solvers: each AndroidWorld task done as a careful person does it, by looking and touching alone.

    @solves("ContactsAddContact")
    def add_contact(hand: Hand, params: Params) -> None:
        hand.open_app("com.google.android.contacts")
        hand.tap(id="floating_action_button")
        hand.type(params.text("name"), hint=("First name", "名字"))
        hand.scroll_to("Save", "保存")

A solver is a function of (`hand.Hand`, `params.Params`) in any file of this folder, noted with
`registry.solves`; it returns the answer where the task asks for one. It knows the phone only by what
`Hand` sees and acts only through its verbs:

  look()                          the Observation, once the screen stands still
  find, find_all, sees, read      by labels ("Save", "保存": any, whatever the case), by traits (id=, text=,
                                  description=, hint=, containing=, kind=, inside=, checked=, ...), or both
  wait_for, wait_until_gone       the same, with patience
  tap, long_press                 what is named; tap_on, long_press_on an element of the latest look
  type(text, ...)                 in place of what the field holds, read back
  paste(...)                      what is on the clipboard
  set_switch(on, ...), is_on      of the switch named, or of the row named
  slide(to, ...)                  a slider to its start or end
  scroll_to(...)                  from the top down until it shows; pages() walks all there is
  open_app, allow, back, back_until, home, put_keyboard_away
  ask(question)                   whoever wants the task done; what they say
  has(*tools), call(tool, ...)    what can be called beside touching, where there is such

`sight` has what belongs together: `row_of`, `inside_of`, `parent_of`, `written`. What cannot be found
raises `hand.NotOnScreen`, which says what was there instead. `python -m tasks.gold` does one task.
"""
