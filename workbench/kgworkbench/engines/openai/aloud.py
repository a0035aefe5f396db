"""A reply heard while it is spoken: server-sent events put together to a message, and the answer in it so far."""

import json
import re
from typing import Any

__all__ = ["Aloud", "answer_so_far"]

_ANSWER = re.compile(r'"answer"\s*:\s*"((?:[^"\\]|\\.)*)', re.DOTALL)
_REFUSED = re.compile(r'"found"\s*:\s*false')
_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|$)", re.DOTALL | re.IGNORECASE)
_BROKEN_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?$|\\u[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u[0-9a-fA-F]{0,3})?)?$")
_HALF = re.compile("[\ud800-\udfff\x00]")


class Aloud:
    """The events of one streamed reply so far.

    ``said`` is the message's text so far; ``streamed`` tells whether any event came at all, ``ended`` whether the last
    one did, and ``error`` what the endpoint reports in the middle of it.
    """

    def __init__(self) -> None:
        self.said = ""
        self.streamed = False
        self.ended = False
        self.error: Any = None
        self._finish: str | None = None
        self._refusal = ""
        self._usage: Any = None

    def hear(self, lines: str) -> bool:
        """Whether whole lines of events make the message longer; what is no event is passed over."""
        before = len(self.said)
        for line in lines.split("\n"):  # what is said may hold line ends of other kinds
            if line.startswith("data:"):
                self._take(line[5:].strip())
        return len(self.said) > before

    def body(self) -> dict[str, Any]:
        """The reply as it would have come in one piece."""
        message = {"role": "assistant", "content": self.said, "refusal": self._refusal or None}
        return {"choices": [{"message": message, "finish_reason": self._finish}], "usage": self._usage}

    def _take(self, data: str) -> None:
        self.streamed = True
        if data == "[DONE]":
            self.ended = True
            return
        try:
            event = json.loads(data)
        except (ValueError, RecursionError):
            return
        if not isinstance(event, dict):
            return
        self.error = self.error or event.get("error")
        self._usage = event.get("usage") or self._usage
        choices = event.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict):
            return
        if isinstance(choice.get("finish_reason"), str):
            self._finish, self.ended = choice["finish_reason"], True
        delta = choice.get("delta")
        if isinstance(delta, dict):
            self.said += delta["content"] if isinstance(delta.get("content"), str) else ""
            self._refusal += delta["refusal"] if isinstance(delta.get("refusal"), str) else ""


def answer_so_far(said: str) -> str:
    """The answer in an unfinished reply to a ComposeTask, empty before it begins and where the reply finds none.

    >>> answer_so_far('{"found": true, "answer": "Niklaus W')
    'Niklaus W'
    >>> answer_so_far('{"found": false, "answer": "The evidence does')
    ''
    """
    bare = _REASONING.sub("", said)
    written = _ANSWER.search(bare)
    if written is None or _REFUSED.search(bare, 0, written.start()):
        return ""
    try:
        text = json.loads(f'"{_BROKEN_ESCAPE.sub("", written.group(1))}"', strict=False)
    except ValueError:
        return ""
    return _HALF.sub("", text)
