// Ask Pagefind: the query's tokens as a phrase, kind by kind, so that names come before running text.
import { fold, pieces, queryTokens } from "./bigrams.js";
import { amounts, isNumber, meant, mended, reworded } from "./search-words.js";

export const base = new URL("..", import.meta.url);
export const KINDS = {
  unit: "单位",
  code: "科目",
  project: "项目",
  table: "表格",
  indicator: "绩效指标",
  finding: "对不上的数字",
  narrative: "原文",
  page: "本站说明",
};
export const LONGEST = 60;
const VERIFIED = 36;
const COMMON = 100;
const MOST_UNITS = 12;
const READ_TO_MEND = 8;
const CUT_NUMBER = /(?<=[0-9])[,，](?=[0-9]{1,2}$)/;
const MARKUP = /<\/?[a-z][a-z0-9]*(?:\s[^<>\n]*)?\/?>/gi;
// On the start page of several sites: where they are listed, and which of them did not answer.
export const sites = document.getElementById("search").dataset.sites;
export const absent = [];
let loading;

// Pagefind, and the kind of every document.
export function engine() {
  loading ??= (sites ? startSites() : import(new URL("pagefind/pagefind.js", base)).then(start)).then(kinds);
  loading.catch(() => (loading = undefined));
  return loading;
}

async function startSites() {
  const { openSites } = await import("./search-sites.js");
  const opened = await openSites(new URL(sites, location.href), base);
  absent.splice(0, absent.length, ...opened.absent);
  return opened;
}

// Pagefind segments queries into Chinese words where the page says that it is Chinese. The index holds bigrams
// and no language; the page says so while Pagefind reads it, which it does before init() returns.
async function start(pagefind) {
  await pagefind.options({ baseUrl: "/" });
  const page = document.documentElement;
  const language = page.lang;
  page.lang = "und";
  pagefind.init();
  page.lang = language;
  return pagefind;
}

async function kinds(pagefind) {
  const kindOf = new Map();
  for (const kind of Object.keys(KINDS)) {
    const { results } = await pagefind.search(null, { filters: { kind } });
    for (const { id } of results) kindOf.set(id, kind);
  }
  return { pagefind, kindOf };
}

// Read what was typed: the pieces to look for, all as one phrase. Markup in it, as some documents print, is not indexed.
export function readQuery(text) {
  const all = pieces(text.trim().replace(MARKUP, " ").replace(CUT_NUMBER, ""));
  const list = all.slice(0, LONGEST);
  return { text: text.trim(), list, wanted: [fold(list).text], isCut: all.length > LONGEST, isApart: false };
}

// Find a query: {query, kinds: {kind: results}, count}. An amount stands alone: 500万 is no part of 4500万. What it may mean besides is looked for with it; words that
// nowhere stand together are looked for apart, everyday words as printed, a wrong character is put right.
export async function ask(text, { kind, ...filters } = {}) {
  const query = readQuery(text);
  const spelled = amounts(query.text);
  if (spelled.length) return askAmount({ ...query, isAmount: true }, spelled, filters, kind);
  const own = await findWhole(query, filters);
  const also = await findEach(await meant(query.text, base), filters);
  const found = merged([own, ...also.map(([, results]) => results)]);
  if (found.length) return answer(widened(query, also, { isAlso: own.length > 0 }), found, kind);
  const printed = await findEach(await reworded(query.text, base), filters);
  if (printed.length) return answer(widened(query, printed), merged(printed.map(([, results]) => results)), kind);
  const parts = text.trim().split(/\s+/).map(readQuery).filter((part) => part.list.length);
  if (parts.length > 1) {
    const inside = await within(parts, filters);
    if (inside.found.length) return answer({ ...query, ...inside.query }, inside.found, kind);
    const tokens = parts.flatMap((part) => queryTokens(part.list)).filter((token) => token.length > 1);
    const apart = tokens.length ? await together(tokens, filters) : [];
    return answer({ ...query, wanted: parts.flatMap((part) => part.wanted), isApart: true }, apart, kind);
  }
  const right = await mend(query, filters);
  const near = right ? await findWhole(readQuery(right), filters) : [];
  return answer(right ? widened(query, [[right]], { isMended: true }) : query, near, kind);
}

// Words some of which name a unit: the others are looked for in that unit's documents, everyday words as printed.
// Documents of a unit are those that its own filters leave and that have its address.
async function within(parts, filters) {
  const each = await Promise.all(parts.map((part) => findWhole(part, { ...filters, kind: "unit" })));
  const isName = each.map((units, at) => units.length > 0 && units.length <= MOST_UNITS && !isNumber(parts[at]));
  const sought = parts.filter((_, place) => !isName[place]);
  const units = inAll(each.filter((_, place) => isName[place]));
  if (!sought.length || !units.length) return { found: [] };
  const spellings = await Promise.all(sought.map(async (part) => [part, ...(await meant(part.text, base)).map(readQuery)]));
  const found = [];
  const names = [];
  for (const unit of units) {
    const own = await unit.data();
    const { kind: _, ...place } = own.filters;
    const near = { ...filters, ...Object.fromEntries(Object.entries(place).map(([name, [value]]) => [name, value])) };
    const lists = await Promise.all(spellings.map(async (ways) => merged(await Promise.all(ways.map((way) => findWhole(way, near))))));
    const both = inAll(lists).slice(0, VERIFIED);
    const texts = await Promise.all(both.map((one) => one.data()));
    const theirs = both.filter((one, at) => one.id !== unit.id && folderOf(texts[at]) === folderOf(own));
    if (theirs.length) names.push(own.meta.title.replaceAll("_", " "));
    found.push(...theirs);
  }
  const wanted = spellings.flat().flatMap((way) => way.wanted);
  return { found, query: { wanted, within: names, sought: spellings.map(([part]) => part.text) } };
}

const inAll = ([first = [], ...others]) => {
  const ids = others.map((found) => new Set(found.map(({ id }) => id)));
  return first.filter(({ id }) => ids.every((known) => known.has(id)));
};

// /units/<id>/<kind>/ without the kind, of its site where there are several.
const folderOf = ({ raw_url: url, base: site = base }) => new URL(url.split("/").slice(1, 3).join("/"), site).href;

async function askAmount(query, spelled, filters, kind) {
  const own = await findPhrase(query.list, filters);
  const numbers = spelled.map(([number]) => number);
  const also = await findEach(numbers, filters, ({ list }) => results(`"${queryTokens(list).join(" ")}"`, filters));
  const { holds } = await import("./search-hits.js");
  const whole = widened(query, also, { isAlso: own.length > 0, moneyUnits: new Map(spelled) });
  const found = merged([own, ...also.map(([, each]) => each)]);
  const read = found.length > VERIFIED ? found.map(() => true) : await Promise.all(found.map((one) => holds(one, whole)));
  return answer(whole, found.filter((_, place) => read[place]), kind);
}

const widened = (query, others, more = {}) => ({
  ...query,
  ...more,
  others: others.map(([text]) => text),
  wanted: [...query.wanted, ...others.flatMap(([text]) => readQuery(text).wanted)],
});

// Find other words for a query, those that documents have: [[text, results]].
async function findEach(texts, filters, find = findWhole) {
  const found = [];
  for (const text of texts) found.push([text, await find(readQuery(text), filters)]);
  return found.filter(([, results]) => results.length);
}

const merged = (lists) => [...new Map(lists.flat().toReversed().map((result) => [result.id, result])).values()].toReversed();

async function mend(query, filters) {
  const { read } = await import("./search-hits.js");
  return mended(query, { findPhrase: (list) => findPhrase(list, filters), read, most: READ_TO_MEND });
}

async function answer(query, found, only) {
  const { kindOf } = await engine();
  const kinds = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
  for (const result of found) kinds[kindOf.get(result.id)].push(result);
  const count = only ? kinds[only].length : found.length;
  return { query, kinds: only ? { [only]: kinds[only] } : kinds, count };
}

// Ask for tokens anywhere in a document. Pagefind passes over those that it does not know.
async function together(tokens, filters) {
  const each = [];
  for (const token of tokens) each.push(await results(`"${token}"`, filters));
  return inAll(each);
}

// Ask for words; results without places have the words in their title only.
async function results(words, filters) {
  const { pagefind } = await engine();
  const found = await pagefind.search(words, { filters });
  return words === null ? found.results : found.results.filter((result) => result.words.length);
}

// Ask for all pieces as one phrase. A lone character, number or word is looked for as the start of tokens, too:
// each character of a text starts one. Where many documents have it by itself, that is enough.
async function findPhrase(list, filters) {
  const tokens = queryTokens(list);
  const found = await results(`"${tokens.join(" ")}"`, filters);
  const isLone = tokens.length === 1 && list.length === 1;
  const whole = isLone && /^\d/.test(tokens[0]) ? await holding(found, list) : found;
  const isStart = isLone && (list[0].han || tokens[0].length > 1);
  if (!isStart || whole.length > COMMON) return whole;
  const { pagefind } = await engine();
  await pagefind.preload(`${tokens[0]} ${tokens[0]}${list[0].han ? "龥" : "zz"}`);
  const known = new Set(whole.map(({ id }) => id));
  const longer = (await results(tokens[0], filters)).filter(({ id }) => !known.has(id));
  return [...whole, ...(await holding(longer, list))];
}

// Keep what truly holds a word. For one that starts no word of the index Pagefind answers with words that start with
// a part of it, which the first result shows; and it passes over the point: 20.24 for 2024, so numbers are read.
async function holding(found, list) {
  if (!found.length) return found;
  const { holds } = await import("./search-hits.js");
  const query = { wanted: [fold(list).text] };
  const isRead = /^\d/.test(list[0].value) && found.length <= VERIFIED;
  const read = await Promise.all((isRead ? found : found.slice(0, 1)).map((one) => holds(one, query)));
  return isRead ? found.filter((_, place) => read[place]) : read[0] ? found : [];
}

// A number or a Latin word at an end of the query may be part of a longer one, which is no token: look for the
// rest of the query, and read the documents that have it, if they are few.
async function findWhole(query, filters) {
  const { list } = query;
  const found = await findPhrase(list, filters);
  if (list[0].han && list.at(-1).han) return found;
  const inner = list.slice(list[0].han ? 0 : 1, list.at(-1).han ? undefined : -1);
  const known = new Set(found.map(({ id }) => id));
  const wider = await (inner.length ? findPhrase(inner, filters) : results(null, filters));
  const { kindOf } = await engine();
  const others = wider.filter(({ id }) => !known.has(id) && kindOf.get(id) !== "code");
  if (others.length > VERIFIED) return found;
  const { holds } = await import("./search-hits.js");
  const read = await Promise.all(others.map((one) => holds(one, query)));
  return [...found, ...others.filter((_, place) => read[place])];
}

// Which part of a query that finds nothing finds something, so that it can be offered.
export async function shorter({ list }, { kind, ...filters } = {}) {
  for (let size = Math.ceil(list.length / 2); size >= 2; size = Math.floor(size / 2)) {
    for (const part of [list.slice(0, size), list.slice(-size)]) {
      if ((await findPhrase(part, filters)).length) return part.map(({ value }) => value).join("");
    }
  }
  return "";
}
