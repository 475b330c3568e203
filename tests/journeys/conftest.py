"""The running product for journeys: `./kontor demo` in a folder of its own, and a real browser.

One server for all journeys of a worker; they are kept on one worker (`xdist_group`), so it starts once.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.factories.ports import free_port

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 180
OURS = ("KONTOR_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def clean_environment():
    """The environment of a new user: nothing of ours is set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "PYTHONPATH": str(REPOSITORY / "src")}


class Product:
    """`kontor demo` as a process. `log` is what it told the person who started it."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log_file = folder.parent / f"{folder.name}-{self.port}.log"
        command = [sys.executable, "-m", "kontor", "demo", "--port", str(self.port), "--data", str(folder)]
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env={**clean_environment(), **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def log(self):
        return self.log_file.read_text()

    def wait(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=5) as response:
                    return response.status
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.3)
        raise AssertionError(f"the demo did not answer:\n{self.log}")

    def stop(self):
        """Ctrl-C. Returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    product = Product(tmp_path_factory.mktemp("journeys") / "data")
    product.wait()
    yield product
    product.stop()


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip(
            "no Chromium on this machine: install it (on Debian: apt install chromium) to run the browser tests"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, product):
    """Open pages as a role: `open_page('coordinator', scheme='dark', width=360)`."""
    contexts = []

    def opened(role="visitor", *, of="", scheme="light", width=1440, scripts=True, language="en-GB"):
        context = browser.new_context(
            base_url=product.address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale=language,
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on(
            "console", lambda message: page.faults.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        if role != "visitor":
            enter(page, role, of)
        return page

    yield opened
    for context in contexts:
        context.close()


def enter(page, role, of=""):
    """Continue as one of the demo's people: the first of this role, or the one of a partnership (`of`)."""
    page.goto("/accounts/login/")
    person = page.locator(f'article:has(form[data-role="{role}"])').filter(has_text=of).first
    person.locator("form").evaluate("form => form.submit()")
    page.wait_for_url(lambda url: "/accounts/" not in url)
