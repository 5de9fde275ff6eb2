"""Labels of a printed table: which column holds them, how deep each stands."""

from __future__ import annotations

from tests.package_records import budget_line
from yusuan.site.views.labels import find_labels

PRINTED = {
    1: ["一、本年收入", "30", "一、本年支出", "30"],
    2: ["（一）拨款", "30", "（一）一般公共服务支出", "28"],
    3: ["（二）基金", "", "（二）国防支出", ""],
}


def test_a_row_without_amounts_stands_where_rows_numbered_alike_stand() -> None:
    amounts = [
        budget_line(line, column, PRINTED[line][column - 1], PRINTED[line][column], side=side, level=line)
        for line in (1, 2)
        for column, side in ((1, "income"), (3, "expenditure"))
    ]
    labels = find_labels(amounts, PRINTED)
    assert labels.columns == {"income": 0, "expenditure": 2}
    assert labels.first == 0
    assert labels.level(0, "（一）拨款", amounts[2:]) == 2
    assert labels.level(2, "（二）国防支出", []) == 2
    assert labels.level(0, "二、上年结转", []) == 1
    assert labels.level(1, "30", amounts) is None
