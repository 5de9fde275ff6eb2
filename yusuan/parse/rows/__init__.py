"""What each row of a table is and says: labels, codes, organisation, project, year, amounts."""

from __future__ import annotations

from yusuan.parse.rows.reading import AmountCell, Reading, is_counted, is_total, read_rows
from yusuan.parse.rows.units import assign_units, known_units

__all__ = ["AmountCell", "Reading", "assign_units", "is_counted", "is_total", "known_units", "read_rows"]
