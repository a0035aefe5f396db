"""An answer of an endpoint is read while it is written, and stopped in the middle, over a real server and a browser."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import expect

from kgworkbench.app.main import build_app
from kgworkbench.engines.openai.engine import openai_engine
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXT = "Pascal was designed by Niklaus Wirth in 1970."
ANSWER = "Niklaus Wirth designed Pascal, as the passage says in so many words, and nobody else is named in it."


class Endpoint:
    """Plans and judges at once, and writes its answer slowly until it is let go; ``broken`` is set when a
    call is broken off."""

    def __init__(self) -> None:
        self.free, self.broken = threading.Event(), threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                content = asked["messages"][-1]["content"]
                self.send_response(200)
                streamed = bool(asked.get("stream"))
                self.send_header("Content-Type", "text/event-stream" if streamed else "application/json")
                self.end_headers()
                if not streamed:
                    told: dict[str, Any] = {"enough": True, "missing": "", "next": []}
                    if "Entity types:" in content:
                        told = {"sub_queries": [{"id": "q1", "text": "Who designed Pascal?"}], "aim": "find"}
                    message = {"role": "assistant", "content": json.dumps(told)}
                    body = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
                    self.wfile.write(json.dumps(body).encode())
                    return
                numbered = re.findall(r"^(\d+)\. (.*)$", content, re.MULTILINE)
                number = next((int(n) for n, line in numbered if TEXT in line), 1)
                answer = {"found": True, "answer": ANSWER, "values": ["Niklaus Wirth"], "own_knowledge": False}
                answer["citations"] = [{"evidence": number, "quote": "designed by Niklaus Wirth"}]
                outer.write(self, json.dumps(answer))

            def log_message(self, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def write(self, handler: Any, text: str) -> None:
        try:
            for at in range(0, len(text), 4):
                piece = {"choices": [{"index": 0, "delta": {"content": text[at : at + 4]}}]}
                handler.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
                # It goes no further than half of the answer before it is let go, however long that takes.
                half = at > 60 and not self.free.wait(20)
                time.sleep(0 if half else 0.01)
            handler.wfile.write(b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\ndata: [DONE]\n\n')
        except OSError:
            self.broken.set()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    running = Endpoint()
    yield running
    running.free.set()
    running.http.shutdown()
    running.http.server_close()


@pytest.fixture
def asked(endpoint: Endpoint, serve_app: Callable[..., str], browser_page: Any) -> Any:
    """The Ask page over one text and the endpoint, with the question put."""
    bench = Workbench.open(schema=sample("computing_history").schema, embedder="lexical")
    bench.build([Document("pascal.md", "Pascal", TEXT)]).result()
    bench.engine = openai_engine("m", {"OPENAI_BASE_URL": f"http://127.0.0.1:{endpoint.http.server_port}/v1"})
    browser_page.goto(serve_app(build_app(bench)) + "/?page=ask")
    browser_page.locator(".composer textarea:visible").fill("Who designed Pascal?")
    browser_page.keyboard.press("Enter")
    return browser_page


def test_an_answer_is_read_while_it_is_written(endpoint: Endpoint, asked: Any, picture: Callable[..., None]) -> None:
    writing = asked.locator(".writing", has_text="Niklaus Wirth designed")
    writing.wait_for()
    expect(writing).to_contain_text("not checked yet")
    assert "nobody else" not in writing.inner_text()
    expect(asked.locator(".cite")).to_have_count(0)
    picture(asked, "ask_streaming")
    endpoint.free.set()
    asked.locator(".told .text:not(.writing)", has_text="nobody else is named in it").wait_for()
    expect(writing).to_have_count(0)
    asked.locator(".cite").first.wait_for()


def test_stopping_a_question_stops_the_call(endpoint: Endpoint, asked: Any) -> None:
    asked.locator(".writing").wait_for()
    asked.locator("button:visible", has_text="Stop").first.click()
    endpoint.free.set()
    asked.locator(".told .note", has_text="topped").wait_for()
    assert endpoint.broken.wait(5)
    expect(asked.locator(".cite")).to_have_count(0)
