// Search: the query's bigrams asked of Pagefind as a phrase, which finds any string of characters exactly.
import { bigrams, escapeHtml, places, running, words } from "./bigrams.js";

const input = document.getElementById("search");
const panel = document.getElementById("search-results");
const base = new URL(`${input.dataset.base}/`, location.href);
const PAGES = 10;
const PARTS = 4;
const BEFORE = 10;
const AFTER = 30;
let pagefind;
let latest = 0;

function engine() {
  pagefind ??= import(new URL("pagefind/pagefind.js", base)).then(async (module) => {
    await module.options({ baseUrl: base.pathname });
    start(module);
    return module;
  });
  return pagefind;
}

// Pagefind segments queries into Chinese words where the page says that it is Chinese. The index holds bigrams
// and no language; the page says so while Pagefind reads it, which it does before init() returns.
function start(module) {
  const page = document.documentElement;
  const language = page.lang;
  page.lang = "und";
  module.init();
  page.lang = language;
}

async function search() {
  const turn = ++latest;
  const tokens = bigrams(input.value);
  if (!tokens.length) return input.value.trim() ? message("请输入文字或数字。") : close();
  try {
    const found = await (await engine()).search(tokens.length > 1 ? `"${tokens.join(" ")}"` : tokens[0]);
    const pages = await Promise.all(found.results.slice(0, PAGES).map((result) => result.data()));
    if (turn === latest) show(pages, found.results.length, tokens);
  } catch (error) {
    pagefind = undefined;
    console.warn("search failed", error);
    if (turn === latest) message("搜索没有装载成功，请刷新页面再试，或按地区查找。");
  }
}

function show(pages, count, tokens) {
  if (!count) return message("没有找到。可以少输几个字，或者按地区查找。");
  panel.replaceChildren(...pages.flatMap((page) => entries(page, tokens)));
  if (count > pages.length) note(`共 ${count} 份文件，这里是前 ${pages.length} 份。再多输几个字可以缩小范围。`);
  open();
}

// A page, and the places in it where the phrase stands: those whose heading has it (projects, tables) first.
function entries(page, tokens) {
  const list = words(page.content);
  const parts = new Map();
  for (const place of places(list, tokens)) {
    const anchor = page.anchors.findLast((one) => one.location <= place);
    const heading = anchor ? words(anchor.text.trim()) : [];
    const inHeading = Boolean(anchor) && place < anchor.location + heading.length;
    const part = parts.get(anchor?.id) ?? { anchor, heading, place, inHeading, count: 0 };
    part.inHeading ||= inHeading;
    if (!inHeading && part.count === 0) part.place = place;
    part.count += inHeading ? 0 : 1;
    parts.set(anchor?.id, part);
  }
  const shown = [...parts.values()].sort((one, other) => other.inHeading - one.inHeading);
  const rest = shown.length - PARTS;
  const head = entry(page.url, escapeHtml(page.meta.title), rest > 0 ? `另有 ${rest} 处` : "");
  return [head, ...shown.slice(0, PARTS).map((part) => partEntry(page, part, list, tokens))];
}

function partEntry(page, part, list, tokens) {
  const first = part.anchor ? part.anchor.location + part.heading.length : 0;
  const from = Math.min(part.place, Math.max(part.place - BEFORE, first));
  const excerpt = running(list.slice(from, part.place + AFTER), part.place - from, part.place - from + tokens.length);
  const url = part.anchor ? `${page.url}#${part.anchor.id}` : page.url;
  return entry(url, running(part.heading), excerpt, "ys-part");
}

function entry(url, title, excerpt, style = "") {
  const link = document.createElement("a");
  link.href = url;
  link.className = style;
  link.innerHTML = `${title && `<strong>${title}</strong>`}${excerpt && `<small>${excerpt}</small>`}`;
  return link;
}

function message(text) {
  panel.replaceChildren();
  note(text);
  open();
}

function note(text) {
  const line = document.createElement("p");
  line.textContent = text;
  line.setAttribute("role", "status");
  panel.append(line);
}

function open() {
  panel.hidden = false;
  input.setAttribute("aria-expanded", "true");
}

function close() {
  panel.hidden = true;
  input.setAttribute("aria-expanded", "false");
}

function move(step) {
  const links = [...panel.querySelectorAll("a")];
  const now = links.findIndex((link) => link.classList.contains("is-active"));
  const next = links[Math.min(Math.max(now + step, 0), links.length - 1)];
  links[now]?.classList.remove("is-active");
  next?.classList.add("is-active");
  next?.scrollIntoView({ block: "nearest" });
}

let pause;
input.addEventListener("focus", () => engine().catch(() => {}));
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, 150);
});
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    close();
    input.blur();
  }
});
input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  (panel.querySelector("a.is-active") ?? panel.querySelector("a"))?.click();
});
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    input.focus();
  }
});
addEventListener("click", (event) => {
  if (!event.target.closest(".ys-search") || event.target.closest("#search-results a")) close();
});

const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  input.value = asked;
  search();
}
