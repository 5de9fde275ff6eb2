// What search shows, in the header's panel and on the search page.
import { base, KINDS, shorter } from "./search-engine.js";
import { hitsOf } from "./search-hits.js";

const EACH = 4;
// How many documents of each kind the header reads.
export const HEADER = { unit: 3, project: 4, indicator: 2, finding: 1, narrative: 3, page: 1 };

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

const html = (name, className, innerHTML) => element(name, { className, innerHTML });

// Read the first results of each kind: [{kind, hits, rest}], a name that is just what was asked for first.
// Text is the largest to read: where names are found, less of it is shown.
export async function gather({ kinds, query }, limits) {
  const isNamed = Boolean(kinds.unit?.length || kinds.project?.length) && limits === HEADER;
  if (isNamed) limits = { ...limits, narrative: limits.narrative - 1 };
  const groups = await Promise.all(
    Object.entries(kinds).map(async ([kind, results]) => {
      const shown = results.slice(0, limits[kind] ?? 0);
      const read = await Promise.all(shown.map((result) => hitsOf(kind, result, query)));
      const hits = read.flatMap((found) => [
        ...found.slice(0, EACH),
        ...(found.length > EACH ? [{ ...found[0], isRest: true, more: found.length - EACH }] : []),
      ]);
      hits.sort((a, b) => (b.rank > 1) - (a.rank > 1));
      return { kind, hits: kind === "unit" ? newestFirst(hits) : hits, rest: results.length - shown.length };
    }),
  );
  const exact = (group) => Number(group.hits.some((hit) => hit.isExact));
  const named = groups.filter(({ kind }) => kind === "unit" || kind === "project").sort((a, b) => exact(b) - exact(a));
  return [...named, ...groups.filter((group) => !named.includes(group))].filter(({ hits }) => hits.length);
}

const year = (hit) => Number(/\d{4}/.exec(hit.title.replace(/<[^>]+>/g, ""))?.[0] ?? 0);
const newestFirst = (hits) => hits.sort((a, b) => b.rank - a.rank || year(b) - year(a));

export function hitLink(hit) {
  if (hit.isRest) return element("p", { className: "ys-more", textContent: `${hit.from}另有 ${hit.more} 处` });
  const parts = [html("strong", "", hit.title)];
  if (hit.beside) parts.push(element("span", { className: "ys-beside", textContent: hit.beside }));
  const count = hit.more > 0 ? `（共 ${hit.more + 1} 处）` : "";
  if (hit.excerpt) parts.push(html("small", "ys-excerpt", hit.excerpt + count));
  if (hit.from) {
    const line = hit.line ? ` · 第 ${hit.line} 行` : "";
    parts.push(element("small", { className: "ys-from", textContent: hit.from + line }));
  }
  const className = hit.kind === "unit" ? "" : "ys-part";
  return element("a", { href: hit.url, className }, ...parts);
}

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
  steps.push(link("按地区找单位", new URL("regions/", base)), link("看全部文件", new URL("units/", base)));
  const said = query.list.length
    ? "没有找到。搜索逐字匹配，可以少输几个字，或者："
    : "请输入文字或数字；标点不能单独搜索。也可以：";
  return [element("p", { textContent: said, role: "status" }), ...steps];
}

export const notes = (query) =>
  [
    query.isCut ? "输入太长，只按前 60 个字查找。" : "",
    query.isApart ? "没有连在一起的；下面的文件里每个词都有。" : "",
  ].filter(Boolean);

export const kindName = (kind) => KINDS[kind];
