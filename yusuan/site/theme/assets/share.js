// The row under a chart or a finding: share it, embed it, take its data, cite it; and copies of the page's citations.
import { citation, copy, STYLES } from "./cite.js";
import { saveCsv } from "./csv.js";

const ownAddress = () => location.href.split(/[?#]/)[0];

for (const row of document.querySelectorAll("[data-share]")) {
  const shown = row.closest("figure, li");
  const embed = row.querySelector("a");
  const address = () => (shown.id ? `${ownAddress()}#${shown.id}` : new URL(row.dataset.share, location.href).href);
  const title = shown.querySelector("strong, b").textContent;
  row.prepend(button("分享", title, (made) => share(address(), title, made)));
  embed.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toggleCode(row, embed, title);
  });
  if (shown.matches("figure")) continue;
  row.append(button("数据", title, () => saveCsv(sides(shown), `${new URL(embed.href).pathname.split("/").at(-2)}.csv`)));
  for (const [style, words] of STYLES) {
    const text = () => citation(style, { place: row, detail: title, address: address(), ours: true });
    row.append(button(words, title, (made) => copy(text(), made, "引用")));
  }
}

for (const place of document.querySelectorAll("[data-citation]")) {
  const style = place.dataset.citation;
  const text = () => citation(style, { place, address: ownAddress() });
  place.firstChild.textContent = text();
  place.append(" ", button("复制引用", "本页", (made) => copy(text(), made, "引用")));
}

function button(words, what, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: words });
  if (what) made.setAttribute("aria-label", `${words}：${what}`);
  made.addEventListener("click", () => act(made));
  return made;
}

// Telephones offer their own ways to share; elsewhere the address is copied.
async function share(url, title, made) {
  if (!navigator.share) return copy(url, made, "网址");
  try {
    await navigator.share({ title: `${title} · ${document.title}`, url });
  } catch (error) {
    if (error.name !== "AbortError") await copy(url, made, "网址");
  }
}

function toggleCode(row, link, title) {
  const open = row.nextElementSibling?.matches(".ysh-code");
  if (open) return row.nextElementSibling.remove();
  const panel = document.createElement("p");
  panel.className = "ysh-code";
  const field = document.createElement("input");
  const name = title.replace(/["<>&]/g, "");
  const value = `<iframe src="${link.href}" title="${name}" width="100%" height="480" loading="lazy" style="border:0"></iframe>`;
  Object.assign(field, { value, readOnly: true, ariaLabel: "嵌入代码" });
  field.addEventListener("focus", () => field.select());
  const look = Object.assign(document.createElement("a"), { href: link.href, textContent: "看嵌入的样子" });
  panel.append(field, button("复制代码", title, (made) => copy(value, made, "嵌入代码")), look);
  row.after(panel);
  field.focus();
}

// A finding's two sides as they are shown: what, where, and the line that prints it.
function sides(item) {
  const rows = [...item.querySelector(".ys-sides").children].map((side) => [
    side.querySelector("p > span")?.textContent ?? "",
    side.querySelector("mark, p > b")?.textContent ?? "",
    side.querySelector("a.ys-src")?.textContent ?? "",
    [...side.querySelectorAll("blockquote > span")].map((cell) => cell.textContent).join(" "),
  ]);
  return [["数字", "数值", "行号", "原文"], ...rows];
}
