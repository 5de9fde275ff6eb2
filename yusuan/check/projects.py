"""Projects: how many the text states and the tables list, and what each is given in the one and the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from yusuan.check.amounts import line_words, money, squeeze, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.figures import select
from yusuan.check.result import FAIL, PASS, Operand, Result, compared, not_applicable
from yusuan.check.said import current_money, operand, said_amount, yuan
from yusuan.model import BudgetLine, Statement
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_LIST = "project_expenditure"
_LEVELS = {"一级": "project", "二级": "subproject"}


def check_project_count(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the number of projects that the text states with the number that is listed."""
    listed = _with_targets(document) if rule.text("against") == "targets" else _by_level(document)
    found = False
    for statement, level, count in _stated(rule, document):
        names = listed.get(level) or (listed.get("any", {}) if rule.text("against") == "targets" else {})
        if names:
            found = True
            yield _compare_count(rule, statement, level, count, listed, names)
    if not found:
        yield not_applicable(rule.condition)


def _stated(rule: Rule, document: Document) -> Iterator[tuple[Statement, str, int]]:
    """Yield the sentences that count projects under performance management, with level and number."""
    seen = set()
    for statement in document.statements:
        text = re.sub(r"\s", "", statement.text)
        match = rule.pattern("pattern").search(text) if rule.text("about") in text else None
        if match and text not in seen and statement.source_column is None:
            seen.add(text)
            number = int(match["before"] or match["after"])
            level = match["level_before"] or match["level_after"] or ""
            if number:
                yield statement, _LEVELS.get(level, "any"), number


def _by_level(document: Document) -> Mapping[str, dict[str, int]]:
    """Return the listed projects by level with their lines."""
    kinds = {table.table_id: table.kind for table in document.tables}
    listed = [
        p for p in reversed(document.projects) if kinds.get(p.table_id, _LIST) in (_LIST, f"final_{_LIST}")
    ]
    projects = {p.project: p.source_line for p in listed if p.is_leaf or p.subproject}
    subs = {p.subproject: p.source_line for p in listed if p.subproject}
    return {"project": projects, "subproject": subs or projects, "any": subs or projects}


def _with_targets(document: Document) -> Mapping[str, dict[str, int]]:
    """Return the projects that have performance targets, with their lines."""
    names = {i.project: i.source_line for i in reversed(document.indicators) if i.project}
    return {"any": names}


def _compare_count(
    rule: Rule,
    statement: Statement,
    level: str,
    count: int,
    listed: Mapping[str, dict[str, int]],
    names: Mapping[str, int],
) -> Result:
    word = next((word for word, name in _LEVELS.items() if name == level), "")
    left = Operand(f"文字：{word}项目个数", Decimal(count), statement.source_line)
    right = Operand(f"{rule.text('listed_word')}的{word}项目个数", Decimal(len(names)), min(names.values()))
    said = f"文字称{word}项目{count}个，{rule.text('listed_word')}{len(names)}个"
    where = line_words(statement.source_line, min(names.values()))
    if count == len(names) or len(names) > count:
        return Result(PASS, f"{said}，相符{where}。", left, right)
    hint = ""
    if level == "project" and len(listed.get("subproject", {})) == count:
        hint = f"；二级项目恰为{count}个，疑将二级写作一级"
    return Result(FAIL, f"{said}{hint}{where}。", left, right)


def check_named_project(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare a project named after 公务接待 and the like with the “三公” table that must contain it."""
    whole = _three_public(document)
    found = False
    for project in document.projects:
        if (
            whole
            and project.is_leaf
            and project.total_yuan
            and rule.pattern("pattern").search(project.project)
        ):
            found = True
            left = Operand(f"项目：{squeeze(project.project)}", project.total_yuan, project.source_line)
            right = Operand("“三公”经费合计", whole.amount_yuan, whole.source_line)
            said = f"项目“{squeeze(project.project)}”{money(project.total_yuan)}"
            where = line_words(project.source_line, whole.source_line)
            fits = project.total_yuan <= whole.amount_yuan
            verdict = "不超过" if fits else "大于"
            words = f"{said}，{verdict}“三公”经费合计{money(whole.amount_yuan)}{where}。"
            yield Result(PASS if fits else FAIL, words, left, right)
    if not found:
        yield not_applicable(rule.condition)


def _three_public(document: Document) -> BudgetLine | None:
    for grid in document.grids_of(("three_public",)):
        for row in (*grid.totals, *grid.repeats, *grid.rows.values()):
            for cell in row.cells.values():
                if cell.measure == "three_public" and cell.fiscal_year == document.disclosure.fiscal_year:
                    return cell
    return None


def check_project_amount(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare amounts of projects: between tables, or the text's projects with the total of projects."""
    run = _text_total if rule.text("against") == "text" else _between_tables
    found = False
    for result in run(document):
        found = True
        yield result
    if not found:
        yield not_applicable(rule.condition)


def _between_tables(document: Document) -> Iterator[Result]:
    tables = {table.table_id: table for table in document.tables}
    sums: dict[str, dict[str, list[tuple[Decimal, int]]]] = {}
    for project in document.projects:
        if project.is_leaf and project.total_yuan is not None:
            amounts = sums.setdefault(normalise(project.project), {}).setdefault(project.table_id, [])
            amounts.append((project.total_yuan, project.source_line))
    for name, by_table in sums.items():
        first, *others = by_table
        for other in others:
            left, right = (
                Operand(
                    f"《{squeeze(tables[t].title)}》{squeeze(name)}",
                    sum((amount for amount, _ in by_table[t]), Decimal(0)),
                    by_table[t][0][1],
                )
                for t in (first, other)
            )
            yield _same_amount(left, right, len(by_table[first]) + len(by_table[other]))


def _same_amount(left: Operand, right: Operand, terms: int) -> Result:
    said = (
        f"{left.label}为{money(left.value or Decimal(0))}，{right.label}为{money(right.value or Decimal(0))}"
    )
    where = line_words(left.line, right.line)
    return compared(
        left, right, sum_tolerance("万元", terms), f"{said}，一致{where}。", f"{said}，应当一致{where}。"
    )


def _text_total(document: Document) -> Iterator[Result]:
    """Add up the projects that the text gives amounts to, where it does so for all that have targets."""
    names = {normalise(i.project) for i in document.indicators if i.project}
    said = [s for s in current_money(document) if any(_names(s, name) for name in names)]
    if len(names) < 2 or {n for n in names for s in said if _names(s, n)} != names or len(said) != len(names):
        return
    totals = [
        figure
        for by_key in select(document, {"kinds": ["expenditure"], "measures": ["project"]}, "total").values()
        for figure in by_key
    ]
    for total in totals[:1]:
        left = Operand("文字：各项目之和", sum((yuan(s) for s in said), Decimal(0)), said[0].source_line)
        listed = "＋".join(said_amount(s) for s in said)
        printed = f"{total.operand.label}为{money(total.value)}"
        words = f"文字所列各项目{listed}共{money(left.value or Decimal(0))}，{printed}"
        where = line_words(*(operand(s).line for s in said), total.operand.line)
        tolerance = sum_tolerance("万元", len(said))
        yield compared(left, total.operand, tolerance, f"{words}，相符{where}。", f"{words}，不符{where}。")


def _names(statement: Statement, project: str) -> bool:
    subject = normalise(statement.subject)
    return subject.startswith(project[:8]) or project.startswith(subject)
