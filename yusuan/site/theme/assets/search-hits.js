// Read a result: where in the document the query stands, what to show of it, and where it leads.
import { base } from "./search-engine.js";
import { fold, LINE, occurrences, pieces, rebuild, running } from "./bigrams.js";

const BEFORE = 12;
const AFTER = 34;
const OPENING = /[“‘《（(【「『]+$/;
const known = new Map();

// A document's text put back together, and its passages; kept, because queries grow letter by letter.
export function read(result) {
  if (!known.has(result.id)) known.set(result.id, result.data().then(understand));
  known.get(result.id).catch(() => known.delete(result.id));
  return known.get(result.id);
}

function understand({ raw_url: url, meta, content, anchors }) {
  const { list, starts } = rebuild(content);
  const passages = anchors.map(({ id, location }) => {
    const [anchor, line, heading, beside] = id.split("~").map((field) => field.replaceAll("_", " "));
    return { anchor, line: Number(line), heading, beside, from: starts[location] ?? list.length };
  });
  const [, place, name] = /^\/(units|pages)\/([^/]+)\//.exec(url);
  return {
    list,
    folded: fold(list),
    passages: passages.map((one, step) => ({ ...one, to: passages[step + 1]?.from ?? list.length })),
    title: meta.title.replaceAll("_", " "),
    page: new URL(place === "units" ? `units/${name}/` : `${name}/`, base),
  };
}

// List a result's hits, a passage each: those whose name is what was asked for first.
export async function hitsOf(kind, result, query) {
  const text = await read(result);
  return locate(text, query).map((hit) => describe(kind, text, hit, query)).sort((a, b) => b.rank - a.rank);
}

export const holds = async (result, query) => locate(await read(result), query).length > 0;

// Group the places where the query stands by passage; across two passages it stands nowhere.
function locate(text, query) {
  const found = new Map();
  for (const place of query.wanted.flatMap((wanted) => occurrences(text.folded, wanted))) {
    const passage = text.passages.findLast((one) => one.from <= place.from);
    if (!passage || place.to > passage.to) continue;
    const hit = found.get(passage) ?? { passage, places: [] };
    hit.places.push(place);
    found.set(passage, hit);
  }
  return [...found.values()];
}

function describe(kind, text, { passage, places }, query) {
  const names = [passage.heading, ...passage.heading.split(" · ")].map((name) => fold(pieces(name)).text);
  const isNamed = names.some((name) => query.wanted.some((wanted) => name.includes(wanted)));
  const shown = excerptPlace(kind, text, passage, places);
  const line = passage.line && passage.line + countLines(text.list.slice(passage.from, shown.from));
  const isExact = names.includes(query.wanted[0]);
  const heading = kind === "unit" ? text.title : passage.heading;
  return {
    kind,
    title: marked(heading || "原文", query),
    beside: passage.beside,
    from: kind === "unit" || kind === "page" ? "" : text.title,
    excerpt: isNamed && (kind === "unit" || kind === "project") ? "" : excerpt(text.list, passage, shown),
    url: address(kind, text.page, passage, line),
    source: line && kind !== "page" ? new URL(`source/#L${line}`, text.page) : null,
    line,
    more: places.length - 1,
    isExact,
    rank: isExact ? 2 : Number(isNamed),
  };
}

// A name stands again in the row that prints it, and there the line can be counted.
function excerptPlace(kind, { list }, passage, places) {
  const text = kind === "project" ? list.slice(passage.from, passage.to) : [];
  const name = text.findIndex(({ marks }) => marks.endsWith("."));
  return places.find(({ from }) => from > passage.from + name) ?? places[0];
}

const countLines = (list) => list.reduce((sum, { marks }) => sum + marks.split(LINE).length - 1, 0);

function marked(heading, query) {
  const list = pieces(heading);
  const [place] = query.wanted.flatMap((wanted) => occurrences(fold(list), wanted));
  return running(list, place?.from, place?.to);
}

// The text around a place: of a table its row, of prose some words before and after.
function excerpt(list, passage, { from, to }) {
  let [start, end] = [Math.max(passage.from, from - BEFORE), Math.min(passage.to, to + AFTER)];
  if (passage.anchor === "row") {
    const ends = (place) => list[place].marks.includes(LINE);
    for (let place = from - 1; place >= start; place -= 1) if (ends(place)) start = place + 1;
    for (let place = end - 1; place >= to - 1; place -= 1) if (ends(place)) end = place + 1;
  }
  const dots = (isCut) => (isCut ? "…" : "");
  const [lead] = (start > passage.from && OPENING.exec(list[start - 1].marks)) || [""];
  const html = lead + running(list.slice(start, end), from - start, to - start).replace(/\.$/, "");
  return dots(start > passage.from && start === from - BEFORE) + html + dots(end === to + AFTER && end < passage.to);
}

function address(kind, page, { anchor }, line) {
  if (kind === "unit") return page;
  if (anchor === "row") return new URL(`#L${line}`, page);
  if (anchor || kind === "page") return new URL(`#${anchor}`, page);
  return new URL(`source/#L${line}`, page);
}
