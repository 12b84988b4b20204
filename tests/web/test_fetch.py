"""Fetching addresses from a server of our own: the guards are real, only the network is wired here.

The names below stand for public addresses, and a connection to one of these reaches the server.
"""

import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from corrobora.errors import InputError
from corrobora.web import fetch as fetching
from corrobora.web.fetch import fetch

NAMES = {
    "news.example": ["93.184.216.34"],
    "other.example": ["93.184.216.35"],
    "inside.example": ["192.168.7.7"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
}
PAGE = b"<p>Shelling killed nine people in Selwa.</p>"


class Answering(BaseHTTPRequestHandler):
    """A server that gives a page, sends on, gives too much, too slowly, or breaks off."""

    def do_GET(self) -> None:  # the name that the library asks for
        name = self.path.partition("?")[0]
        sent_on = {
            "/moved": "http://other.example/page",
            "/inside": "http://inside.example/page",
            "/loopback": "http://127.0.0.1/page",
            "/number": "http://2130706433/page",
            "/metadata": "http://169.254.169.254/latest",
            "/port": "http://news.example:8080/page",
            "/file": "file:///etc/passwd",
            "/round": "/round",
        }
        if name in sent_on:
            self.send_response(302)
            self.send_header("Location", sent_on[name])
            self.end_headers()
            return
        self.send_response(404 if name == "/gone" else 200)
        kind = {"/picture": "image/png", "/text": "text/plain; charset=utf-8"}
        self.send_header("Content-Type", kind.get(name, "text/html"))
        if name == "/breaks":
            self.send_header("Content-Length", str(len(PAGE) + 1000))
        self.end_headers()
        if name == "/slow":
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        elif name == "/large":
            self.wfile.write(b"x" * 5000)
        else:
            self.wfile.write(PAGE)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    """A server that does not write of connections that were broken off."""

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """The addresses to which a connection was made, with the server behind all of them."""
    server = Quiet(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    connected: list[tuple[str, int]] = []
    resolve, connect = socket.getaddrinfo, socket.create_connection

    def resolved(host: str, port: int, *more: Any, **options: Any) -> list[Any]:
        if host not in NAMES:
            return resolve(host, port, *more, **options)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in NAMES[host]]

    def connecting(address: tuple[str, int], *options: Any) -> socket.socket:
        connected.append(address)
        return connect(("127.0.0.1", server.server_port), *options)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connecting)
    yield connected
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_from_the_address_that_was_judged(asked: list[tuple[str, int]]) -> None:
    got = fetch("http://news.example/page?id=1")
    assert (got.content, got.ending, got.url) == (PAGE, ".html", "http://news.example/page?id=1")
    assert asked == [("93.184.216.34", 80)]
    assert fetch("http://news.example/text").ending == ".txt"


def test_a_redirect_is_judged_again(asked: list[tuple[str, int]]) -> None:
    got = fetch("http://news.example/moved")
    assert got.url == "http://other.example/page"
    assert asked == [("93.184.216.34", 80), ("93.184.216.35", 80)]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("inside", "no public address"),
        ("loopback", "no public address"),
        ("number", "no public address"),
        ("metadata", "no public address"),
        ("port", "only the usual ports"),
        ("file", "no http or https address"),
    ],
)
def test_a_redirect_leads_to_nowhere_inside(
    asked: list[tuple[str, int]], path: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        fetch(f"http://news.example/{path}")
    assert asked == [("93.184.216.34", 80)], "nothing but the first address was asked"


@pytest.mark.parametrize("name", ["inside.example", "both.example"])
def test_a_name_with_one_inner_address_is_not_asked(
    asked: list[tuple[str, int]], name: str
) -> None:
    with pytest.raises(InputError, match="no public address"):
        fetch(f"http://{name}/page")
    assert not asked


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("round", "redirected more than"),
        ("gone", "answers 404"),
        ("picture", "is image/png"),
        ("breaks", "breaks off"),
    ],
)
def test_what_is_no_report_is_told(asked: list[tuple[str, int]], path: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        fetch(f"http://news.example/{path}")
    assert len(asked) <= fetching.REDIRECTS


def test_size_and_time_are_limited(
    asked: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "BYTES", 4999)
    with pytest.raises(InputError, match="larger than"):
        fetch("http://news.example/large")
    monkeypatch.setattr(fetching, "WHOLE", 1)
    begun = time.monotonic()
    with pytest.raises(InputError, match="longer than 1 second"):
        fetch("http://news.example/slow")
    assert time.monotonic() - begun < 4
