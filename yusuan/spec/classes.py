"""The national classifications: names of classes (``classes.toml``), and how codes are built."""

from __future__ import annotations

from yusuan.spec.files import read_toml

_NAMES: dict[str, dict[str, str]] = read_toml("classes.toml")

CLASS_DIGITS = 3
DEPTHS = {CLASS_DIGITS: 1, 5: 2, 7: 3}
"""How deep a code stands by its number of digits: 类, 款, 项."""


def class_name(field: str, code: str) -> str | None:
    """Return the name of a class (three digits) of ``function_code`` or ``economic_code``.

    >>> class_name("function_code", "201"), class_name("economic_code", "201")
    ('一般公共服务支出', None)
    """
    return _NAMES[field].get(code)
