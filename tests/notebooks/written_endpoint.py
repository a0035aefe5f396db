"""A small endpoint with replies written by hand, and the cassette of notebook 3 that is recorded from it.

``python tests/notebooks/written_endpoint.py`` records the cassette again; do so when a test says that it went stale.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kgworkbench.engines.openai.counting import tokens_of
from kgworkbench.model.text import Document
from kgworkbench.read.files import read_corpus
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

REPLIES = json.loads((Path(__file__).parent / "written_replies.json").read_text(encoding="utf-8"))
CASSETTE = sample("computing_history").path / "cassette.jsonl"


@contextmanager
def endpoint() -> Iterator[str]:
    """The address of an OpenAI-compatible server that knows a reply to each of four documents, and to nothing else."""
    texts = {document.id: document.text for document in documents()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            system, said = (message["content"] for message in request["messages"])
            named = [name for name, text in texts.items() if text.strip()[:200] in said]
            reply = REPLIES[named[0]] if named else _description(said)
            body = json.dumps(_chat(json.dumps(reply, ensure_ascii=False), tokens_of(system) + tokens_of(said)))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def record(to: Path) -> None:
    """Build the four documents through the endpoint, and write every reply to the cassette."""
    to.unlink(missing_ok=True)
    with endpoint() as address:
        environment = {"OPENAI_BASE_URL": address, "OPENAI_MODEL": "written-by-hand"}
        schema = sample("computing_history").schema
        with Workbench.open(
            schema=schema, engine="openai", embedder="lexical", record=to, environment=environment
        ) as bench:
            bench.build(documents()).result()


def documents() -> list[Document]:
    """The documents that the endpoint knows."""
    return [each for each in read_corpus(sample("computing_history").path) if each.id in REPLIES]


def _description(said: str) -> dict[str, str]:
    """A name and a sentence for a community, made of what the prompt lists."""
    told = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    members = [name for name in told.get("Members", "").split("; ") if name]
    return {
        "name": f"Around {told.get('Centre', members[0])}",
        "summary": f"{', '.join(members[:5])} and what the documents say of them.",
    }


def _chat(content: str, prompt: int) -> dict[str, Any]:
    said = tokens_of(content)
    return {
        "id": "written", "object": "chat.completion", "created": 0, "model": "written-by-hand",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": said, "total_tokens": prompt + said},
    }  # fmt: skip


if __name__ == "__main__":
    record(CASSETTE)
    print(f"{len(CASSETTE.read_text(encoding='utf-8').splitlines())} replies in {CASSETTE.name}")
