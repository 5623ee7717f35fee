"""Pages in Chrome, opened from Files: a maze, numbers to be multiplied, a drawing in three colours.

They are made here as such pages are made anywhere; none is copied from a benchmark.
"""

import json
from collections.abc import Callable, Sequence

from device.phone.phone import Phone
from tests.tasks.gold.case import Case

PACKAGE = "com.android.chrome"
PLACE = "/storage/emulated/0/Download/task.html"
Cell = tuple[int, int]

_MAZE = """<!doctype html>
<html><head><title>Labyrinth</title>
<style>
  table { border-collapse: collapse } td { width: 90px; height: 90px; border: 1px solid #333;
    text-align: center; font-size: 50px }
  td.rock { background: #222 } td.end { background: #3a3 } nav button { font-size: 30px; padding: 12px 24px }
</style></head><body>
<table id="plan"></table>
<nav><button data-x="0" data-y="-1">Up</button> <button data-x="0" data-y="1">Down</button>
<button data-x="-1" data-y="0">Left</button> <button data-x="1" data-y="0">Right</button></nav>
<script>
  const open = new Set(%CELLS%.map(String)), size = %SIZE%;
  let at = [0, 0];
  const paint = () => {
    const rows = [...Array(size).keys()].map((y) => '<tr>' + [...Array(size).keys()].map((x) => {
      const here = x === at[0] && y === at[1],
        kind = !open.has(`${x},${y}`) ? 'rock' : x + y === 2 * size - 2 ? 'end' : '';
      return `<td class="${kind}">${here ? 'X' : ''}</td>`;
    }).join('') + '</tr>');
    document.querySelector('#plan').innerHTML = rows.join('');
  };
  document.querySelector('nav').addEventListener('click', (event) => {
    const way = event.target.closest('button')?.dataset;
    if (!way) return;
    const next = [at[0] + Number(way.x), at[1] + Number(way.y)];
    if (open.has(String(next))) at = next;
    if (at[0] + at[1] === 2 * size - 2) document.body.innerHTML = '<h1>Success!</h1>'; else paint();
  });
  paint();
</script></body></html>
"""
_SUMS = """<!doctype html>
<html><head><title>Numbers</title><style>main { text-align: center } #number {
  font-size: 44px } .away { display: none }</style></head>
<body><main>
<p id="number"></p><button id="button" style="font-size: 24px">Next number</button>
<form class="away"><input type="number" id="answer" placeholder="Product">
  <button>Submit</button></form><div id="told"></div>
</main><script>
  const numbers = %NUMBERS%;
  let count = 0;
  const number = document.getElementById('number'), form = document.querySelector('form');
  number.innerText = numbers[0];
  document.getElementById('button').onclick = function () {
    if (++count < numbers.length) { number.innerText = numbers[count]; return; }
    number.remove(); this.remove(); form.classList.remove('away');
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const right = Number(answer.value) === numbers.reduce((one, other) => one * other);
    document.getElementById('told').innerHTML = right ? '<b>Success!</b>' : '<i>Wrong</i>';
  };
</script></body></html>
"""
_PAINT = """<!doctype html>
<html><head><meta name="viewport" content="width=device-width"><title>Paint</title><style>
  body { text-align: center } #asked span { display: inline-block; width: 44px; height: 44px; margin: 4px }
  #tubes { display: grid; grid-template-columns: repeat(6, 40px); gap: 6px;
    justify-content: center } #tubes button { height: 34px; border: none }
  canvas { border: 2px solid #999; touch-action: none }
</style></head><body>
<div id="asked"></div><canvas id="canvas" width="280" height="260"></canvas><div id="tubes"></div>
<p><button id="done">Submit</button></p><output></output>
<script>
  const tubes = %TUBES%, asked = %ASKED%, canvas = document.getElementById('canvas'),
    pen = canvas.getContext('2d');
  let last = null;
  for (const colour of asked) document.getElementById('asked').insertAdjacentHTML('beforeend',
    `<span style="background: ${colour}"></span>`);
  for (const colour of tubes) {
    const tube = document.createElement('button');
    tube.style.backgroundColor = colour;
    tube.onclick = () => { pen.strokeStyle = colour; };
    document.getElementById('tubes').append(tube);
  }
  canvas.addEventListener('pointerdown', (event) => { last = [event.offsetX, event.offsetY]; });
  canvas.addEventListener('pointermove', (event) => {
    if (!last) return;
    pen.beginPath(); pen.moveTo(...last); pen.lineTo(event.offsetX, event.offsetY); pen.stroke();
    last = [event.offsetX, event.offsetY];
  });
  canvas.addEventListener('pointerup', () => { last = null; });
  document.getElementById('done').onclick = () => {
    const { data } = pen.getImageData(0, 0, 280, 260), used = new Set();
    for (let at = 0; at < data.length;
      at += 4) if (data[at + 3]) used.add('#' + [0, 1,
        2].map((band) => data[at + band].toString(16).padStart(2, '0')).join(''));
    document.querySelector('output').textContent = asked.every((colour) =>
      used.has(colour)) ? 'Success!' : 'Not yet';
  };
</script></body></html>
"""


def maze(cells: Sequence[Cell], size: int) -> str:
    """A page with a maze of these open cells (column, row)."""
    return _MAZE.replace("%CELLS%", json.dumps([list(cell) for cell in cells])).replace("%SIZE%", str(size))


def sums(numbers: Sequence[int]) -> str:
    """A page that shows numbers one by one, and asks for their product."""
    return _SUMS.replace("%NUMBERS%", json.dumps(list(numbers)))


def paint(tubes: Sequence[str], asked: Sequence[str]) -> str:
    """A page to draw on in some of the colours that it has."""
    return _PAINT.replace("%TUBES%", json.dumps(list(tubes))).replace("%ASKED%", json.dumps(list(asked)))


def put(page: str, *, notify: bool = True) -> Callable[[Phone], None]:
    """The page lies in the downloads, Chrome is as just installed."""

    def run(phone: Phone) -> None:
        phone.files.write(PLACE, page.encode())
        phone.shell(f"pm clear {PACKAGE}")
        if notify:
            phone.shell(f"pm grant {PACKAGE} android.permission.POST_NOTIFICATIONS")

    return run


def won(phone: Phone, _answer: str) -> bool:
    """Chrome is in front and shows that all is well."""
    shown = phone.frame().elements()
    return phone.front.package == PACKAGE and any(one.text == "Success!" for one in shown)


WINDING = (
    (0, 0),
    (1, 0),
    (2, 0),
    (2, 1),
    (2, 2),
    (1, 2),
    (0, 2),
    (0, 3),
    (1, 3),
    (2, 3),
    (3, 3),
    (0, 1),
    (3, 0),
    (4, 0),
)
WINDING += ((4, 3), (4, 4))
COLOURS = ("#d40000", "#00a000", "#0000c8", "#ffcc00", "#9900cc", "#00b8b8", "#ff7f2a", "#553311")
_SEED = {"browser_task_seed": 7}
CASES = (
    Case("BrowserMaze", won, _SEED, before=put(maze(WINDING, 5)), name="dead-ends"),
    Case(
        "BrowserMaze", won, _SEED, before=put(maze(((0, 0), (0, 1), (1, 1)), 2), notify=False), name="small"
    ),
    Case("BrowserMultiply", won, _SEED, before=put(sums((7, 10, 1, 9, 3)))),
    Case("BrowserMultiply", won, _SEED, before=put(sums((10,) * 9), notify=False), name="large"),
    Case("BrowserDraw", won, _SEED, before=put(paint(COLOURS, (COLOURS[2], COLOURS[7], COLOURS[3])))),
)
