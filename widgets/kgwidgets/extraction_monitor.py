"""A build watched from a notebook: how far, how long still, and what each chunk came to."""

import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any

import traitlets

from kgwidgets.parts import View, Words
from kgwidgets.summary import summary_table
from kgworkbench.errors import WorkbenchError
from kgworkbench.model.progress import BuildEvent
from kgworkbench.present.watching import BuildWatch

__all__ = ["ExtractionMonitor"]

# The page is told at most this often, in seconds.
_PACE = 0.2

_WORDS: Words = {
    "en": {
        "title": "Extraction", "stop": "Stop", "start": "Start", "waiting": "Not started",
        "paused": "Paused", "resume": "Go on", "running": "Running",
        "stopping": "Stopping …", "stopped": "Stopped: what was committed stays", "done": "Done", "failed": "Failed",
        "of": "{n} of {total} chunks", "eta": "about {t} to go", "took": "{t}", "failures": "{n} failed",
        "not_read": "files that could not be read: {n}",
        "nothing": "Nothing to extract: every chunk was read before.", "mentions": "Mentions", "triples": "Relations",
        "violations": "Violations", "tokens": "Tokens", "chunk": "Chunk", "ms": "ms", "status": "Status",
        "rows": "Showing the last {n} of {total}", "graph": "In the graph: {entities} entities, {relations} relations, "
        "{attributes} attributes, {communities} communities", "unread": "{n} chunks still to extract ({why})",
        "new": "new in the last chunks: {n} %", "types": "New types: {names}", "reading": "Reading the corpus …",
        "read": "read", "extract": "extract", "resolve": "resolve", "store": "store", "community": "communities",
        "still": "{n} of {total} chunks, {failed} failed, {status}",
        "index": "index", "after": "Finishing: {n}", "rejudged": "{n} chunks judged again",
    },
    "zh": {
        "title": "抽取", "stop": "停止", "start": "开始", "waiting": "未开始", "paused": "已暂停",
        "resume": "继续", "running": "进行中",
        "stopping": "正在停止……",
        "stopped": "已停止：已提交的内容保留", "done": "完成", "failed": "失败", "of": "{total} 个文本块中的 {n} 个",
        "eta": "约剩 {t}", "took": "{t}", "failures": "{n} 个失败", "not_read": "{n} 个文件未能读取",
        "nothing": "无需抽取：所有文本块都已读过。",
        "mentions": "提及", "triples": "关系", "violations": "违规", "tokens": "词元", "chunk": "文本块", "ms": "毫秒",
        "status": "状态", "rows": "显示 {total} 个中最近的 {n} 个",
        "graph": "图中：{entities} 个实体，{relations} 条关系，{attributes} 个属性，{communities} 个社区",
        "unread": "还有 {n} 个文本块未抽取（{why}）", "new": "最近文本块中的新内容：{n} %", "types": "新类型：{names}",
        "reading": "正在读取语料……", "read": "读取", "extract": "抽取", "resolve": "消歧", "store": "存储",
        "community": "社区",
        "still": "{total} 个文本块中的 {n} 个，{failed} 个失败，{status}",
        "index": "索引", "after": "收尾：{n}", "rejudged": "重新判定 {n} 个文本块",
    },
}  # fmt: skip


class ExtractionMonitor(View):
    """A build as it runs: a measured bar, the time still to go, a row for each chunk, and a button that stops it.

    ``ExtractionMonitor(bench.build("docs/"))`` starts the run at once in a thread of its own; with ``start=False`` it
    begins with the Start button, ``start()``, or goes step by step with ``step()``. What stopped the run stands under
    the view and in ``error``.

    Read and ``observe`` ``report`` (the BuildReport, None until the end) and ``status``: waiting, running, stopping,
    stopped, done or failed. ``wait`` blocks until the end. A saved notebook keeps the figures of the moment when the
    monitor was displayed: display it again once the run has ended.
    """

    report: Any = traitlets.Any(None, allow_none=True)
    status = traitlets.Enum(
        ["waiting", "running", "stopping", "stopped", "done", "failed"], default_value="waiting"
    ).tag(sync=True)

    module = "extraction_monitor"
    says = _WORDS
    height = "460px"

    def __init__(self, run: Iterable[BuildEvent], *, start: bool = True, **traits: Any) -> None:
        if isinstance(run, str) or not isinstance(run, Iterable):
            raise TypeError(f"no build in {type(run).__name__!r}: ExtractionMonitor(bench.build('docs/')) watches one")
        super().__init__(**traits)
        self._run = run
        self._events: Iterator[BuildEvent] = iter(run)
        self._watch = BuildWatch()
        self._stop = threading.Event()
        # Who asks for a stop and the run that ends meanwhile do not overwrite each other.
        self._turn = threading.RLock()
        self._thread: threading.Thread | None = None
        self._last = 0.0
        self._retell()
        if start:
            self.start()

    def start(self) -> None:
        """Let the run go on in a thread of its own, to its end or until it is stopped."""
        if self.status == "waiting" and self._thread is None:
            self.status = "running"
            self._thread = threading.Thread(target=self._go, name="kgw-monitor", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop at the next event; what was committed stays."""
        with self._turn:
            waits, goes = self.status == "waiting", self.status == "running"
            if goes:
                self.status = "stopping"
            self._stop.set()
        if waits:
            self._take(1)

    def wait(self, seconds: float | None = None) -> bool:
        """Whether the run ended within that time."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.status in ("done", "stopped", "failed")

    def step(self, events: int = 1) -> bool:
        """Take in that many events here and now; whether the run goes on.

        Raises:
            RuntimeError: the run goes on in a thread of its own.
        """
        if self._thread is not None:
            raise RuntimeError("the run goes on by itself: make the monitor with start=False to take steps")
        for _ in range(events):
            if self.status != "waiting":
                break
            self._take(1)
        self._retell()
        return self.status == "waiting"

    def _go(self) -> None:
        while self.status in ("running", "stopping"):
            self._take(8)

    def _take(self, most: int) -> None:
        """At most so many events, and how the run ended where it did: said in words, whatever it was."""
        ended = "failed"
        try:
            for _ in range(most):
                if self._stop.is_set():
                    ended = "stopped"
                    self._close()
                    return
                self._watch.see(next(self._events), time.monotonic())
                if time.monotonic() - self._last > _PACE:
                    self._retell()
            ended = ""
        except StopIteration:
            ended = "done" if self._watch.report is not None else "stopped"
        except WorkbenchError as problem:
            self.error = str(problem)
        except (ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError) as problem:
            self.error = f"{type(problem).__name__}: {problem}"
        finally:
            if ended:
                self._end(ended)

    def _close(self) -> None:
        close = getattr(self._events, "close", None)
        if callable(close):
            close()

    def _end(self, status: str) -> None:
        self._retell()
        self.report = self._watch.report
        with self._turn:
            self.status = status

    def _retell(self) -> None:
        self._last = time.monotonic()
        self.shown = self._watch.view()

    def _act(self, kind: str, wish: dict[str, Any]) -> None:
        if kind == "stop":
            self.stop()
        elif kind == "start":
            self.start()
        else:
            super()._act(kind, wish)

    def _summary(self) -> tuple[str, str]:
        view = self._watch.view()
        told = {"n": view["seen"], "total": view["pending"], "failed": view["failed"], "status": self.say(self.status)}
        plain = f"ExtractionMonitor: {self.say('still', **told)}"
        if view["unread"]:
            plain += f"; {self.say('not_read', n=view['unread'])}"
        keys = ("chunk", "mentions", "triples", "violations", "tokens", "ms", "status")
        rows = [
            (
                row["document"] or row["chunk"],
                *(row[key] for key in keys[1:5]),
                round(row["ms"]),
                row["error"] or "✓",
            )
            for row in view["rows"]
        ]
        return plain, summary_table(plain, [self.say(key) for key in keys], rows)
