"""The lines that a page draws, lying or standing: strokes, thin filled boxes, the edges of framed boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

Place = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]

_THIN = 3.0  # points: a box no wider is a line
_SHORT = 1.5  # a line no longer is a dot
_DEPTH = 6
_MOST = 60_000  # drawn objects of a page: more is a map or a drawing, not a table
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHITE = 250


class Rule(NamedTuple):
    """A ruling line: where it lies across (``at``) and from where to where it runs."""

    upright: bool
    at: float
    start: float
    end: float


def rules_of(page: Any, place: Place) -> tuple[list[Rule], int]:
    """Return a page's ruling lines, in the coordinates that ``place`` gives, and how many images it has."""
    rules: list[Rule] = []
    images = 0
    for number, (kind, item, matrix) in enumerate(_objects(page)):
        if number > _MOST:
            break
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules += _lines_of(item, matrix, place)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
            rules += _thin_box(_bounds(item), matrix, place)
    return rules, images


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _unpacked(raw.FPDFPage_GetObject(page, index), _PLAIN, 0)


def _unpacked(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    """Yield an object, or those of the form that it is, each with the matrix that leads to the page."""
    kind = raw.FPDFPageObj_GetType(item)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield kind, item, matrix
        return
    if depth > _DEPTH:
        return
    inner = _times(_matrix_of(item), matrix)
    for index in range(raw.FPDFFormObj_CountObjects(item)):
        yield from _unpacked(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix_of(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _PLAIN
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _lines_of(item: Any, matrix: Matrix, place: Place) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value) or _is_white(item, bool(stroke.value)):
        return
    found = list(_thin_box(_bounds(item), matrix, place))
    if found:
        yield from found
    elif stroke.value:
        whole = _times(_matrix_of(item), matrix)
        yield from _straight(item, whole, place)


def _is_white(item: Any, stroked: bool) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = raw.FPDFPageObj_GetStrokeColor if stroked else raw.FPDFPageObj_GetFillColor
    if not ask(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _thin_box(box: tuple[float, float, float, float], matrix: Matrix, place: Place) -> Iterator[Rule]:
    left, bottom, right, top = box
    corners = [place(*_moved(x, y, matrix)) for x, y in ((left, bottom), (right, top))]
    (ax, ay), (bx, by) = corners
    wide, high = abs(ax - bx), abs(ay - by)
    if min(wide, high) > _THIN or max(wide, high) < _SHORT or max(wide, high) < 2 * min(wide, high):
        return
    if high <= wide:
        yield Rule(False, (ay + by) / 2, min(ax, bx), max(ax, bx))
    else:
        yield Rule(True, (ax + bx) / 2, min(ay, by), max(ay, by))


def _straight(item: Any, matrix: Matrix, place: Place) -> Iterator[Rule]:
    """Yield the straight pieces of a stroked path that lie or stand, and the edges of its boxes."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = at = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(*_moved(x.value, y.value, matrix))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _piece(at, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _piece(point, start)
        at = point


def _piece(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if high < 1.0 and wide >= _SHORT:
        yield Rule(False, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))
    elif wide < 1.0 and high >= _SHORT:
        yield Rule(True, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
