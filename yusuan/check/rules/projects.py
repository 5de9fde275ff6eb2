"""Projects: how many the text states and the tables list, and what each is given in the one and the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from yusuan.check.amounts import line_words, money, squeeze, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.figures import select
from yusuan.check.result import FAIL, PASS, Operand, Result, compared, not_applicable, unreadable
from yusuan.check.said import current_money, operand, said_amount, yuan
from yusuan.model import BudgetLine, Project, Statement
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_LIST = "project_expenditure"
_FORM = "project_performance"
_LEVELS = {"一级": "project", "二级": "subproject"}


def check_project_count(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the number of projects that the text states with the number that is listed."""
    listed = _with_targets(document) if rule.text("against") == "targets" else _by_level(document)
    found = False
    for statement, level, count in _stated(rule, document):
        names = listed.get(level) or (listed.get("any", {}) if rule.text("against") == "targets" else {})
        if names:
            found = True
            rows = max(len(names), _listed_rows(rule, document, level))
            yield _compare_count(rule, document, statement, level, count, listed, names, rows)
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


def _listed_rows(rule: Rule, document: Document, level: str) -> int:
    """Count the rows, or the forms with targets: projects of several units can bear one name."""
    if rule.text("against") == "targets":
        forms = {t.table_id for t in document.tables if t.kind.removeprefix("final_") == _FORM}
        named = {(i.table_id, i.project) for i in document.indicators if i.table_id in forms}
        return max(len(named), len(forms))
    kinds = {table.table_id: table.kind.removeprefix("final_") for table in document.tables}
    rows = [p for p in document.projects if kinds.get(p.table_id, _LIST) == _LIST and p.is_leaf]
    return len(rows) if level != "project" or not any(p.subproject for p in rows) else 0


def _forms(rule: Rule, document: Document) -> int:
    """Count the forms that the text prints, by the label that each begins with, whether they were read or not."""
    label = rule.text("form_label")
    cells = (normalise(cell) for line in document.parsed.lines if "\t" in line for cell in line.split("\t"))
    return sum(cell == label for cell in cells) if label else 0


def _compare_count(
    rule: Rule,
    document: Document,
    statement: Statement,
    level: str,
    count: int,
    listed: Mapping[str, dict[str, int]],
    names: Mapping[str, int],
    rows: int,
) -> Result:
    word = next((word for word, name in _LEVELS.items() if name == level), "")
    left = Operand(f"文字：{word}项目个数", Decimal(count), statement.source_line)
    right = Operand(f"{rule.text('listed_word')}的{word}项目个数", Decimal(rows), min(names.values()))
    said = f"文字称{word}项目{count}个，{rule.text('listed_word')}{rows}个"
    where = line_words(statement.source_line, min(names.values()))
    forms = _forms(rule, document)
    if rows < count <= forms:
        return unreadable(f"{said}，而文件印有{forms}张表单，没有全读出来，未核对{where}。", left, right)
    if rows >= count:
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
            and not project.gov_fund_yuan
            and rule.pattern("pattern").match(normalise(project.project))
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
    titles = {table.table_id: squeeze(table.title) for table in document.tables}
    for (_, name), by_table in _by_name(document).items():
        first, *others = by_table
        for other in others:
            left, right = (
                Operand(
                    f"《{titles[table]}》{squeeze(name)}",
                    sum((project.total_yuan or Decimal(0) for project in by_table[table]), Decimal(0)),
                    by_table[table][0].source_line,
                )
                for table in (first, other)
            )
            yield _same_amount(left, right, len(by_table[first]) + len(by_table[other]))


def _by_name(document: Document) -> Mapping[tuple[str, str], dict[str, list[Project]]]:
    """Return the project rows by unit and name, and by table.

    A name that several rows of one table bear without subprojects (业务用房物业管理费, of several units) says
    nothing about which of them another table means: it is left out.
    """
    found: dict[tuple[str, str], dict[str, list[Project]]] = {}
    for project in document.projects:
        if project.is_leaf and project.total_yuan is not None:
            key = (normalise(project.unit_name or ""), normalise(project.project))
            found.setdefault(key, {}).setdefault(project.table_id, []).append(project)
    units = Counter(name for _, name in found)
    rows = Counter(
        (normalise(p.project), p.table_id) for p in document.projects if p.is_leaf and not p.subproject
    )
    return {
        (unit, name): by_table
        for (unit, name), by_table in found.items()
        if (unit or units[name] == 1) and all(rows[name, table] < 2 for table in by_table)
    }


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
