"""A small endpoint with replies written by hand, and the cassettes of the notebooks that are recorded from it.

``python tests/notebooks/written_endpoint.py`` records the cassettes again; do so when a test says that one went stale.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from kgworkbench.engines.openai.asking import COMPOSE, PLAN, REFLECT
from kgworkbench.engines.openai.counting import tokens_of
from kgworkbench.model.text import Document
from kgworkbench.read.files import read_corpus
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

_HERE = Path(__file__).parent


def _written(name: str) -> Any:
    return json.loads((_HERE / name).read_text(encoding="utf-8"))


REPLIES: dict[str, dict[str, Any]] = {
    "computing_history": _written("written_replies.json"),
    "song_science": _written("written_replies_zh.json"),
}
"""What is replied to an extraction, by corpus and document."""

ANSWERS: dict[str, dict[str, Any]] = _written("written_answers.json")
"""What is replied when a question is planned, reflected upon and answered, by corpus and question."""


def documents(corpus: str) -> list[Document]:
    """The documents that the endpoint knows."""
    return [each for each in read_corpus(sample(corpus).path) if each.id in REPLIES[corpus]]


@contextmanager
def endpoint(corpus: str) -> Iterator[str]:
    """The address of an OpenAI-compatible server that knows a few documents and questions, and nothing else."""
    texts = {document.id: document.text for document in documents(corpus)}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            system, said = (message["content"] for message in request["messages"])
            reply = _reply(corpus, texts, system, said)
            told = _chat(json.dumps(reply, ensure_ascii=False), tokens_of(system) + tokens_of(said))
            if request.get("stream"):
                self._answer("text/event-stream", _streamed(told))
            else:
                self._answer("application/json", json.dumps(told))

        def _answer(self, kind: str, body: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def record(corpus: str, to: Path) -> None:
    """Build the documents and ask the questions through the endpoint, and write every reply to the cassette."""
    to.unlink(missing_ok=True)
    with endpoint(corpus) as address:
        environment = {"OPENAI_BASE_URL": address, "OPENAI_MODEL": "written-by-hand"}
        with Workbench.open(
            schema=sample(corpus).schema, engine="openai", embedder="lexical", record=to, environment=environment
        ) as bench:
            bench.build(documents(corpus)).result()
            for question in ANSWERS[corpus]:
                bench.ask(question).result()


def _reply(corpus: str, texts: dict[str, str], system: str, said: str) -> Any:
    asked = next((known for known in ANSWERS[corpus] if f"Question: {known}" in said.splitlines()), "")
    written = ANSWERS[corpus].get(asked)
    if written is not None and system.startswith(PLAN):
        return _plan(written["plan"], said)
    if written is not None and system.startswith(REFLECT):
        told = written["reflect"]
        enough = told["enough_with"] in said
        return {"enough": enough, "missing": "" if enough else told["missing"], "next": [] if enough else told["next"]}
    if written is not None and system.startswith(COMPOSE):
        return _draft(written["compose"], said)
    named = [name for name, text in texts.items() if text.strip()[:200] in said]
    return REPLIES[corpus][named[0]] if named else _description(said)


def _plan(written: dict[str, Any], said: str) -> dict[str, Any]:
    """The plan with the entities it names as the numbers that the prompt gives them."""
    parts = []
    for number, part in enumerate(written["sub_queries"], 1):
        anchors = [int(line.split(".")[0]) for line in said.splitlines() if _names(line, part["anchors"])]
        parts.append({**part, "id": f"q{number}", "anchors": anchors})
    return {**written, "sub_queries": parts}


def _names(line: str, anchors: list[str]) -> bool:
    return any(line.split(". ", 1)[-1].startswith(f"{name} (") and line[0].isdigit() for name in anchors)


def _draft(written: dict[str, Any], said: str) -> dict[str, Any]:
    """The answer with each quote at the evidence it is found in; one that is in none of it, at the first."""
    number, at = 0, {}
    for line in said.splitlines():
        head, _, rest = line.partition(". ")
        if head.isdigit() and int(head) == number + 1 and rest:
            number += 1
        for quote in written["quotes"]:
            if quote in line and number:
                at.setdefault(quote, number)
    cited = [{"evidence": at.get(quote, 1), "quote": quote} for quote in written["quotes"]]
    told = {key: value for key, value in written.items() if key != "quotes"}
    return {**told, "citations": cited, "own_knowledge": False}


def _description(said: str) -> dict[str, str]:
    """A name and a sentence for a community, made of what the prompt lists."""
    told = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    members = [name for name in told.get("Members", "").split("; ") if name]
    centre = told.get("Centre", members[0])
    if "\u4e00" <= centre[0] <= "\u9fff":
        return {"name": f"{centre}及其周围", "summary": f"{'、'.join(members[:5])}以及文中所述。"}
    return {
        "name": f"Around {centre}",
        "summary": f"{', '.join(members[:5])} and what the documents say of them.",
    }


def _chat(content: str, prompt: int) -> dict[str, Any]:
    said = tokens_of(content)
    return {
        "id": "written", "object": "chat.completion", "created": 0, "model": "written-by-hand",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": said, "total_tokens": prompt + said},
    }  # fmt: skip


def _streamed(told: dict[str, Any]) -> str:
    """The same reply as the events of a stream, in two pieces."""
    content = told["choices"][0]["message"]["content"]
    half = len(content) // 2
    frame = {**told, "object": "chat.completion.chunk", "usage": None}
    pieces: list[dict[str, Any]] = [
        {**frame, "choices": [{"index": 0, "delta": {"role": "assistant", "content": content[:half]}}]},
        {**frame, "choices": [{"index": 0, "delta": {"content": content[half:]}}]},
        {**frame, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
        {**frame, "choices": [], "usage": told["usage"]},
    ]
    lines = [f"data: {json.dumps(piece, ensure_ascii=False)}\n\n" for piece in pieces]
    return "".join([*lines, "data: [DONE]\n\n"])


if __name__ == "__main__":
    for name in REPLIES:
        record(name, sample(name).cassette)
        print(
            f"{len(sample(name).cassette.read_text(encoding='utf-8').splitlines())} replies in the cassette of {name}"
        )
