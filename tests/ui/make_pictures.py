"""Pictures of the four pages for the README, taken from the real app.

python tests/ui/make_pictures.py [--to notebooks/pictures] [--corpus computing_history] [--theme light|dark]

Builds the sample graph in a temporary folder, serves it, opens each page in headless Chromium at 1440 x 900, and writes
small PNG files (128 colours).
"""

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

from conftest import CHROMIUM, FLAGS
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from kgworkbench.samples import sample

PAGES = ("schema", "extract", "communities", "ask")
QUESTION = "Where was the designer of Pascal born?"


def take(to: Path, corpus: str, theme: str) -> None:
    """Build, serve, look, write."""
    kgw = [sys.executable, "-m", "kgworkbench.cli"]
    with tempfile.TemporaryDirectory() as place:
        # The pages show where things are: short names of no machine in particular.
        folder, documents = Path(place) / "my.kgw", Path(place) / corpus
        shutil.copytree(sample(corpus).path, documents)
        into = ["--into", str(folder), "--schema", str(documents / "schema.yaml")]
        subprocess.run([*kgw, "build", str(documents), *into], check=True, stdout=subprocess.DEVNULL)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        serving = subprocess.Popen([*kgw, "serve", str(folder), "--port", port])
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for(address)
            with sync_playwright() as driver:
                chromium: Any = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
                page = chromium.new_page(viewport={"width": 1440, "height": 900}, color_scheme=theme)
                page.goto(address)
                page.wait_for_timeout(12_000)
                for number, name in enumerate(PAGES, 1):
                    page.keyboard.press(str(number))
                    page.wait_for_timeout(6_000)
                    if name == "ask":
                        ask(page)
                    keep(page, to / f"{name}.png")
                chromium.close()
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(30)


def wait_for(address: str) -> None:
    """Nothing, once the page is served."""
    for _ in range(120):
        with suppress(OSError), urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
            return
        time.sleep(0.5)
    raise TimeoutError(f"nothing is served at {address}")


def ask(page: Page) -> None:
    """Ask a question, and wait for its answer."""
    box = page.locator("textarea:visible").last
    box.fill(QUESTION)
    box.press("Enter")
    page.wait_for_timeout(10_000)


def keep(page: Page, path: Path) -> None:
    """Write what the page shows, small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    with Image.open(path) as seen:
        seen.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size // 1024} KB")


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=Path("notebooks/pictures"))
    parser.add_argument("--corpus", default="computing_history")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    options = parser.parse_args()
    take(options.to, options.corpus, options.theme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
