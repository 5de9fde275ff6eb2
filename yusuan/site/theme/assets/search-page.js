// The search page: the query and its filters, which stand in the address, and results by kind.
import { ask, engine, KINDS, readQuery } from "./search-engine.js";
import { element, gather, hitLink, kindName, nothing, notes, placeOf } from "./search-view.js";

const FIRST = { unit: 4, code: 2, project: 5, table: 4, indicator: 2, finding: 2, narrative: 3, page: 2 };
const STEP = 8;
// The form stands in the page itself, so that nothing moves while the index loads.
const page = document.getElementById("search-page");
const input = document.getElementById("search-query");
const form = input.form;
const selects = Object.fromEntries([...page.querySelectorAll("select")].map((select) => [select.name, select]));
const kinds = page.querySelector(".ys-kinds");
const list = page.querySelector(".ys-results-list");
const count = page.querySelector(".ys-count");
let kind = "";
let shown = FIRST;
let latest = 0;

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
    if (turn === latest) show(content, groups.length ? summary(answer) : "", buttons(answer));
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

function group({ kind: name, hits, rest: left }) {
  const more = element("button", { type: "button", className: "ys-button" });
  more.textContent = kind ? `再看 ${Math.min(left, STEP)} 份文件` : `只看${kindName(name)}，还有 ${left} 份文件`;
  more.addEventListener("click", () => {
    if (!kind) return choose(name);
    shown = { [name]: shown[name] + STEP };
    return search();
  });
  const items = hits.map((hit) => (hit.isRest ? rest(hit) : item(hit)));
  return [element("h2", { textContent: kindName(name) }), element("ul", {}, ...items), left > 0 ? more : ""];
}

const item = (hit) => element("li", {}, hitLink(hit), sourceLink(hit));

// The results of one document that are left over, opened in place.
function rest({ from, others }) {
  const summary = element("summary", { textContent: `${from}另有 ${others.length} 处` });
  return element("li", {}, element("details", {}, summary, element("ul", {}, ...others.map(item))));
}

function sourceLink(hit) {
  if (!hit.source || String(hit.source) === String(hit.url)) return "";
  return element("a", { className: "ys-src", href: hit.source, textContent: `原文${placeOf(hit).join(" · ")}` });
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
  const known = await (await engine()).pagefind.filters();
  for (const [name, select] of Object.entries(selects)) {
    select.addEventListener("change", () => restart());
    await offer(name, Object.keys(known[name] ?? {}));
    if (Object.hasOwn(known[name] ?? {}, asked.get(name))) select.value = asked.get(name);
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
