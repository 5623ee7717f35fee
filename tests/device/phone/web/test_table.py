"""Tables by their rows and cells, templates, the order of words, and what an element is said to look like."""

import pytest

TABLE = """<table id=t><caption>Cap</caption><thead><tr><th>Name<th>Age</thead><tbody><tr><td>bob<td>30<tr>
  <td>Ann<td colspan=2>4<tr><td>zed<td>12</tbody><tfoot id=foot><tr><td>sum</tfoot></table>
  <table id=e></table>
  <p id=o></p><script>const rows = t.tBodies[0].rows;
  const log = (...some) => console.log(some.join('|'));</script>"""


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("t.rows.length, rows.length, t.rows[2].cells[0].textContent, t.caption.textContent", "5|3|Ann|Cap"),
        ("t.tHead.rows.length, t.tFoot === foot, t.rows[4].rowIndex, rows[1].sectionRowIndex", "1|true|4|1"),
        ("rows[1].cells[1].cellIndex, rows[1].cells[1].colSpan, rows[0].cells.length", "1|2|2"),
        ("t.insertRow(2).insertCell().textContent = 'new', rows.length, rows[1].outerHTML",
         "new|4|<tr><td>new</td></tr>"),
        ("(t.deleteRow(1), rows.length), (t.deleteRow(-1), foot.rows.length),"
         " (rows[0].deleteCell(0), rows[0].cells.length)",
         "2|0|1"),
        ("(() => { while (rows.length) rows[0].remove(); return rows.length; })()", "0"),
        ("(() => { const b = t.tBodies[0]; while (b.rows.length > 1) b.deleteRow(-1);"
         " return b.innerText; })()",
         "bob30"),
        ("(() => { const row = e.insertRow(); row.insertCell(0).append('x'); return e.innerHTML; })()",
         "<tbody><tr><td>x</td></tr></tbody>"),
        ("(e.createTHead().insertRow(), e.createCaption(), e.createTFoot(), e.createTBody(), e.innerHTML)",
         "<caption></caption><thead><tr></tr></thead><tfoot></tfoot><tbody></tbody>"),
        ("(() => { try { t.insertRow(99); } catch (error) { return error.name; } })()", "IndexSizeError"),
        ("[...rows].sort((a, b) => a.cells[0].innerText.localeCompare(b.cells[0].innerText))"
         ".map(one => one.cells[1].innerText)", "4,30,12"),
    ],
)  # fmt: skip
def test_a_table_has_rows_and_cells(read, expression, told) -> None:
    page = read(f"{TABLE}<script>log({expression})</script>")
    assert page.told("log") == [("log", told)]


def test_a_list_sorted_by_its_head_stands_in_that_order(read) -> None:
    page = read(
        TABLE.replace("<th>Name", "<th id=n onclick=srt(0)>Name")
        + "<script>function srt(c) { const b = t.tBodies[0];"
        " [...b.rows].sort((x, y) => x.cells[c].innerText.localeCompare(y.cells[c].innerText))"
        ".forEach((r) => b.append(r)); }</script>"
    )
    page.tap("#n")
    assert page.text("#t").replace(" ", "") == "CapNameAgeAnn4bob30zed12sum"


@pytest.mark.parametrize(
    ("words", "ordered"),
    [
        ("['b', 'a', 'C']", "a,b,C"),
        ("['resume', 'Resume', 'résumé', 'resumes']", "resume,Resume,résumé,resumes"),
        ("['z', 'ä', 'a', 'Ä', 'o']", "a,ä,Ä,o,z"),
        ("['item 10', 'item 2', '_x', '1']", "_x,1,item 10,item 2"),
        ("['Straße', 'Strasse', 'Strand']", "Strand,Strasse,Straße"),
    ],
)  # fmt: skip
def test_words_are_ordered_as_people_order_them(read, words, ordered) -> None:
    page = read(f"""<script>console.log({words}.sort((a, b) => a.localeCompare(b)).join());
      console.log({words}.sort(new Intl.Collator('en').compare).join());</script>""")
    assert page.told("log") == [("log", ordered)] * 2


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("['10', '9'].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).join()", "9,10"),
        ("'a'.localeCompare('A', 'en', { sensitivity: 'base' }) "
         " + 'a'.localeCompare('á', 'en', {sensitivity: 'base'})",
         "0"),
        ("'a'.localeCompare('B') + ' ' + 'b'.localeCompare('A') + ' ' + 'a'.localeCompare('a')", "-1 1 0"),
    ],
)  # fmt: skip
def test_words_are_compared(read, expression, value) -> None:
    assert read(f"<script>console.log(String({expression}))</script>").told("log") == [("log", value)]


TEMPLATE = """<template id=row><li class=one><b>?</b></li><script>console.log('ran')</script></template>
  <ul id=list></ul>
  <script>const kept = row.content; for (const word of ['tea', 'milk']) {
    const copy = row.content.cloneNode(true); copy.querySelector('b').textContent = word;
    list.append(copy); }"""


def test_a_template_is_copied_into_the_page(read) -> None:
    page = read(f"{TEMPLATE}</script>")
    assert page.text("#list") == "teamilk"
    assert page.told("log") == [("log", "ran")] * 2


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("row.content.children.length + ' ' + row.childNodes.length", "2 0"),
        ("document.querySelectorAll('.one').length", "2"),
        ("row.innerHTML.slice(0, 31)", '<li class="one"><b>?</b></li><s'),
        ("(row.innerHTML = '<td>x</td>', row.content.firstChild.outerHTML)", "<td>x</td>"),
        ("(list.innerHTML = '<template><i>x</i></template>',"
         " list.firstChild.content.firstChild.tagName)", "I"),
        ("(row.cloneNode(true)).content.firstElementChild.className", "one"),
        ("document.importNode(row.content, true).querySelector('b').textContent", "?"),
        ("row instanceof HTMLTemplateElement && row.content === kept", "true"),
    ],
)  # fmt: skip
def test_what_is_in_a_template(read, expression, value) -> None:
    page = read(f"{TEMPLATE}console.log(String({expression}))</script>")
    assert page.told("log")[0] == ("log", value)


LOOKS = """<style>:root { --brand: #0a7 } .card { background: var(--brand); color: white; padding: 4px 8px;
  font-size: 1.5em } #d.off { display: none !important } .bold { font-weight: bold }</style>
  <div id=d class=card style="background: red; display: block"><span id=s class=bold>x</span></div>
  <p id=p hidden>y</p>
  <div id=plain></div>"""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("look(d).backgroundColor + look(s).backgroundColor", "rgb(255, 0, 0)rgba(0, 0, 0, 0)"),
        ("(d.style.background = '', look(d).backgroundColor)", "rgb(0, 170, 119)"),
        ("look(s).color + look(s).getPropertyValue('font-weight') + look(s).fontSize",
         "rgb(255, 255, 255)70024px"),
        ("look(p).display + look(d).display + look(s).display + look(plain).display", "noneblockinlineblock"),
        ("(d.classList.add('off'), look(d).display)", "none"),
        ("look(d).paddingLeft + look(d).padding + look(plain).marginTop", "8px4px 8px0px"),
        ("look(document.documentElement).getPropertyValue('--brand').trim()", "#0a7"),
        ("look(plain).position + look(plain).visibility + look(plain).opacity + look(plain).zIndex",
         "staticvisible1auto"),
        ("(d.style.color = 'rgba(0, 0, 255, 0.5)', look(s).color)", "rgba(0, 0, 255, 0.5)"),
        ("(d.style.border = '2px solid', look(d).borderTopWidth + look(d).borderTopColor)",
         "2pxrgb(255, 255, 255)"),
        ("look(d).width", "380px"),
    ],
)  # fmt: skip
def test_what_an_element_looks_like(read, expression, value) -> None:
    page = read(f"{LOOKS}<script>const look = getComputedStyle; console.log(String({expression}))</script>")
    assert page.told("log") == [("log", value)]
