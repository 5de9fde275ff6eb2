// What search shows, in the header's panel and on the search page.
import { absent, base, KINDS, shorter, sites } from "./search-engine.js";
import { hitsOf } from "./search-hits.js";
import { isNumber } from "./search-words.js";

const EACH = 4;
const NAMES = new Set(["unit", "code", "project"]);
// How many documents of each kind the header reads.
export const HEADER = { unit: 3, code: 2, project: 4, table: 2, indicator: 2, finding: 1, narrative: 2, page: 1 };
// A number is looked for in tables first.
const FOR_NUMBERS = ["code", "table", "project", "indicator", "finding", "narrative", "unit", "page"];

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

const html = (name, className, innerHTML) => element(name, { className, innerHTML });

// Read the first results of each kind: [{kind, hits, rest}], a name that is just what was asked for first, for a
// number its rows. Text is the largest to read: where names are found, less of it is shown.
export async function gather({ kinds, query }, limits) {
  const isNamed = Boolean(kinds.unit?.length || kinds.project?.length) && limits === HEADER;
  if (isNamed) limits = { ...limits, narrative: limits.narrative - 1 };
  const groups = await Promise.all(
    Object.entries(kinds).map(async ([kind, results]) => {
      const shown = results.slice(0, limits[kind] ?? 0);
      const read = await Promise.all(shown.map((result) => hitsOf(kind, result, query)));
      const hits = read.flatMap((found) => [
        ...found.slice(0, EACH),
        ...(found.length > EACH ? [{ ...found[0], isRest: true, others: found.slice(EACH), query }] : []),
      ]);
      hits.sort((a, b) => (b.rank > 1) - (a.rank > 1));
      return { kind, hits: kind === "unit" ? newestFirst(hits) : hits, rest: results.length - shown.length };
    }),
  );
  return inOrder(groups, query).filter(({ hits }) => hits.length);
}

function inOrder(groups, query) {
  if (isNumber(query)) return groups.sort((a, b) => FOR_NUMBERS.indexOf(a.kind) - FOR_NUMBERS.indexOf(b.kind));
  const exact = (group) => Number(NAMES.has(group.kind) && group.hits.some((hit) => hit.isExact));
  return groups.sort((a, b) => exact(b) - exact(a));
}

const year = (hit) => Number(/\d{4}/.exec(hit.title.replace(/<[^>]+>/g, ""))?.[0] ?? 0);
const newestFirst = (hits) => hits.sort((a, b) => b.rank - a.rank || year(b) - year(a));

// A result; for those of a document that are left over, a link to all results of their kind.
export function hitLink(hit) {
  if (hit.isRest) {
    const textContent = `${hit.from}另有 ${hit.others.length} 处 ›`;
    return element("a", { className: "ys-more", href: searchUrl(hit.query.text, { kind: hit.kind }), textContent });
  }
  const parts = [html("strong", "", hit.title)];
  if (hit.beside) parts.push(element("span", { className: "ys-beside", textContent: hit.beside }));
  const count = hit.more > 0 ? `（共 ${hit.more + 1} 处）` : "";
  if (hit.excerpt) parts.push(html("small", "ys-excerpt", hit.excerpt + count));
  if (hit.from) {
    parts.push(element("small", { className: "ys-from", textContent: [hit.from, ...placeOf(hit)].join(" · ") }));
  }
  const className = hit.kind === "unit" ? "" : "ys-part";
  return element("a", { href: hit.url, className }, ...parts);
}

// Where a hit stands: its line, and the page of the published file where that is known.
export const placeOf = ({ line, pageNumber }) => [line && `第 ${line} 行`, pageNumber && `第 ${pageNumber} 页`].filter(Boolean);

export function searchUrl(text, more = {}) {
  const url = new URL("search/", base);
  for (const [name, value] of Object.entries({ q: text, ...more })) if (value) url.searchParams.set(name, value);
  return url;
}

// Say that nothing was found, and what to do next.
export async function nothing(query, filters = {}) {
  const link = (text, href) => element("a", { href, textContent: text, className: "ys-next" });
  const steps = [];
  const hasFilters = Object.keys(filters).length > 0;
  if (hasFilters) steps.push(link("去掉筛选再找", searchUrl(query.text)));
  const part = query.list.length > 2 ? await shorter(query, filters) : "";
  if (part) steps.push(link(`改搜“${part}”`, searchUrl(part)));
  if (sites) steps.push(link("看各地的网站", base));
  else steps.push(link("按地区找单位", new URL("regions/", base)), link("看全部文件", new URL("units/", base)));
  const said = query.list.length
    ? "没有找到。搜索逐字匹配，可以少输几个字，或者："
    : "请输入文字或数字；标点不能单独搜索。也可以：";
  return [element("p", { textContent: `${unsearched()}${said}`, role: "status" }), ...steps];
}

const quoted = (words) => words.map((word) => `“${word}”`).join("、");

const unsearched = () => (absent.length ? `没有搜${absent.join("、")}：那里的网站没有回应。` : "");

export const notes = (query) =>
  [
    unsearched(),
    query.isCut ? "输入太长，只按前 60 个字查找。" : "",
    query.isApart ? "没有连在一起的；下面的文件里每个词都有。" : "",
    query.within ? `在${quoted(query.within)}的文件里找${quoted(query.sought)}。` : "",
    query.isMended ? `没有“${query.text}”；下面是差一个字的“${query.others[0]}”。` : "",
    query.isAmount && query.others?.length
      ? `也找了单位相符的表里只印数字的${quoted(query.others)}。`
      : "",
    query.others?.length && !query.isMended && !query.isAmount
      ? `${query.isAlso ? "也找了" : `没有“${query.text}”，找的是`}文件里的说法：${quoted(query.others)}。`
      : "",
  ].filter(Boolean);

export const kindName = (kind) => KINDS[kind];
