// A chart to take away: SVG and PNG drawn from the picture on the page, its data as CSV from the table below it.
import { csvOf, save } from "./csv.js";

const WIDE = 360;
const PAD = 16;
const HEAD = 74;
const FOOT = 44;
const SCALE = 3;
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif';
const SVG = "http://www.w3.org/2000/svg";

for (const bar of document.querySelectorAll("[data-chart-files]")) {
  const figure = bar.closest("figure");
  // What a button is called begins with the word on it, so that it can be called by voice.
  for (const [words, name, make] of [["PNG", "PNG", pngFile], ["SVG", "SVG", svgFile], ["数据", "CSV", csvFile]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.setAttribute("aria-label", `${words}：下载图“${figure.querySelector("strong").textContent}”的 ${name}`);
    button.addEventListener("click", async () => save(await make(figure), `${nameOf(figure)}.${name.toLowerCase()}`));
    bar.append(button);
  }
}

function nameOf(figure) {
  const page = new URL(ownAddress()).pathname.split("/").filter(Boolean).pop();
  return `${page}-${figure.id.replace("chart-", "")}`;
}

function ownAddress() {
  return location.href.split(/[?#]/)[0];
}

// The picture by itself: colours in place of the page's variables, a heading, and where it comes from.
function standing(figure) {
  const drawn = figure.querySelector(".ys-plot svg").cloneNode(true);
  const [, , width, height] = drawn.getAttribute("viewBox").split(/[ ,]+/).map(Number);
  const whole = element("svg", { xmlns: SVG, viewBox: `0 0 ${WIDE + 2 * PAD} ${height + HEAD + FOOT}` });
  whole.setAttribute("width", WIDE + 2 * PAD);
  whole.setAttribute("height", height + HEAD + FOOT);
  whole.setAttribute("font-family", FONT);
  const unit = document.querySelector("h1").firstChild.data.trim();
  const year = document.querySelector("h1 .ys-year").textContent.trim();
  const title = figure.querySelector("strong").textContent;
  const total = figure.querySelector("figcaption span").textContent.trim();
  for (const [name, value] of [["x", PAD], ["y", HEAD], ["width", WIDE], ["height", (height * WIDE) / width]]) {
    drawn.setAttribute(name, value);
  }
  whole.append(
    element("rect", { width: "100%", height: "100%", fill: "var(--chart-paper)" }),
    text(`${unit} ${year}`, 22, 12, "var(--chart-soft)"),
    text(title, 42, 16, "var(--chart-ink)", 700),
    text(total, 58, 11, "var(--chart-soft)"),
    drawn,
    text("来源：单位公开文件；阳光预算整理，CC0", height + HEAD + 20, 10, "var(--chart-soft)"),
    text(`${ownAddress()}#${figure.id}`, height + HEAD + 34, 8, "var(--chart-soft)"),
  );
  return { markup: coloured(new XMLSerializer().serializeToString(whole)), height: height + HEAD + FOOT };
}

function coloured(markup) {
  const style = getComputedStyle(document.body);
  const plain = markup.replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  return plain.replaceAll('font-family="inherit"', "").replaceAll("font-family: inherit;", "");
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function text(words, y, size, fill, weight = 400) {
  const longest = (WIDE / size) * 1.0;
  const made = element("text", { x: PAD, y, "font-size": size, fill, "font-weight": weight });
  made.textContent = words;
  if (wide(words) > longest) Object.entries({ textLength: WIDE, lengthAdjust: "spacingAndGlyphs" }).forEach(([k, v]) => made.setAttribute(k, v));
  return made;
}

function wide(words) {
  return [...words].reduce((sum, char) => sum + (char.codePointAt(0) > 0x2e7f ? 1 : 0.55), 0);
}

function svgFile(figure) {
  return new Blob([standing(figure).markup], { type: "image/svg+xml" });
}

async function pngFile(figure) {
  const { markup, height } = standing(figure);
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([markup], { type: "image/svg+xml" }));
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = (WIDE + 2 * PAD) * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function csvFile(figure) {
  const rows = [...figure.querySelectorAll("details tr")].map((row) =>
    [...row.cells].map((cell) => cell.textContent.trim().replace(/^([\d,]+\.\d+)$/, (n) => n.replaceAll(",", ""))),
  );
  return csvOf(rows);
}
