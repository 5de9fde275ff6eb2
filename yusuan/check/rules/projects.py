"""Projects: what each is given in the one table and in the other, and in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from yusuan.check.amounts import line_words, money, squeeze, sum_tolerance
from yusuan.check.document import Document
from yusuan.check.figures import select
from yusuan.check.result import FAIL, PASS, Operand, Result, compared, unmet
from yusuan.check.said import current_money, operand, said_amount, yuan
from yusuan.model import BudgetLine, Project, Statement
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise


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
        yield unmet(rule)


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
        yield unmet(rule)


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
