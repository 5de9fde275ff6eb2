// A number's own address: touch a number in a table as published, copy its link or see the line that prints it.
import { citation, copy as copyText, STYLES } from "./cite.js";
import { reportAddress } from "./report.js";

const places = document.querySelectorAll(".ys-table");
const pop = document.createElement("div");
pop.className = "ys-pop";
pop.setAttribute("role", "group");
pop.hidden = true;

// Where each page of the published file begins, by its first line from the second page on.
const { pages, original } = document.querySelector(".ys-unit").dataset;
const starts = pages?.split(" ").map(Number);

function pageOf(line) {
  if (!starts) return [];
  const page = starts.filter((start) => start <= line).length + 1;
  const shown = document.createElement(original ? "a" : "span");
  if (original) shown.href = `${original}#page=${page}`;
  shown.textContent = `第 ${page} 页`;
  return [shown];
}

function ownAddress() {
  return location.href.split(/[?#]/)[0];
}

function show(cell) {
  const address = `${ownAddress()}#${cell.id}`;
  const copy = document.createElement("button");
  copy.type = "button";
  copy.textContent = "复制这个数字的网址";
  copy.addEventListener("click", async () => {
    copy.textContent = await copied(address, copy);
  });
  const line = document.createElement("a");
  line.href = `source/#${cell.id.replace(/C\d+$/, "")}`;
  const number = cell.id.slice(1).replace(/C\d+$/, "");
  line.textContent = `原文第 ${number} 行`;
  const report = document.createElement("a");
  report.href = reportAddress(address, cell.textContent.trim()) ?? document.querySelector("a[data-report]").href;
  report.textContent = "报告错误";
  pop.setAttribute("aria-label", `数字 ${cell.textContent.trim()}`);
  pop.replaceChildren(copy, ...citations(cell, address), line, ...pageOf(Number(number)), report);
  pop.hidden = false;
  document.body.append(pop);
  place(cell);
  document.querySelector(".is-chosen")?.classList.remove("is-chosen");
  cell.classList.add("is-chosen");
}

// Buttons that copy a citation of the number: its table, its line, as it is printed.
function citations(cell, address) {
  const table = cell.closest(".ys-table").querySelector("h3")?.firstChild.textContent.trim() ?? "";
  const detail = `${table}第 ${cell.id.slice(1).replace(/C\d+$/, "")} 行 ${cell.firstChild.textContent.trim()}`;
  return STYLES.map(([style, words]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", () => copyText(citation(style, { place: cell, detail, address }), button, "引用"));
    return button;
  });
}

// By keyboard: Enter on a table goes to its first number, arrows from number to number, Enter to its address.
function onKey(event) {
  const cell = event.target.closest("td[id]");
  const next = cell ? neighbour(cell, event.key) : event.key === "Enter" && event.target.querySelector("td[id]");
  if (next) focus(next);
  else if (cell && event.key === "Enter") {
    show(cell);
    pop.querySelector("button").focus();
  } else return;
  event.preventDefault();
}

function focus(cell) {
  cell.tabIndex = -1;
  cell.focus();
}

function neighbour(cell, key) {
  const row = cell.parentElement;
  const rows = [...row.parentElement.children];
  const ways = {
    ArrowLeft: [...row.children].slice(0, cell.cellIndex).reverse(),
    ArrowRight: [...row.children].slice(cell.cellIndex + 1),
    ArrowUp: rows.slice(0, rows.indexOf(row)).reverse().map((other) => other.cells[cell.cellIndex]),
    ArrowDown: rows.slice(rows.indexOf(row) + 1).map((other) => other.cells[cell.cellIndex]),
  };
  return ways[key]?.find((other) => other?.id) ?? (ways[key] && cell);
}

function place(cell) {
  const box = cell.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.right - pop.offsetWidth), innerWidth - pop.offsetWidth - 8);
  pop.style.left = `${left + scrollX}px`;
  pop.style.top = `${box.bottom + scrollY + 2}px`;
}

async function copied(address, beside) {
  try {
    await navigator.clipboard.writeText(address);
    return "已复制";
  } catch {
    const field = document.createElement("input");
    field.value = address;
    field.readOnly = true;
    field.setAttribute("aria-label", "这个数字的网址");
    beside.after(field);
    field.select();
    return "请复制：";
  }
}

function hide() {
  pop.hidden = true;
  document.querySelector(".is-chosen")?.classList.remove("is-chosen");
}

for (const section of places) {
  section.addEventListener("click", (event) => {
    const cell = event.target.closest("td[id]");
    if (cell) show(cell);
  });
  section.addEventListener("scroll", hide, true);
  section.querySelector(".ys-scroll")?.addEventListener("keydown", onKey);
}
addEventListener("click", (event) => {
  if (!event.target.closest(".ys-table td[id], .ys-pop")) hide();
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || pop.hidden) return;
  if (pop.contains(document.activeElement)) document.querySelector(".is-chosen")?.focus();
  hide();
});
