"""Write the findings: every figure of a document that does not add up, by document and by rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from yusuan.model import Check, Disclosure
from yusuan.replacing import replaced_folder, write_text
from yusuan.site.files.findings_csv import NATURES, findings_csv
from yusuan.site.original import Original
from yusuan.site.packages import COLLECTION, group_by_disclosure, load_columns, load_rows, load_text
from yusuan.site.pages.listing import PAGE_SIZE, ListPage, write_list
from yusuan.site.pages.regions import order_disclosures
from yusuan.site.pages.render import render_page
from yusuan.site.views.quotes import Quotes, quote_lines
from yusuan.site.views.verdicts import TRIFLES, causes_of, gravity, known_rules, rule_title
from yusuan.spec.rules import Rule

FOLDER = "findings"
Quoted = Mapping[str, tuple[Quotes, Original]]
"""The quoted lines of documents by their ids, and what is known of the files that they stand in."""

CSV_NAME = "findings.csv"
STRIKING = 4
SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that failed, the document that it failed in, and what fails there for the same cause."""

    disclosure: Disclosure
    check: Check
    rows: Sequence[Check] = ()
    quotes: Quotes = field(default_factory=dict)
    original: Original = field(default_factory=Original)


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """A rule over all documents: how its checks came out, and what failed."""

    rule_id: str
    title: str
    rule: Rule | None
    counts: Counter[str]
    findings: Sequence[Finding]

    @property
    def checked(self) -> int:
        """Count the checks that could be made."""
        return self.counts["pass"] + self.counts["fail"]

    @property
    def address(self) -> str:
        """Name the rule's page from the site's root."""
        return f"{FOLDER}/{self.rule_id}/"


@dataclass(frozen=True, slots=True)
class Checked:
    """All checks of the collection: findings by document, newest first, gravest first; and by rule."""

    findings: Sequence[Finding]
    rules: Sequence[RuleFindings]
    counts: Counter[str]
    by_disclosure: Sequence[tuple[Disclosure, Counter[str]]]

    @property
    def made(self) -> int:
        """Count the checks that could be made."""
        return self.counts["pass"] + self.counts["fail"]


def gather_checks(packages: Path, disclosures: Sequence[Disclosure]) -> Checked:
    """Read the checks of all documents: those that failed as records, of the others how many there are."""
    collection = packages / COLLECTION
    grouped = group_by_disclosure(load_rows(collection, Check, status="fail"))
    ordered = order_disclosures(disclosures)
    failed = [(d, check) for d in ordered for check in grouped.get(d.disclosure_id, [])]
    quotes = {
        d.disclosure_id: _quotes(packages / d.disclosure_id, d, grouped[d.disclosure_id])
        for d in ordered
        if d.disclosure_id in grouped
    }
    columns = load_columns(collection, Check, "disclosure_id", "rule", "status", "title")
    counts, by_document, by_rule = _count(*columns[:3])
    titles = dict(zip(reversed(columns[1]), reversed(columns[3]), strict=True))
    rules = [
        RuleFindings(
            name,
            rule_title(name, titles[name]),
            known_rules().get(name),
            found,
            order_findings([(d, check) for d, check in failed if check.rule == name], quotes),
        )
        for name, found in by_rule.items()
        if SAFE_NAME.fullmatch(name)
    ]
    return Checked(
        findings=order_findings(failed, quotes),
        rules=sorted(rules, key=lambda rule: (-rule.counts["fail"], rule.rule_id)),
        counts=counts,
        by_disclosure=[(d, by_document[d.disclosure_id]) for d in ordered if d.disclosure_id in by_document],
    )


Counts = dict[str, Counter[str]]


def _count(
    names: Sequence[str], rules: Sequence[str], statuses: Sequence[str]
) -> tuple[Counter[str], Counts, Counts]:
    """Count checks by status: all, by document, and by rule."""
    by_document: Counts = {}
    by_rule: Counts = {}
    for (name, rule, status), count in Counter(zip(names, rules, statuses, strict=True)).items():
        by_document.setdefault(name, Counter())[status] += count
        by_rule.setdefault(rule, Counter())[status] += count
    return Counter(statuses), by_document, by_rule


def _quotes(package: Path, disclosure: Disclosure, checks: Sequence[Check]) -> tuple[Quotes, Original]:
    """Quote a document's lines that failed checks name."""
    source, original = load_text(package, disclosure)
    return quote_lines(source, checks), original


def order_findings(checks: Iterable[tuple[Disclosure, Check]], quotes: Quoted) -> list[Finding]:
    """Return a finding for each cause by document, gravest first: so are the documents of one year."""
    by_document: dict[str, tuple[Disclosure, list[Check]]] = {}
    for d, check in checks:
        by_document.setdefault(d.disclosure_id, (d, []))[1].append(check)
    found = [
        [Finding(d, c.check, c.rows, *quotes.get(d.disclosure_id, ())) for c in causes_of(own)]
        for d, own in by_document.values()
    ]
    found.sort(key=lambda own: (-own[0].disclosure.fiscal_year, gravity(own[0].check)))
    return list(chain.from_iterable(found))


def striking(checked: Checked) -> list[Finding]:
    """Choose findings for the home page: the gravest between two figures, one a rule and document."""
    chosen: list[Finding] = []
    seen: set[str] = set()
    for one in sorted(checked.findings, key=lambda one: gravity(one.check)):
        names = {one.disclosure.disclosure_id, one.check.rule}
        if _is_of_substance(one.check) and not names & seen and len(chosen) < STRIKING:
            chosen.append(one)
            seen |= names
    return chosen


def _is_of_substance(check: Check) -> bool:
    """Tell whether a reader can see the contradiction: two figures that differ, by more than a last digit."""
    differ = check.left_value is not None and check.right_value is not None
    return check.nature not in TRIFLES and differ and check.left_value != check.right_value


def write_findings(checked: Checked, docs: Path) -> None:
    """Write ``docs/findings/`` in place of an earlier one."""
    with replaced_folder(docs / FOLDER) as folder:
        write_list(folder, FOLDER, checked.findings, lambda page: render_findings(page, checked))
        for rule in checked.rules:
            write_list(folder / rule.rule_id, rule.address.rstrip("/"), rule.findings, _rule_page(rule))
        pairs = [(one.disclosure, c) for one in checked.findings for c in (one.check, *one.rows)]
        write_text(folder / CSV_NAME, findings_csv(pairs))


def render_findings(page: ListPage[Finding], checked: Checked) -> str:
    """Render a page of all findings."""
    return render_page(
        "findings.html",
        {
            "title": f"核对发现{page.suffix}",
            "scripts": ["filter", "share"],
            "description": f"核对 {len(checked.by_disclosure)} 份公开文件，"
            f"{len(checked.findings)} 处不符，逐处注明原文行号。",
        },
        root=page.root,
        page=page,
        checked=checked,
        units=most_failed(checked.by_disclosure),
        natures=NATURES,
        options=filter_options(checked.findings),
        csv_address=f"{FOLDER}/{CSV_NAME}",
    )


def most_failed(counted: Sequence[tuple[Disclosure, Counter[str]]]) -> list[tuple[Disclosure, Counter[str]]]:
    """List documents in the order given; of more than a page has, those with the most failures."""
    ranked = sorted(range(len(counted)), key=lambda n: (-counted[n][1]["fail"], n))
    return [counted[n] for n in sorted(ranked[:PAGE_SIZE])]


def filter_options(findings: Sequence[Finding]) -> dict[str, list[str]]:
    """List what findings can be chosen by: natures as NATURES has them, provinces, years, newest first."""
    natures = {one.check.nature for one in findings}
    places = {one.disclosure.province for one in findings}
    years = {one.disclosure.fiscal_year for one in findings}
    return {
        "nature": [nature for nature in NATURES if nature in natures],
        "place": sorted(filter(None, places)),
        "year": [str(year) for year in sorted(years, reverse=True)],
    }


def _rule_page(rule: RuleFindings) -> Callable[[ListPage[Finding]], str]:
    def render(page: ListPage[Finding]) -> str:
        meta = {
            "title": f"核对：{rule.title}{page.suffix}",
            "scripts": ["share"],
            "description": f"{rule.title}：核对 {rule.checked} 项，{rule.counts['fail']} 项不符。",
        }
        return render_page("rule.html", meta, root=page.root, page=page, rule=rule)

    return render
