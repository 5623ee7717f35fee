"""What a page's scripts reach by name: fields of a form, parts of the document, options of a list."""

import pytest

REGISTER = """<form name=reg id=r onsubmit="return check(this)"><input name=user value=ann><input name=age
  value=7><select name=s id=s><option value=1>One<option value=2 selected>Two</select>
  <button id=go>Go</button></form>
  <p id=o>-</p><script>
  const check = (f) => { if (f.age.value < 18) { o.textContent = 'too young ' + f.user.value; return false; }
    return true; };</script>"""


def test_a_form_that_is_wrong_by_its_fields_is_not_sent(read) -> None:
    page = read(REGISTER)
    page.tap("#go")
    assert page.text("#o") == "too young ann"
    assert not page.told("submit")


def test_a_form_that_is_right_is_sent(read) -> None:
    page = read(REGISTER.replace("value=7", "value=70"))
    page.tap("#go")
    assert page.told("submit") == [
        ("https://shop.example/a/page.html", "get", [["user", "ann"], ["age", "70"], ["s", "2"]])
    ]


FIELDS = """<form name=reg id=f action=/go method=post><input name=action value=buy>
  <input name=name value=Ann><input name=children value=3><input name=method value=card>
  <input name=length value=9><input name=tag value=t>
  <input name=id value=i><input name=_method value=put><input name=fill value=full>
  <input type=radio name=plan value=free><input type=radio name=plan value=pro checked>
  <input type=image name=pic><fieldset id=set><input id=inner></fieldset><output name=sum>5</output>
  <button name=go id=b>Go</button></form><input form=f name=outer value=out>
  <img name=logo id=pic2><form name=twin></form><form name=twin></form>"""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("f.name.value + f.action.value + f.children.value + f.method.value", "Annbuy3card"),
        ("f.tag.value + f.id.value + f._method.value + f.elements.fill.value", "tiputfull"),
        ("[document.forms.reg, document.reg, window.reg, document.forms[0]].every(one => one === f)", "true"),
        ("document.logo === pic2 && window.logo === pic2 && document.images.logo === pic2", "true"),
        ("document.twin.length + ' ' + document.forms.length", "2 3"),
        ("f.plan.value + f.elements.plan.length + f.elements.namedItem('plan').value", "pro2pro"),
        ("(f.plan.value = 'free', document.querySelector(':checked').value)", "free"),
        ("f.inner === set.elements[0] && f.elements.inner === f.inner && f.outer.value", "out"),
        ("'age' in f || 'age' in f.elements || f.age", "undefined"),
        ("[...f].map(one => one.name || one.id).join()", FIELDS_IN_ORDER := (
            "action,name,children,method,length,tag,id,_method,fill,plan,plan,set,inner,sum,go,outer"
        )),
        ("Array.from(f.elements, one => one.name || one.id).join()", FIELDS_IN_ORDER),
        ("f[1].value + f.elements[1].value + f.elements.length + f.elements.item(0).value", "AnnAnn16buy"),
        ("f instanceof HTMLFormElement && f.parentNode === document.body && f.inner.form === f", "true"),
        ("document.querySelector('form') === f && f.contains(f.inner) && f.matches('#f')", "true"),
        ("f.elements.plan instanceof RadioNodeList && f.elements instanceof HTMLCollection", "true"),
        ("(f.extra = 4, f.extra) + typeof f.submit + typeof f.querySelector", "4functionfunction"),
        ("new URLSearchParams(new FormData(f)).get('sum')", "null"),
        ("(f.user ??= 'none', f.append(Object.assign(document.createElement('input'), {name: 'late'})),"
         " f.late.name)", "late"),
        ("(document.body.insertAdjacentHTML('beforeend', '<b id=fresh>x</b>'), fresh.textContent)", "x"),
        ("typeof nowhere", "undefined"),
    ],
)  # fmt: skip
def test_what_is_found_by_its_name(read, expression, value) -> None:
    page = read(f"{FIELDS}<script>console.log(String({expression}))</script>")
    assert page.told("log") == [("log", value)]


def test_fields_named_like_a_forms_own_words_do_not_change_how_it_is_sent(read) -> None:
    page = read(FIELDS)
    page.tap("#b")
    (url, method, pairs) = page.told("submit")[0]
    assert (url, method) == ("https://shop.example/go", "post")
    assert ["method", "card"] in pairs
    assert ["sum", "5"] not in pairs


def test_what_a_page_works_out_is_shown_and_comes_back_with_a_reset(read) -> None:
    page = read("""<form id=f oninput="res.value = Number(a.value) + Number(b.value)"><input
      type=number name=a id=x value=1> + <input type=number name=b value=2> =
      <output name=res id=r for="x">?</output>
      <input type=range id=n value=3 oninput="shown.value = n.value"><output id=shown>3</output>
      <input type=reset id=back></form>""")
    page.do("text", "#x", text="40")
    assert page.text("#r") == "42"
    page.do("choose", "#n", values=("7",))
    assert page.text("#shown") == "7"
    page.tap("#back")
    assert (page.text("#r"), page.text("#shown")) == ("?", "3")


@pytest.mark.parametrize(
    ("doing", "left"),
    [
        ("s.remove(0)", "b=2*,c=3"),
        ("s.remove(9)", "a=1,b=2*,c=3"),
        ("s.options.remove(1)", "a=1*,c=3"),
        ("s.remove()", "gone"),
        ("s.length = 1", "a=1*"),
        ("s.options.length = 0", ""),
        ("const all = s.options; all.length = 0; all[all.length] = new Option('n', '9')", "n=9*"),
        ("s.add(new Option('n', '9'))", "a=1,b=2*,c=3,n=9"),
        ("s.add(new Option('n', '9'), 0); s.options.add(new Option('m', '8'), s.options[1])",
         "n=9,m=8,a=1,b=2*,c=3"),
        ("s.options[1] = new Option('n', '9', true, true)", "a=1,n=9*,c=3"),
        ("s[2] = null", "a=1,b=2*"),
        ("s.options.selectedIndex = 2; s[0].text = s.options.namedItem('z').text", "c=1,b=2,c=3*"),
    ],
)  # fmt: skip
def test_options_of_a_list_come_and_go_by_their_place(read, doing, left) -> None:
    page = read(f"""<select id=s><option value=1>a<option value=2 selected>b<option value=3 id=z>c</select>
      <script>{doing}; console.log(document.getElementById('s') ? [...s.options].map((one) =>
        one.text + '=' + one.value + (one.selected ? '*' : '')).join() : 'gone')</script>""")
    assert page.told("log") == [("log", left)]


def test_a_field_is_not_named_by_what_can_be_chosen_in_it(read) -> None:
    page = read("""<label>Country <select id=s><option>France<option>Germany</select> of birth</label>
      <label>Tags <input id=t list=l><datalist id=l><option>red</datalist></label>
      <label>Bio <textarea id=b>I am</textarea></label>
      <label><input id=c type=checkbox> I <b>agree</b></label>""")
    names = {name: page.find(f"#{name}").held.label for name in "stbc"}
    assert names == {"s": "Country of birth", "t": "Tags", "b": "Bio", "c": "I agree"}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("(o.ariaLabel = '4 stars', o.role = 'button', o.outerHTML)",
         '<p id="o" aria-label="4 stars" role="button"></p>'),
        ("structuredClone({d: new Date(5), m: new Map([[1, {a: 2}]]), u: undefined}).d.getTime()", "5"),
        ("structuredClone(new Map([[1, {a: 2}]])).get(1).a", "2"),
        ("(() => { const a = {}; a.a = a; const b = structuredClone(a); return b.a === b && b !== a })()",
         "true"),
        ("(() => { try { structuredClone(() => 1) } catch (error) { return error.name } })()",
         "DataCloneError"),
    ],
)  # fmt: skip
def test_names_for_who_cannot_see_and_copies(read, expression: str, said: str) -> None:
    page = read(f"<p id=o></p><script>console.log({expression})</script>")
    assert page.told("log") == [("log", said)]
