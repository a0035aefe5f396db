"""What the views beside the graph share: words, requests from the page, errors under the view, a summary that stays."""

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from kgwidgets.summary import show_with_summary
from kgworkbench.errors import WorkbenchError

__all__ = ["View", "Words", "view_module"]

Words = Mapping[str, Mapping[str, str]]

_STATIC = Path(__file__).parent / "static"
_SHARED: Words = {
    "en": {"close": "Close", "gone": "The kernel that held this view is gone: run its cell again."},
    "zh": {"close": "关闭", "gone": "此视图的内核已不在：请重新运行单元格。"},
}


@cache
def view_module(name: str) -> str:
    """The source of a view's ES module, complete and offline: what all share, and its own file after it."""
    return "".join((_STATIC / f"{part}.js").read_text(encoding="utf-8") for part in ("ground", "kit", name))


class View(anywidget.AnyWidget):
    """A view of one of the library's values, in JupyterLab and wherever ipywidgets run.

    ``error`` holds what went wrong, and stands under the view; ``theme`` is auto, light or dark; ``language`` en or
    zh; ``layout.height`` sets the height.
    """

    shown = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    theme = traitlets.Enum(["auto", "light", "dark"], default_value="auto").tag(sync=True)
    language = traitlets.Enum(["en", "zh"], default_value="en").tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    # By its own id a view on a page can ask whether its kernel still lives.
    _own = traitlets.Unicode().tag(sync=True)

    module: ClassVar[str]
    says: ClassVar[Words]
    height: ClassVar[str] = "520px"

    def __init__(self, **traits: Any) -> None:
        for name in traits:
            if not self.has_trait(name):
                raise TypeError(_unknown(type(self), name))
        traits.setdefault("layout", {"height": self.height, "width": "100%"})
        super().__init__(**traits)
        self._own = self.model_id or ""
        self._reword()
        self.observe(self._reword, "language")
        self.observe(self._asked, "request")

    @traitlets.default("_esm")
    def _module(self) -> str:
        return view_module(self.module)

    def say(self, key: str, **values: object) -> str:
        """A label in the language of the view."""
        return str(self.words[key]).format(**values)

    def _reword(self, change: Any = None) -> None:
        self.words = {**_SHARED[self.language], **self.says[self.language]}
        if change is not None:
            self._retell()

    def _retell(self) -> None:
        """Put what is shown in the new language."""

    def _asked(self, change: Any) -> None:
        wish = dict(change["new"])
        self.error = ""
        try:
            self._act(str(wish.pop("kind", "")), wish)
        except WorkbenchError as problem:
            self.error = str(problem)
        except (KeyError, LookupError, OSError, RuntimeError, TypeError, ValueError) as problem:
            # A fault of ours or of a callback: said here, and raised for the log.
            self.error = f"{type(problem).__name__}: {problem}"
            raise

    def _act(self, kind: str, wish: dict[str, Any]) -> None:
        """Do what the page asks for; here nothing is asked."""
        raise ValueError(f"nothing here answers {kind!r} with {sorted(wish)!r}")

    def _summary(self) -> tuple[str, str]:
        """What stays where no kernel runs: a line of text, and an HTML table without any script."""
        raise NotImplementedError

    def _ipython_display_(self) -> None:
        show_with_summary(*self._repr_mimebundle_())

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        if data is None:
            return bundle
        plain, table = self._summary()
        return {**data, "text/plain": plain, "text/html": table}, metadata


def _unknown(view: type[View], name: str) -> str:
    known = sorted(trait for trait in view.class_traits() if not trait.startswith("_"))
    if name in {"height", "width"}:
        return f"{view.__name__} has no argument {name!r}: set it with layout={{{name!r}: '600px'}}"
    near = difflib.get_close_matches(name, known, 1)
    return f"{view.__name__} has no argument {name!r}" + (f": did you mean {near[0]!r}?" if near else "")
