// Choose findings by nature, place and year, over all pages of the list. Without scripts the list stands as it is.
const bar = document.querySelector("[data-filter]");
const list = bar?.parentElement;
const fields = [...(bar?.querySelectorAll("select") ?? [])];
const chosen = Object.fromEntries(new URLSearchParams(location.search));
const said = bar?.nextElementSibling;
let whole = false;

const items = () => [...list.querySelectorAll(".ys-document > ul > li")];
const values = (item) => ({ nature: item.dataset.nature, ...item.closest(".ys-document").dataset });

// The other pages of the list, once a reader asks for what may stand on them.
async function gather() {
  if (whole) return;
  whole = true;
  const links = [...(list.querySelector(".ys-pager")?.querySelectorAll("a:not([aria-current])") ?? [])];
  const here = list.querySelector(".ys-document");
  const before = Number(list.querySelector(".ys-pager [aria-current]")?.textContent ?? 1);
  for (const link of links) {
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
    for (const section of page.querySelectorAll(".ys-document")) {
      for (const inner of section.querySelectorAll("a[href]")) inner.setAttribute("href", new URL(inner.getAttribute("href"), link.href).href);
      if (Number(link.textContent) < before) here.before(section);
      else list.append(section);
    }
  }
  for (const pager of list.querySelectorAll(".ys-pager")) pager.remove();
}

async function apply() {
  const wanted = Object.entries(chosen).filter(([name, value]) => value && fields.some((field) => field.name === name));
  if (wanted.length) await gather();
  let shown = 0;
  for (const section of list.querySelectorAll(".ys-document")) {
    let any = false;
    for (const item of section.querySelectorAll("li[data-nature]")) {
      const own = values(item);
      item.hidden = !wanted.every(([name, value]) => own[name] === value);
      any ||= !item.hidden;
      shown += item.hidden ? 0 : 1;
    }
    section.hidden = !any;
  }
  said.textContent = wanted.length ? `选出 ${shown} 处。` : "";
}

function choose(name, value) {
  chosen[name] = value;
  const address = new URL(location.href);
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  history.replaceState(null, "", address);
  apply();
}

// The fields stand in the page already, out of sight, so that nothing moves when they can be used.
async function start() {
  for (const field of fields) {
    field.value = chosen[field.name] ?? "";
    chosen[field.name] = field.value;
    field.addEventListener("change", () => choose(field.name, field.value));
  }
  bar.classList.add("is-ready");
  await apply();
}
if (bar) start();
