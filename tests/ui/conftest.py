"""Browser fixtures. Every page is gated: a failed or outside request, a page error or a console error fails the test.

``browser_page`` is a gated Chromium page; ``open_page(**context)`` opens more (sizes, colour schemes, languages);
``serve_app(app)`` serves a Panel object or function on a free loopback port and returns its address;
``visit(page, bench, "/?page=ask")`` serves the dashboard over a workbench and goes to one of its pages;
``start_lab({"a.ipynb": ["1 + 1"]})`` starts JupyterLab over notebooks;
``wait_until(predicate)`` polls while the browser's events keep flowing; ``gate.allow(pattern)`` forgives a complaint
that the test provokes on purpose; ``picture(page, name)`` keeps a screenshot where KGW_SCREENSHOTS names a folder.
"""

import os
import re
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from patience import PATIENCE
from served_lab import serving_lab

CHROMIUM = Path(os.environ.get("KGW_CHROMIUM", "/usr/bin/chromium"))
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but the loopback's resolves: what would need a network fails here as it would without one.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything in this folder as needing a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Gate:
    """What the pages of one test complained about."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Forgive complaints that match the regular expression."""
        self.allowed.append(pattern)

    def watch(self, page: Any) -> None:
        """Collect the complaints of a page from now on."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("console", self._logged)

    def verdict(self) -> list[str]:
        """The complaints nobody allowed."""
        return [text for text in self.complaints if not any(re.search(pattern, text) for pattern in self.allowed)]

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            self.complaints.append(f"request to the outside: {url}")

    def _failed(self, request: Any) -> None:
        # A navigation aborts what the page before it was still loading: nobody's fault.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed request: {request.url} ({request.failure})")

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"failed request: {response.url} ({response.status})")

    def _logged(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"console error: {message.text}")


def missing(reason: str) -> None:
    """Skips the test, or fails it where KGW_NO_SKIP=1 says that nothing may be skipped."""
    if os.environ.get("KGW_NO_SKIP") == "1":
        pytest.fail(f"{reason} (KGW_NO_SKIP=1 forbids a skip)")
    pytest.skip(reason)


# One browser for each file, not for the session: Playwright's loop would otherwise look like a running event loop
# to every later test of the process.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running headless Chromium."""
    if not CHROMIUM.exists():
        missing(f"no browser at {CHROMIUM}: install Debian's chromium, or set KGW_CHROMIUM to one")
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        missing('no playwright: pip install "kgworkbench[test]"')
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def gate() -> Gate:
    """The complaints of this test's pages."""
    return Gate()


@pytest.fixture
def open_page(chromium: Any, gate: Gate) -> Iterator[Callable[..., Any]]:
    """Opens gated pages: ``open_page(color_scheme="dark", viewport={"width": 1024, "height": 768})``."""
    contexts = []

    def open_one(**options: Any) -> Any:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        gate.watch(page)
        return page

    yield open_one
    for context in contexts:
        for page in context.pages:
            page.wait_for_timeout(50)  # lets the last events of the page arrive
    verdict = gate.verdict()
    for context in contexts:
        context.close()
    assert not verdict, "the page complained:\n" + "\n".join(verdict)


@pytest.fixture
def browser_page(open_page: Callable[..., Any]) -> Any:
    """A gated Chromium page, 1440 x 900, light."""
    return open_page(color_scheme="light")


@pytest.fixture
def wait_until() -> Callable[..., Any]:
    """Polls until the predicate is truthy and returns its value: ``wait_until(lambda: view.selected, page)``."""

    def wait(predicate: Callable[[], Any], page: Any = None, seconds: float = PATIENCE) -> Any:
        end = time.monotonic() + seconds
        while not (value := predicate()):
            if time.monotonic() > end:
                pytest.fail(f"still {value!r} after {seconds} s")
            if page is None:
                time.sleep(0.02)
            else:
                page.wait_for_timeout(20)
        return value

    return wait


@pytest.fixture
def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve_app(free_port: int) -> Iterator[Callable[..., str]]:
    """Serves a Panel object, a function that makes one, or a dict of them, and returns the address."""
    import panel as pn

    servers = []

    def serve(app: Any, **options: Any) -> str:
        origin = f"127.0.0.1:{free_port}"
        server = pn.serve(
            app, port=free_port, address="127.0.0.1", websocket_origin=origin, threaded=True, show=False, **options
        )
        servers.append(server)
        end = time.monotonic() + 20
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", free_port)) == 0:
                    break
            if time.monotonic() > end:
                pytest.fail(f"the app did not listen on {origin} within 20 s")
            time.sleep(0.05)
        with urllib.request.urlopen(f"http://{origin}/") as answer:
            assert answer.status == 200
        return f"http://{origin}"

    yield serve
    for server in servers:
        server.stop()


@pytest.fixture
def visit(serve_app: Callable[..., str]) -> Callable[..., str]:
    """Serves the dashboard over a workbench, goes there with a page, and returns its address."""
    from kgworkbench.app.main import build_app

    def go(page: Any, bench: Any, place: str = "/") -> str:
        address = serve_app(build_app(bench))
        page.goto(address + place)
        return address

    return go


@pytest.fixture
def start_lab(tmp_path: Path, free_port: int) -> Iterator[Callable[[Mapping[str, Sequence[str]]], tuple[str, Path]]]:
    """Starts JupyterLab over notebooks given as ``{name: code cells}``; returns its address and their folder."""
    if find_spec("jupyterlab") is None:
        missing('no JupyterLab: pip install "kgworkbench[lab]"')
    with ExitStack() as running:
        yield lambda notebooks: running.enter_context(serving_lab(tmp_path, free_port, notebooks))


@pytest.fixture
def picture() -> Callable[..., None]:
    """Keeps a screenshot of the page where KGW_SCREENSHOTS names a folder; does nothing otherwise."""

    def take(page: Any, name: str) -> None:
        if folder := os.environ.get("KGW_SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"{name}.png"))

    return take
