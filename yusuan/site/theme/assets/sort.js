// Sort tables: a button in each header cell. Third press: the order as printed. Without scripts nothing is lost.
const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
const arrows = { ascending: "由小到大", descending: "由大到小", none: "原来的顺序" };

// Lay out header cells over columns, as spans say; keep those that reach the last header row over one column.
function sortable(table) {
  const rows = [...(table.tHead?.rows ?? [])];
  const taken = rows.map(() => []);
  const found = new Map();
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (taken[y][x]) x += 1;
      for (let dy = 0; dy < cell.rowSpan; dy += 1) {
        for (let dx = 0; dx < cell.colSpan; dx += 1) if (taken[y + dy]) taken[y + dy][x + dx] = true;
      }
      const text = cell.textContent.trim();
      const isLabel = text && !/^(\*+|\d{1,2})$/.test(text) && !cell.classList.contains("ys-ln");
      if (cell.colSpan === 1 && isLabel) found.set(x, cell);
      x += cell.colSpan;
    }
  });
  return found;
}

function enable(table) {
  table.dataset.ready = "yes";
  for (const row of table.tBodies[0].rows) for (const cell of row.cells) if (cell.rowSpan > 1) return;
  const printed = [...table.tBodies[0].rows];
  for (const [column, cell] of sortable(table)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ys-sort";
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => press(table, printed, column, cell));
  }
}

function press(table, printed, column, cell) {
  const body = table.tBodies[0];
  const now = cell.ariaSort ?? "none";
  const next = { none: "descending", descending: "ascending", ascending: "none" }[now];
  for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  if (next !== "none") cell.ariaSort = next;
  body.append(...(next === "none" ? printed : ordered(printed, column, next)));
  announce(table, `${cell.textContent.trim()}：${arrows[next]}`);
}

// Blanks come last whichever way; rows of text have no cell in the column and count as blank.
function ordered(rows, column, way) {
  const sign = way === "ascending" ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: key(row.cells[column]) }));
  const filled = keyed.filter(({ key }) => key !== null);
  const blank = keyed.filter(({ key }) => key === null);
  const isNumber = filled.every(({ key }) => typeof key === "number");
  filled.sort((a, b) => sign * (isNumber ? a.key - b.key : collator.compare(String(a.key), String(b.key))));
  return [...filled, ...blank].map(({ row }) => row);
}

function key(cell) {
  const text = cell?.textContent.trim().replace(/[,，†]/g, "");
  if (!text || /^(未找到|-)$/.test(text)) return null;
  const number = /^<?-?\d+(\.\d+)?/.exec(text.replace("−", "-"));
  return number && (cell.classList.contains("n") || number[0] === text) ? parseFloat(number[0].replace("<", "")) : text;
}

function announce(table, text) {
  let status = table.parentElement.querySelector(".ys-said");
  if (!status) {
    status = document.createElement("p");
    status.className = "ys-said";
    status.setAttribute("role", "status");
    table.after(status);
  }
  status.textContent = text;
}

// Buttons are made when a table comes near, so that long pages start at once.
const watch = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && !target.dataset.ready) enable(target);
      if (isIntersecting) watch.unobserve(target);
    }
  },
  { rootMargin: "400px" },
);
for (const table of document.querySelectorAll("table[data-sortable]")) if (table.tHead) watch.observe(table);
