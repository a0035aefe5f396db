"""What Panel's writer leaves behind is sent, once, and nothing is where nothing was left."""

from typing import Any

import pytest
from bokeh.document import Document
from panel.io import document as sending

from kgworkbench.app.waking import send_rest


def test_what_is_held_back_is_sent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(sending, "_dispatch_write_task", lambda doc, act, *given: asked.append((doc, act, given)))
    kept, busy, idle = Document(), Document(), Document()
    monkeypatch.setitem(sending._WRITE_MSGS, kept, {})
    monkeypatch.setitem(sending._WRITE_MSGS, busy, {})
    monkeypatch.setitem(sending._WRITE_BLOCK, busy, True)
    try:
        for doc in (None, idle, busy, kept, kept):
            send_rest(doc)
        assert asked == [(kept, sending._dispatch_msgs, (kept,))]
    finally:
        sending._WRITE_BLOCK.pop(kept, None)
