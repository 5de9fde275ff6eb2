// Ask Pagefind: the query's tokens as a phrase, kind by kind, so that names come before running text.
import { fold, pieces, queryTokens } from "./bigrams.js";
import { amounts, meant, mended, reworded } from "./search-words.js";

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
const READ_TO_MEND = 8;
const CUT_NUMBER = /(?<=[0-9])[,，](?=[0-9]{1,2}$)/;
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

// Read what was typed: the pieces to look for, all as one phrase.
export function readQuery(text) {
  const all = pieces(text.trim().replace(CUT_NUMBER, ""));
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
    const tokens = parts.flatMap((part) => queryTokens(part.list)).filter((token) => token.length > 1);
    const apart = tokens.length ? await together(tokens, filters) : [];
    return answer({ ...query, wanted: parts.flatMap((part) => part.wanted), isApart: true }, apart, kind);
  }
  const right = await mend(query, filters);
  const near = right ? await findWhole(readQuery(right), filters) : [];
  return answer(right ? widened(query, [[right]], { isMended: true }) : query, near, kind);
}

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
  const ids = each.map((found) => new Set(found.map(({ id }) => id)));
  return each[0].filter(({ id }) => ids.every((known) => known.has(id)));
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
