"""What every test may use."""

from __future__ import annotations

import pytest
from hypothesis import settings

from scripts.browser import find_browser

# The same examples on every run, and none failed for being slow on a busy machine.
settings.register_profile("yusuan", deadline=None, derandomize=True)
settings.load_profile("yusuan")


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Return the path of a browser that starts; ask for it before Playwright is started."""
    path = find_browser()
    if path is None:
        pytest.fail("no browser starts; `make test` installs one, or says what to type")
    return path
