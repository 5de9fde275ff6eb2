// Long and wide tables: shortened until a reader wants all, the heading in sight, an edge that shows there is more.
// Without scripts a table stands there whole.
const MANY = 45;
const SHOWN = 30;
const masthead = document.querySelector(".ys-masthead");
const boxes = [...document.querySelectorAll(".ys-scroll")];

function shorten(box) {
  const table = box.querySelector("table.ys-stick");
  const rows = table?.tBodies[0]?.rows.length ?? 0;
  if (rows <= MANY) return;
  table.classList.add("is-short");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ys-button ys-whole";
  button.textContent = `共 ${rows} 行，这里是前 ${SHOWN} 行：展开全部`;
  button.addEventListener("click", () => whole(box));
  box.after(button);
}

function whole(box) {
  box.querySelector("table").classList.remove("is-short");
  box.parentElement.querySelector(".ys-whole")?.remove();
}

function openTarget() {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("tr");
  const table = row?.closest("table.is-short");
  if (!table || row.sectionRowIndex < SHOWN) return;
  whole(table.closest(".ys-scroll"));
}

function edge(box) {
  box.classList.toggle("has-more", box.scrollWidth - box.clientWidth - box.scrollLeft > 2);
}

// A heading cannot stick to the window from inside a box that scrolls sideways, so it is carried along.
function carry() {
  const top = getComputedStyle(masthead).position === "sticky" ? masthead.offsetHeight : 0;
  for (const box of near) {
    const head = box.querySelector("table.ys-stick > thead");
    if (!head) continue;
    const { top: start, height } = box.getBoundingClientRect();
    const way = Math.min(Math.max(0, top - start), Math.max(0, height - head.offsetHeight * 2));
    head.style.transform = way ? `translateY(${way}px)` : "";
  }
}

const near = new Set();
const watch = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) come(target);
    else leave(target);
  }
  carry();
});
const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => edge(target)));

// To ask how wide a table is has it laid out, so only those in sight are asked: not thousands of cells far below.
function come(box) {
  near.add(box);
  resized.observe(box);
}

function leave(box) {
  near.delete(box);
  resized.unobserve(box);
}

for (const box of boxes) {
  shorten(box);
  box.addEventListener("scroll", () => edge(box), { passive: true });
  watch.observe(box);
}
let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      carry();
    });
  },
  { passive: true },
);
addEventListener("beforeprint", () => boxes.filter((box) => box.querySelector(".is-short")).forEach(whole));
// Tables above are shortened, or laid out only when they come near: what the address names moves once more.
function settle(times) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  target?.scrollIntoView({ block: target.closest("tr") ? "center" : "start" });
  if (target && times) requestAnimationFrame(() => settle(times - 1));
}

function follow() {
  openTarget();
  settle(6);
}
addEventListener("hashchange", follow);
if (location.hash) follow();
