// The header's search: results while typing, by keyboard or touch; the search page has filters. What finds and
// shows them is loaded when a reader comes to the field.
const parts = () => Promise.all([import("./search-engine.js"), import("./search-view.js")]);

const input = document.getElementById("search");
const panel = document.getElementById("search-results");
let latest = 0;
let shownFor = "";
panel.role = "listbox";
panel.ariaLabel = "搜索结果";

async function search() {
  const turn = ++latest;
  const text = input.value;
  if (!text.trim()) return close();
  try {
    const [{ ask, readQuery }, view] = await parts();
    const query = readQuery(text);
    const answer = query.list.length ? await ask(text) : { query, count: 0 };
    const content = answer.count ? await results(answer, view) : await view.nothing(answer.query);
    if (turn === latest) show(content, text);
  } catch (error) {
    console.warn("search failed", error);
    const said = Object.assign(document.createElement("p"), { role: "status" });
    said.textContent = "搜索没有装载成功，请刷新页面再试，或按地区查找。";
    if (turn === latest) show([said], "");
  }
}

async function results(answer, { element, gather, HEADER, hitLink, kindName, nothing, notes, searchUrl }) {
  const groups = await gather(answer, HEADER);
  const said = notes(answer.query).map((textContent) => element("p", { textContent, role: "status" }));
  const shown = groups.flatMap(({ kind, hits }) => [
    element("p", { className: "ys-kind", textContent: kindName(kind) }),
    ...hits.map(hitLink),
  ]);
  if (!groups.length) return nothing(answer.query);
  const all = element("a", { href: searchUrl(answer.query.text), className: "ys-all" }, "全部结果，可按地区、年度筛选 ›");
  return [...said, ...shown, all];
}

function show(content, text) {
  panel.replaceChildren(...content);
  links().forEach((link, place) => Object.assign(link, { id: `search-result-${place}`, role: "option", tabIndex: -1 }));
  panel.scrollTop = 0;
  shownFor = text.trim();
  panel.hidden = false;
  input.setAttribute("aria-expanded", "true");
  input.removeAttribute("aria-activedescendant");
}

function close() {
  latest += 1;
  panel.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

const links = () => [...panel.querySelectorAll("a")];
const active = () => panel.querySelector("a.is-active");

function move(step) {
  const all = links();
  if (panel.hidden || !all.length) return;
  const now = all.indexOf(active());
  const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
  all[now]?.classList.remove("is-active");
  all[now]?.removeAttribute("aria-selected");
  next.classList.add("is-active");
  next.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

let pause;
input.addEventListener("focus", () => {
  parts().then(([{ engine }]) => engine()).catch(() => {});
  if (input.value.trim() && input.value.trim() === shownFor) show([...panel.childNodes], shownFor);
});
input.addEventListener("input", (event) => {
  clearTimeout(pause);
  if (!event.isComposing) pause = setTimeout(search, 120);
});
input.addEventListener("compositionend", search);
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close();
    input.blur();
  }
});
// Enter opens the chosen result, else the first; before there are any, the form leads to the search page.
input.form.addEventListener("submit", (event) => {
  if (panel.hidden || shownFor !== input.value.trim()) return;
  event.preventDefault();
  (active() ?? links()[0])?.click();
});
addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    input.focus();
    input.select();
  }
});
addEventListener("click", (event) => {
  if (!event.target.closest(".ys-search") || event.target.closest("#search-results a")) close();
});

if (document.getElementById("search-page")) import("./search-page.js");
