"""A local server that speaks the chat-completions protocol and misbehaves on request."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kgworkbench.engines.openai.endpoint import Endpoint

Answer = Callable[[dict[str, Any], int], tuple[int, dict[str, str], Any]]


def chat(content: str | None, *, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """The body of a well-formed reply."""
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }


class Server:
    """Answers request ``n`` with ``answer(body, n)``: status, headers, JSON body (None hangs up, a function writes)."""

    def __init__(self) -> None:
        self.answer: Answer = lambda body, n: (200, {}, chat("{}"))
        self.requests: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer.lock:
                    number = len(outer.requests)
                    outer.requests.append(body)
                status, headers, reply = outer.answer(body, number)
                if reply is None:
                    self.close_connection = True
                    return
                if callable(reply):
                    self.close_connection = True
                    reply(self)
                    return
                raw = reply.encode() if isinstance(reply, str) else json.dumps(reply).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def endpoint(self, **changes: Any) -> Endpoint:
        """An Endpoint that points here, quick to give up."""
        return Endpoint(**{"model": "m", "key": "k", "base_url": self.url, "timeout": 2, "deadline": 20, **changes})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server; back-off is shortened so that tests do not sleep."""
    monkeypatch.setattr("kgworkbench.engines.openai.talk.pause_before", lambda attempt, asked: 0.01)
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


@pytest.fixture
def say() -> Callable[..., dict[str, Any]]:
    """Makes the body of a well-formed reply."""
    return chat
