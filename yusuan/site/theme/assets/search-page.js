// The search page: the query and its filters, which stand in the address, and results by kind.
import { ask, engine, KINDS, readQuery } from "./search-engine.js";
import { element, gather, hitLink, kindName, nothing, notes } from "./search-view.js";

const FIRST = { unit: 4, project: 5, indicator: 2, finding: 2, narrative: 3, page: 2 };
const STEP = 8;
const FILTERS = { province: "省份", city: "城市", year: "年度", level: "单位类型" };
const page = document.getElementById("search-page");
const input = element("input", { id: "search-query", name: "q", type: "text", autocomplete: "off" });
input.ariaLabel = "搜什么";
input.setAttribute("enterkeyhint", "search");
input.placeholder = "单位、项目、科目、数字，或者原文里的一句话";
const selects = Object.fromEntries(Object.entries(FILTERS).map(([name, title]) => [name, choice(name, title)]));
const kinds = element("div", { className: "ys-kinds", role: "group", ariaLabel: "结果的种类" });
const list = element("div", { className: "ys-results-list" });
const count = element("p", { className: "ys-note", role: "status" });
let kind = "";
let shown = FIRST;
let latest = 0;

function choice(name, title) {
  const select = element("select", { name, ariaLabel: title }, element("option", { value: "" }, `${title}：不限`));
  select.addEventListener("change", () => restart());
  return select;
}

function filters() {
  const chosen = Object.entries(selects).filter(([, select]) => select.value);
  return { ...Object.fromEntries(chosen.map(([name, select]) => [name, select.value])), ...(kind ? { kind } : {}) };
}

function restart() {
  shown = kind ? { [kind]: STEP } : FIRST;
  const address = new URL(location.href);
  const chosen = Object.entries(selects).map(([name, select]) => [name, select.value]);
  for (const [name, value] of [["q", input.value.trim()], ["kind", kind], ...chosen]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
  return search();
}

async function search() {
  const turn = ++latest;
  const query = readQuery(input.value);
  if (!input.value.trim()) return show([], "", []);
  try {
    await offerCities();
    const answer = query.list.length ? await ask(input.value, filters()) : { query, count: 0, kinds: {} };
    const groups = answer.count ? await gather(answer, shown) : [];
    const content = groups.length ? groups.flatMap(group) : await nothing(answer.query, filters());
    if (turn === latest) show(content, summary(answer), buttons(answer));
  } catch (error) {
    console.warn("search failed", error);
    if (turn === latest) show([], "搜索没有装载成功，请刷新页面再试，或按地区查找。", []);
  }
}

function summary(answer) {
  const parts = Object.entries(answer.kinds).filter(([, results]) => results.length);
  const said = parts.map(([name, results]) => `${kindName(name)} ${results.length} 份文件`).join("，");
  return [...notes(answer.query), said && `找到：${said}。`].filter(Boolean).join("");
}

function buttons(answer) {
  const found = Object.entries(KINDS).filter(([name]) => name === kind || answer.kinds[name]?.length);
  return [["", "全部"], ...found].map(([name, title]) => {
    const button = element("button", { type: "button", textContent: title });
    button.setAttribute("aria-pressed", String(name === kind));
    button.addEventListener("click", () => choose(name));
    return button;
  });
}

function choose(name) {
  kind = name;
  return restart();
}

function group({ kind: name, hits, rest }) {
  const more = element("button", { type: "button", className: "ys-button" });
  more.textContent = kind ? `再看 ${Math.min(rest, STEP)} 份文件` : `只看${kindName(name)}，还有 ${rest} 份文件`;
  more.addEventListener("click", () => {
    if (!kind) return choose(name);
    shown = { [name]: shown[name] + STEP };
    return search();
  });
  const items = hits.map((hit) => element("li", {}, hitLink(hit), sourceLink(hit)));
  return [element("h2", { textContent: kindName(name) }), element("ul", {}, ...items), rest > 0 ? more : ""];
}

function sourceLink(hit) {
  if (!hit.source || hit.isRest || String(hit.source) === String(hit.url)) return "";
  return element("a", { className: "ys-src", href: hit.source, textContent: `原文第 ${hit.line} 行` });
}

function show(content, said, tabs) {
  list.replaceChildren(...content);
  count.textContent = said;
  kinds.replaceChildren(...tabs);
}

// Offer what the index knows; cities of the chosen province only.
async function offer(name, values) {
  const select = selects[name];
  const { value } = select;
  const options = values.sort().map((text) => element("option", { value: text, textContent: text }));
  select.replaceChildren(select.options[0], ...options);
  if (values.includes(value)) select.value = value;
}

async function offerCities() {
  const province = selects.province.value;
  const { pagefind } = await engine();
  const known = province ? (await pagefind.search(null, { filters: { province } })).filters : await pagefind.filters();
  await offer("city", Object.keys(known.city ?? {}).filter((city) => known.city[city]));
}

async function start() {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") ?? "";
  kind = asked.get("kind") in KINDS ? asked.get("kind") : "";
  shown = kind ? { [kind]: STEP } : FIRST;
  const button = element("button", { className: "ys-button" }, "搜索");
  const form = element("form", { className: "ys-query", role: "search", ariaLabel: "搜索全部文件" }, input, button);
  const choices = element("div", { className: "ys-filters" }, ...Object.values(selects));
  page.replaceChildren(form, choices, kinds, count, list);
  const known = await (await engine()).pagefind.filters();
  for (const name of Object.keys(FILTERS)) {
    await offer(name, Object.keys(known[name] ?? {}));
    if (Object.hasOwn(known[name] ?? {}, asked.get(name))) selects[name].value = asked.get(name);
  }
  let pause;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    restart();
  });
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(restart, 200);
  });
  if (input.value.trim()) await search();
  else input.focus();
}
start().catch(() => {
  count.textContent = "搜索没有装载成功，请刷新页面再试。";
});
