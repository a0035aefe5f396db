"""The whole graph as a file: a button that downloads it, and one that takes such a file and opens it.

A message of the websocket has its limit, so a file goes in slices, and the next one waits for the last to arrive.
"""

import base64
import binascii
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import panel as pn
import param
from panel.custom import AnyWidgetComponent

from kgworkbench.app.packed import kept_upload
from kgworkbench.errors import InputError, WorkbenchError

__all__ = ["DownloadWorkspace", "OpenWorkspace"]

_STATIC = Path(__file__).parent / "static"
_SLICE = 3 * 2**20


class DownloadWorkspace(AnyWidgetComponent):
    """A button of the header: ``make(path)`` writes the file to a path it is given and says under which name the
    browser saves it. ``on_error`` is told in one line what went wrong.
    """

    label = param.String(doc="What the button is called.")
    busy = param.String(doc="What it says while the file is made.")
    wanted = param.Integer(default=0, doc="Rises with every click.")
    got = param.List(default=[0, 0], doc="Which click's file, and how many slices of it have arrived.")
    slice = param.Dict(default={}, doc="One piece of the file: number, data (base64), last, name, file; or an error.")

    _esm = _STATIC / "download.js"

    def __init__(
        self,
        make: Callable[[Path], str],
        *,
        on_error: Callable[[str], None] | None = None,
        **params: Any,
    ) -> None:
        params = {"width": 32, "height": 32, "sizing_mode": "fixed", "margin": 0, **params}
        super().__init__(**params)
        self._make = make
        self._on_error = on_error or (lambda _: None)
        self._source: BinaryIO | None = None
        self._name = ""
        self._number = 0
        self.param.watch(self._asked, "wanted")
        self.param.watch(self._next, "got")

    def _asked(self, _: Any) -> None:
        if self._source is None:
            document = pn.state.curdoc
            threading.Thread(target=self._work, args=(document,), name="kgw-download", daemon=True).start()

    def _work(self, document: Any) -> None:
        """Make the file, away from the loop that serves all sessions."""
        error = ""
        with tempfile.TemporaryDirectory(prefix="kgw-download-") as scratch:
            path = Path(scratch) / "graph.zip"
            try:
                self._name = self._make(path)
                self._source = path.open("rb")  # stays readable when its folder is gone
            except (WorkbenchError, OSError) as problem:
                error = str(problem)
        begin = (lambda: self._fail(error)) if error else self._begin
        if document is None:
            begin()
        else:
            document.add_next_tick_callback(begin)

    def _fail(self, error: str) -> None:
        self.slice = {"error": error, "file": self.wanted}
        self._on_error(error)

    def _begin(self) -> None:
        self._number = 0
        self._send()

    def _next(self, event: Any) -> None:
        if list(event.new) == [self.wanted, self._number]:
            self._send()

    def _send(self) -> None:
        if self._source is None:
            return
        piece = self._source.read(_SLICE)
        last = len(piece) < _SLICE
        if last:
            self._source.close()
            self._source = None
        self._number += 1
        data = base64.b64encode(piece).decode("ascii")
        told = {"name": self._name, "number": self._number, "last": last, "file": self.wanted}
        self.slice = {**told, "data": data}


class OpenWorkspace(AnyWidgetComponent):
    """A button that takes a file ``DownloadWorkspace`` made and unpacks it; ``on_open`` is given the new graph folder.

    ``place()`` says in which folder new graph folders are made. ``on_error`` is told in one line what went wrong.
    """

    label = param.String(doc="What the button says.")
    hint = param.String(doc="What stands in its title.")
    busy = param.String(doc="What it says while a file is on its way.")
    slice = param.Dict(default={}, doc="One piece of the file: name, file, number, data (base64), last.")
    got = param.List(default=[0, 0], doc="Which file, and how many slices of it have arrived.")
    failed = param.Integer(default=0, doc="Rises when a file could not be taken.")

    _esm = _STATIC / "upload.js"

    def __init__(
        self,
        place: Callable[[], Path],
        *,
        on_open: Callable[[Path], None],
        on_error: Callable[[str], None],
        **params: Any,
    ) -> None:
        params = {"height": 38, "sizing_mode": "fixed", "width": 240, "margin": 0, **params}
        super().__init__(**params)
        self._place, self._on_open, self._on_error = place, on_open, on_error
        self._sink: Any = None
        self.param.watch(self._take, "slice")

    def _take(self, event: Any) -> None:
        piece = event.new
        try:
            if piece["number"] == 1:
                self._sink = tempfile.TemporaryFile(prefix="kgw-upload-")  # noqa: SIM115 - closed with its last slice
            if self._sink is None:
                return
            self._sink.write(base64.b64decode(piece["data"], validate=True))
            if piece["last"]:
                sink, self._sink = self._sink, None
                self._on_open(kept_upload(str(piece["name"]), sink, self._place()))
        except (binascii.Error, KeyError, ValueError):
            self._give_up("the file did not arrive whole: choose it again")
        except (InputError, OSError) as problem:
            self._give_up(str(problem))
        finally:
            self.got = [piece.get("file", 0), piece.get("number", 0)]

    def _give_up(self, reason: str) -> None:
        self._sink = None
        self.failed += 1
        self._on_error(reason)
