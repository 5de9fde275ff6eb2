"""How much a page moves while it loads."""

from __future__ import annotations

WATCH = """(() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
})()"""
"""A script that adds up how much a page moves while it loads, in ``window.shifted``."""

MOST_SHIFTED = 0.01
"""What a page may move, in parts of the window."""

PUSHED = """async () => {
  document.querySelector("h1").style.paddingBottom = "10rem";
  for (let wait = 0; wait < 50 && !window.shifted; wait += 1) {
    await new Promise((next) => setTimeout(next, 100));
  }
  return window.shifted;
}"""
"""Moves a page on purpose; returns what was measured, to see that the measure works."""
