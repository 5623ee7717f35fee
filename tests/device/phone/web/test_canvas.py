"""Drawing on a canvas: pixels as scripts read them, and as they are shown."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from device.phone.web.dom import Words
from device.phone.web.picture import Drawn
from device.phone.web.work import at_work

CANVAS = """<canvas id=c width=40 height=20></canvas><script>
const pen = c.getContext('2d');
const at = (x, y) => pen.getImageData(x, y, 1, 1).data.join();
"""


@pytest.mark.parametrize(
    ("drawing", "probes"),
    [
        (
            "pen.fillStyle = 'rgb(10, 20, 30)'; pen.fillRect(2, 3, 5, 5)",
            {"2, 3": "10,20,30,255", "6, 7": "10,20,30,255", "7, 3": "0,0,0,0", "1, 3": "0,0,0,0"},
        ),
        (
            "pen.fillRect(0, 0, 40, 20); pen.clearRect(10, 0, 10, 20)",
            {"9, 5": "0,0,0,255", "10, 5": "0,0,0,0", "20, 5": "0,0,0,255"},
        ),
        (
            "pen.globalAlpha = 0.5; pen.fillStyle = '#f00'; pen.fillRect(0, 0, 5, 5); pen.fillRect(0, 0,"
            " 5, 5)",
            {"1, 1": "255,0,0,192"},
        ),
        (
            "pen.strokeStyle = 'lime'; pen.lineWidth = 4; pen.beginPath(); pen.moveTo(0, 10);"
            " pen.lineTo(40, 10); pen.stroke()",
            {"20, 8": "0,255,0,255", "20, 11": "0,255,0,255", "20, 12": "0,0,0,0"},
        ),
        (
            "pen.beginPath(); pen.arc(20, 10, 8, 0, 7); pen.fill()",
            {"20, 10": "0,0,0,255", "20, 3": "0,0,0,255", "20, 0": "0,0,0,0", "13, 3": "0,0,0,0"},
        ),
        (
            "pen.translate(20, 10); pen.rotate(Math.PI / 2); pen.fillRect(0, 0, 6, 3)",
            {"18, 12": "0,0,0,255", "22, 12": "0,0,0,0"},
        ),
        (
            "pen.beginPath(); pen.rect(0, 0, 10, 10); pen.rect(2, 2, 6, 6); pen.fill('evenodd')",
            {"1, 1": "0,0,0,255", "5, 5": "0,0,0,0"},
        ),
        (
            "pen.save(); pen.beginPath(); pen.rect(0, 0, 5, 20); pen.clip(); pen.fillRect(0, 0, 40, 20);"
            " pen.restore()",
            {"4, 4": "0,0,0,255", "5, 4": "0,0,0,0"},
        ),
        (
            "pen.fillStyle = 'blue'; pen.save(); pen.fillStyle = 'nonsense'; pen.fillRect(0, 0, 1, 1);"
            " pen.restore()",
            {"0, 0": "0,0,255,255"},
        ),
        (
            "const g = pen.createLinearGradient(0, 0, 40, 0); g.addColorStop(0, '#000');"
            " g.addColorStop(1, '#fff'); pen.fillStyle = g; pen.fillRect(0, 0, 40, 20)",
            {"20, 3": "128,128,128,255"},
        ),
        (
            "const p = pen.createImageData(2, 1); p.data.set([1, 2, 3, 255, 4, 5, 6, 255]);"
            " pen.putImageData(p, 39, 19); pen.putImageData(p, -1, 0)",
            {"39, 19": "1,2,3,255", "0, 0": "4,5,6,255"},
        ),
        ("pen.fillRect(0, 0, 9, 9); c.width = 40", {"3, 3": "0,0,0,0"}),
        (
            "pen.lineTo(NaN, 1); pen.stroke(); pen.fillRect(0, 0, Infinity, 1); pen.fillRect(-1e9, -1e9,"
            " 2e9, 2e9)",
            {"39, 19": "0,0,0,255"},
        ),
    ],
)
def test_what_is_drawn_is_read_back(read, drawing, probes) -> None:
    asked = ", ".join(f"at({place})" for place in probes)
    page = read(f"{CANVAS}{drawing}; console.log([{asked}].join(' '))</script>")
    assert page.told("log") == [("log", " ".join(probes.values()))]


def test_a_finger_draws_a_line(read) -> None:
    page = read(f"""<style>body {{ margin: 0 }} canvas {{ width: 80px; height: 40px }}</style>{CANVAS}
      let on = false;
      c.addEventListener('touchstart', (event) => {{ on = true; pen.beginPath();
        pen.moveTo(event.touches[0].clientX / 2, event.touches[0].clientY / 2); }});
      c.addEventListener('touchmove', (event) => {{ event.preventDefault();
        pen.lineTo(event.touches[0].clientX / 2, event.touches[0].clientY / 2); }});
      c.addEventListener('touchend', () => {{ pen.lineWidth = 2; pen.stroke();
        console.log(at(10, 10), at(20, 9), at(30, 10)); }});
    </script>""")
    page.do("drag", "#c", places=((20.0, 20.0), (30.0, 20.0), (60.0, 20.0)))
    assert page.told("log") == [("log", "0,0,0,255 0,0,0,255 0,0,0,0")]


def test_the_place_of_a_touch_is_told_within_the_canvas(read) -> None:
    page = read(
        f"<p>above</p>{CANVAS} c.onclick = (event) => console.log(event.offsetX, event.offsetY,"
        f" event.pageY - event.clientY);</script>"
    )
    x, y, _, _ = page.rect("#c")
    page.do("tap", "#c", places=((x + 3, y + 4 - 50),), scroll=50.0)
    assert page.told("log") == [("log", "3 4 50")]


def test_what_is_shown_is_what_was_drawn(read) -> None:
    page = read(
        f"{CANVAS} pen.fillStyle = '#c00'; pen.fillRect(0, 0, 20, 20); pen.fillStyle = '#00c'; pen.font"
        f" = 'bold 16px sans-serif'; pen.fillText('W', 22, 16)</script>"
    )
    held = page.find("#c").held
    with at_work(page.page, page.pictures.get) as session:
        runs = session.pixels(page.find("#c").nid, held.stamp)
    image = Drawn(held.size, runs, held.words, "#FFFFFF").paint(80, 40)
    assert image.size == (80, 40)
    assert image.getpixel((10, 20)) == (204, 0, 0)
    assert image.getpixel((78, 2)) == (255, 255, 255)
    words = np.asarray(image)[:, 40:]
    assert ((words[..., 2] > 150) & (words[..., 0] < 150)).any()


def test_words_that_are_stroked_are_outlined(read) -> None:
    page = read(
        f"{CANVAS} pen.font = 'bold 19px sans-serif'; pen.strokeStyle = '#c00'; pen.strokeText('I', 4, 18);"
        f" pen.fillStyle = '#c00'; pen.fillText('I', 24, 18)</script>"
    )
    image = Drawn((40, 20), (800, 0), page.find("#c").held.words, "#FFFFFF").paint(800, 400)
    red = np.asarray(image)[:, :, 1] < 100
    stroked, filled = red[:, :440], red[:, 440:]
    assert filled.sum() > stroked.sum() > 0
    row = filled.any(axis=1).nonzero()[0]
    middle = (row[0] + row[-1]) // 2
    runs = [int((np.diff(part[middle].astype(int)) == 1).sum()) for part in (stroked, filled)]
    assert runs == [2, 1], "two edges, and one stem"


def test_words_are_measured_as_they_are_drawn(read) -> None:
    page = read(
        f"{CANVAS} pen.font = '20px Arial'; console.log(pen.measureText('Wide').width > 2 *"
        f" pen.measureText('il').width)</script>"
    )
    assert page.told("log") == [("log", "true")]
    assert Words("x", 0, 0, 10, False, "left", "top", "#000").size == 10


def test_a_drawing_is_handed_out_as_a_picture_file(read) -> None:
    page = read(
        CANVAS + "pen.fillStyle = 'rgb(10, 20, 30)'; pen.fillRect(2, 3, 5, 5);"
        " localStorage.drawn = c.toDataURL(); c.toBlob(async (blob) => console.log(blob.type, blob.size));"
        " c.width = 0; console.log(c.toDataURL())</script>"
    )
    page.wait(10)
    (_, _, address), *_ = page.told("store")
    (_, empty), (_, told) = page.told("log")
    head, _, body = address.partition(",")
    file = base64.b64decode(body, validate=True)
    assert head == "data:image/png;base64"
    with Image.open(io.BytesIO(file)) as image:
        image.load()
        assert (image.size, image.mode) == ((40, 20), "RGBA")
        assert [image.getpixel(at) for at in ((2, 3), (6, 7), (7, 7))] == [(10, 20, 30, 255)] * 2 + [
            (0, 0, 0, 0)
        ]
    assert empty == "data:,"
    assert told == f"image/png {len(file)}"


def test_a_large_drawing_is_handed_out_in_time(read) -> None:
    page = read(
        "<canvas id=c width=600 height=400></canvas><script>c.getContext('2d').fillRect(0, 0, 600, 400);"
        " console.log(c.toDataURL().length)</script>"
    )
    assert int(page.told("log")[0][1]) > 600 * 400 * 4 * 4 // 3
