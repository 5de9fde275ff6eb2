// Read a result: where in the document the query stands, what to show of it, and where it leads.
import { base } from "./search-engine.js";
import { fold, LINE, occurrences, pieces, rebuild, running } from "./bigrams.js";

const BEFORE = 12;
const AFTER = 34;
const OPENING = /[“‘《（(【「『]+$/;
const MONEY_UNIT = /^单位：(元|万元|亿元)$/;
const NAMED = new Set(["unit", "project", "code"]);
const known = new Map();

// A document's text put back together, and its passages; kept, because queries grow letter by letter.
export function read(result) {
  if (!known.has(result.id)) known.set(result.id, result.data().then(understand));
  known.get(result.id).catch(() => known.delete(result.id));
  return known.get(result.id);
}

function understand({ raw_url: url, meta, content, anchors, base: site = base, of = "" }) {
  const { list, starts } = rebuild(content);
  const passages = anchors.map(({ id, location }) => {
    const [anchor, line, heading, beside] = id.split("~").map((field) => field.replaceAll("_", " "));
    return { anchor, line: Number(line), heading, beside, from: starts[location] ?? list.length };
  });
  const [, place, name] = /^\/(units|pages|codes)\/([^/]+)\//.exec(url);
  return {
    list,
    folded: fold(list),
    passages: passages.map((one, step) => ({ ...one, to: passages[step + 1]?.from ?? list.length })),
    title: meta.title.replaceAll("_", " "),
    of, // on the start page of several sites: the name of the one that has it
    starts: meta.pages?.split(" ").map(Number),
    page: new URL({ units: `units/${name}/`, pages: `${name}/`, codes: "" }[place], site),
  };
}

// List a result's hits, a passage each: those whose name is what was asked for first.
export async function hitsOf(kind, result, query) {
  const text = await read(result);
  const hits = locate(text, query).map((hit) => describe(kind, text, hit, query)).sort((a, b) => b.rank - a.rank);
  return kind === "unit" ? hits.slice(0, 1) : hits;
}

export const holds = async (result, query) => locate(await read(result), query).length > 0;

const isOver = (one, other) => one.from < other.to && other.from < one.to;

// Where words stand; an amount only by itself, not at the end or the start of a longer one.
function standing({ list, folded }, wanted, isWhole) {
  const places = occurrences(folded, wanted);
  return isWhole ? places.filter(({ from, to }) => fold(list.slice(from, to)).text === wanted) : places;
}

// A bare number is the amount asked for only in a table of its unit of money, where that is known: 500 元 is no 500万.
function isInUnit({ list }, { beside }, { from, to }, { moneyUnits }) {
  const [, unit] = MONEY_UNIT.exec(beside ?? "") ?? [];
  const meant = moneyUnits?.get(fold(list.slice(from, to)).text);
  return !unit || !meant || meant === unit;
}

// Group the places where the query stands by passage, in tables by row; across two passages it stands nowhere.
function locate(text, query) {
  const found = new Map();
  const places = query.wanted.flatMap((wanted) => standing(text, wanted, query.isAmount));
  for (const place of places.filter((one, step) => !places.slice(0, step).some((other) => isOver(one, other)))) {
    const passage = text.passages.findLast((one) => one.from <= place.from);
    if (!passage || place.to > passage.to || !isInUnit(text, passage, place, query)) continue;
    const row = passage.anchor === "row" ? countLines(text.list.slice(passage.from, place.from)) : 0;
    const key = `${passage.from} ${row}`;
    const hit = found.get(key) ?? { passage, places: [] };
    hit.places.push(place);
    found.set(key, hit);
  }
  return [...found.values()];
}

function describe(kind, text, { passage, places }, query) {
  const names = [passage.heading, ...passage.heading.split(" · ")].map((name) => fold(pieces(name)).text);
  const isNamed = names.some((name) => query.wanted.some((wanted) => name.includes(wanted)));
  const shown = excerptPlace(kind, text, passage, places);
  const line = passage.line && passage.line + countLines(text.list.slice(passage.from, shown.from));
  const isAlias = passage.anchor === "alias";
  const isExact = isAlias ? isOneOf(text.list.slice(passage.from, passage.to), query) : names.includes(query.wanted[0]);
  const heading = kind === "unit" ? text.title : passage.heading;
  return {
    kind,
    title: marked(heading || "原文", query),
    beside: passage.beside,
    from: kind === "unit" || kind === "page" ? "" : [text.title, kind === "code" && text.of].filter(Boolean).join(" · "),
    excerpt: isAlias || (isNamed && NAMED.has(kind)) ? "" : excerpt(kind, text.list, passage, shown),
    url: address(kind, text.page, passage, line),
    source: line && kind !== "page" ? new URL(`source/#L${line}`, text.page) : null,
    line,
    pageNumber: line && text.starts ? text.starts.filter((start) => start <= line).length + 1 : 0,
    more: places.length - 1,
    isExact,
    rank: isExact ? 2 : Number(isNamed || isAlias),
  };
}

// Whether the query is one of the names that stand a line each.
function isOneOf(list, { wanted }) {
  const ends = list.flatMap(({ marks }, place) => (marks.includes(LINE) || place === list.length - 1 ? [place + 1] : []));
  return ends.some((end, step) => fold(list.slice(ends[step - 1] ?? 0, end)).text === wanted[0]);
}

// A project's name stands again in the row that prints it, and there the line can be counted.
function excerptPlace(kind, { list }, passage, places) {
  const after = kind === "project" ? nameEnd(list, passage) : passage.from;
  return places.find(({ from }) => from >= after) ?? places[0];
}

// Where a passage's name ends: the indexer closes it with a full stop.
function nameEnd(list, { from, to }) {
  return from + list.slice(from, to).findIndex(({ marks }) => marks.endsWith(".")) + 1;
}

const countLines = (list) => list.reduce((sum, { marks }) => sum + marks.split(LINE).length - 1, 0);

function marked(heading, query) {
  const list = pieces(heading);
  const [place] = query.wanted.flatMap((wanted) => occurrences(fold(list), wanted));
  return running(list, place?.from, place?.to);
}

// The text around a place: of a table its row, of prose some words before and after.
function excerpt(kind, list, passage, { from, to }) {
  const text = kind === "project" || kind === "page" ? nameEnd(list, passage) : passage.from;
  const first = from >= text ? text : passage.from;
  let [start, end] = [Math.max(first, from - BEFORE), Math.min(passage.to, to + AFTER)];
  if (passage.anchor === "row") {
    const ends = (place) => list[place].marks.includes(LINE);
    for (let place = from - 1; place >= start; place -= 1) if (ends(place)) start = place + 1;
    for (let place = end - 1; place >= to - 1; place -= 1) if (ends(place)) end = place + 1;
  }
  const dots = (isCut) => (isCut ? "…" : "");
  const [lead] = (start > first && OPENING.exec(list[start - 1].marks)) || [""];
  const html = lead + running(list.slice(start, end), from - start, to - start).replace(/\.$/, "");
  return dots(start > first && start === from - BEFORE) + html + dots(end === to + AFTER && end < passage.to);
}

function address(kind, page, { anchor }, line) {
  if (kind === "unit") return page;
  if (kind === "code") return new URL(anchor, page);
  if (anchor === "row") return new URL(`#L${line}`, page);
  if (anchor || kind === "page") return new URL(`#${anchor}`, page);
  return new URL(`source/#L${line}`, page);
}
