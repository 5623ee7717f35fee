"""Asking the server from outside a page, as a program or another page would."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from websockets.sync.client import connect


def ask(
    url: str, path: str = "/", *, method: str = "GET", body: str = "", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content. The path goes over the wire as it is written."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path, skip_host="Host" in sent)
    if body:
        sent["Content-Length"] = str(len(body))
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders(body.encode())
    answer = connection.getresponse()
    told = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return told


def pass_of(headers: dict[str, str]) -> str:
    """The cookie that was given."""
    return headers.get("set-cookie", headers.get("Set-Cookie", "")).partition(";")[0]


def converse(
    url: str, *wishes: object, cookie: str = "", origin: str = "", until: str = ""
) -> list[dict[str, Any]]:
    """Says these things on the page's own line; all that comes until a kind of news, or a refusal."""
    news: list[dict[str, Any]] = []
    headers = {"Cookie": cookie, "Origin": origin or url.rstrip("/")}
    address = url.replace("http", "ws") + "line"
    with connect(address, additional_headers=headers, open_timeout=60, max_size=None) as line:
        for wish in wishes:
            line.send(wish if isinstance(wish, str) else json.dumps(wish))
        while not news or news[-1]["is"] != until:
            got = line.recv(60)
            if isinstance(got, str):
                news.append(json.loads(got))
                assert until == "failure" or news[-1]["is"] != "failure", news[-1]
    return news
