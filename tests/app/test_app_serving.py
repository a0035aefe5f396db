"""Where the dashboard stands: a free port by name, a path in front, and who may connect."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from kgworkbench.app.main import serve
from kgworkbench.errors import InputError


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch):
    """What ``serve`` hands to Panel, with nothing served."""
    import panel as pn

    import kgworkbench.app.main as main

    given: dict[str, object] = {}
    monkeypatch.setattr(main, "build_app", lambda *_, **__: None)
    monkeypatch.setattr(pn, "serve", lambda _, **options: given.update(options))
    return given


def test_port_zero_is_told_as_the_port_it_became(served, capsys: pytest.CaptureFixture[str]) -> None:
    serve(None, port=0)
    told = int(re.findall(r"http://127\.0\.0\.1:(\d+)/", capsys.readouterr().err)[0])
    assert told == served["port"] > 0
    assert f"127.0.0.1:{told}" in served["websocket_origin"]


def test_a_path_and_origins_are_handed_on(served, capsys: pytest.CaptureFixture[str]) -> None:
    serve(None, port=0, prefix="user/ann/kgw/", origins=["https://hub.example.org/", "other.example:8443"])
    assert served["prefix"] == "/user/ann/kgw"
    assert {"hub.example.org", "other.example:8443"} < set(served["websocket_origin"])
    assert "/user/ann/kgw/ " in capsys.readouterr().err
    served.clear()
    serve(None, port=0)
    assert "prefix" not in served


@pytest.mark.parametrize(
    ("prefix", "origin"), [("/a b", "x"), ("/../<x>", "x"), ("", "http://a/b"), ("", "a b"), ("", "")]
)
def test_what_is_no_path_or_no_host_is_refused(served, prefix: str, origin: str) -> None:
    with pytest.raises(InputError, match=r"prefix|origin"):
        serve(None, port=0, prefix=prefix, origins=[origin])
    assert not served


def test_the_command_serves_under_its_prefix_on_a_free_port() -> None:
    command = [sys.executable, "-c", "from kgworkbench.cli import main; main()", "serve", "--port", "0"]
    environment = {**os.environ, "KGW_PREFIX": "/user/ann/kgw", "KGW_ALLOW_ORIGIN": "hub.example.org other:8443"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stderr is not None
        address = ""
        for line in process.stderr:
            if found := re.search(r"http://\S+", line):
                address = found.group()
                break
        assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d+/user/ann/kgw/", address)
        text, until = "", time.monotonic() + 60
        while not text and time.monotonic() < until:
            try:
                with urllib.request.urlopen(address, timeout=60) as page:
                    text = page.read().decode()
            except urllib.error.URLError:
                time.sleep(0.1)
        assert "KG Workbench" in text
        loaded = re.findall(r'<script[^>]* src="(/[^"]+)"', text)
        assert all(source.startswith("/user/ann/kgw/") for source in loaded), loaded
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
