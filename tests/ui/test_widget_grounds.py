"""Light or dark: what each host says of its theme, and what is painted behind a view where a host says nothing."""

from pathlib import Path
from typing import Any

import pytest

import kgwidgets

GROUND = (Path(kgwidgets.__file__).parent / "static" / "ground.js").read_text(encoding="utf-8")
HOSTS = {
    "<body data-jp-theme-light='false'>": True,
    "<body data-jp-theme-light='true' style='background:#000'>": False,
    "<body data-vscode-theme-kind='vscode-dark'>": True,
    "<body data-vscode-theme-kind='vscode-high-contrast'>": True,
    "<body data-vscode-theme-kind='vscode-light' style='background:#000'>": False,
    "<body data-vscode-theme-kind='vscode-high-contrast-light'>": False,
    "<html theme='dark'><body>": True,
    "<html theme='light'><body>": False,
    "<body style='background:rgb(17, 17, 17)'>": True,
    "<body style='background:oklch(0.98 0.01 90)'>": False,
    "<body>": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_the_theme_of_a_host(browser_page: Any, host: str) -> None:
    browser_page.set_content(f"{host}<div id='place'></div>")
    told = browser_page.evaluate(f"() => {{ {GROUND}\nreturn darkHost(document.getElementById('place')); }}")
    assert told is HOSTS[host]
