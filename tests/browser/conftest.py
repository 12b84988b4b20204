"""A real browser before a real server, on invented reports."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from corrobora.store.workspace import create
from corrobora.web.app import create_app
from corrobora.web.desk import Desk
from tests.web.corpus import desk_in, fill

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-gl=angle --use-angle=swiftshader "
    "--enable-unsafe-swiftshader"
).split()

Events = tuple[str, str, str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def events(tmp_path: Path) -> Events:
    """The ids of the three events in the workspace."""
    with create(tmp_path / "w") as workspace:
        return fill(workspace)


@pytest.fixture
def desk(events: Events, tmp_path: Path) -> Iterator[Desk]:
    """A desk on these."""
    with desk_in(tmp_path / "w") as desk:
        yield desk


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address at which the desk is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(create_app(desk), host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """Where the desk of this test is served."""
    with served(desk) as address:
        yield address


Opens = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opens]:
    """A function that opens a path in a window of its own; an error on the page fails the test."""
    errors: list[str] = []
    with ExitStack() as stack:

        def opened(path: str, **context: Any) -> Page:
            window: BrowserContext = browser.new_context(
                base_url=address, **({"viewport": {"width": 1280, "height": 900}} | context)
            )
            stack.callback(window.close)
            page = window.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda said: errors.append(said.text) if _bad(said) else None)
            page.goto(path)
            return page

        yield opened
    assert not errors, errors


def _bad(said: Any) -> bool:
    # A refused form is answered 4xx on purpose, and the browser says so.
    return said.type == "error" and "status of 4" not in said.text
