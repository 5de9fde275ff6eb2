"""For each rule, a tiny document that agrees, one that does not, and one of which it must not complain."""

from tests.check.examples import across, document, targets, text, text_tables, within
from tests.check.examples.example import Example

EXAMPLES: tuple[Example, ...] = (
    *within.EXAMPLES,
    *across.EXAMPLES,
    *text_tables.EXAMPLES,
    *text.EXAMPLES,
    *targets.EXAMPLES,
    *document.EXAMPLES,
)

__all__ = ["EXAMPLES", "Example"]
