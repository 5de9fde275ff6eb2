// A number's own address: touch a number in a table as published, copy its link or see the line that prints it.
const places = document.querySelectorAll(".ys-table");
const pop = document.createElement("div");
pop.className = "ys-pop";
pop.setAttribute("role", "group");
pop.hidden = true;

function canonical() {
  return document.querySelector('link[rel="canonical"]')?.href ?? location.href.split("#")[0];
}

function show(cell) {
  const address = `${canonical()}#${cell.id}`;
  const copy = document.createElement("button");
  copy.type = "button";
  copy.textContent = "复制这个数字的网址";
  copy.addEventListener("click", async () => {
    copy.textContent = await copied(address, copy);
  });
  const line = document.createElement("a");
  line.href = `source/#${cell.id.replace(/C\d+$/, "")}`;
  line.textContent = `原文第 ${cell.id.slice(1).replace(/C\d+$/, "")} 行`;
  pop.setAttribute("aria-label", `数字 ${cell.textContent.trim()}`);
  pop.replaceChildren(copy, line);
  pop.hidden = false;
  document.body.append(pop);
  place(cell);
  document.querySelector(".is-chosen")?.classList.remove("is-chosen");
  cell.classList.add("is-chosen");
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
}
addEventListener("click", (event) => {
  if (!event.target.closest(".ys-table td[id], .ys-pop")) hide();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
