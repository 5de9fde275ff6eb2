// Compare units: their small digests side by side. The choice stands in the address and survives a reload.
import { saveCsv } from "./csv.js";

const place = document.getElementById("compare");
const base = new URL("../", location.href);
const MOST = 6;
const SHOWN = 30;
const TRIAL = 3;
const TONES = 12;
const HEADLINES = [["expenditure", "支出合计"], ["income", "收入合计"], ["basic", "基本支出"], ["project", "项目支出"], ["three_public", "“三公”经费"]];
const money = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
let list = [];

function chosen() {
  return (new URLSearchParams(location.search).get("units") ?? "").split(",").filter((id) => /^[a-z0-9-]+$/.test(id)).slice(0, MOST);
}

function choose(ids) {
  const address = new URL(location.href);
  address.search = ids.length ? `?units=${ids.join(",")}` : "";
  history.pushState(null, "", address);
  draw();
}

function node(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

async function digest(id) {
  const answer = await fetch(new URL(`units/${id}/digest.json`, base));
  if (!answer.ok) throw new Error(`${id}: ${answer.status}`);
  return answer.json();
}

const field = node("input", { id: "compare-find", type: "text", autocomplete: "off", placeholder: "输入单位名或地名", oninput: suggest });
const offers = node("ul", { class: "ys-offers", "aria-label": "可以加入的单位" });
const picked = node("ul", { class: "ys-picked", "aria-label": "已选的单位" });
const said = node("p", { class: "ys-note", role: "status" });
const board = node("div", {});

function suggest() {
  const words = field.value.trim().split(/\s+/).filter(Boolean);
  const ids = chosen();
  const found = list.filter((unit) => !ids.includes(unit.id) && words.every((word) => `${unit.unit}${unit.place}${unit.year}`.includes(word)));
  offers.replaceChildren(
    ...found.slice(0, SHOWN).map((unit) =>
      node("li", {}, node("button", { type: "button", class: "ys-button", onclick: () => choose([...chosen(), unit.id]) }, `＋ ${unit.unit} ${unit.year}`)),
    ),
  );
  said.textContent = ids.length >= MOST ? `最多比较 ${MOST} 份，先去掉一份再加。` : found.length > SHOWN ? `共 ${found.length} 份，这里是前 ${SHOWN} 份，再输几个字可以缩小范围。` : `可选 ${found.length} 份。`;
  for (const button of offers.querySelectorAll("button")) button.disabled = ids.length >= MOST;
}

async function draw() {
  const ids = chosen();
  const answers = await Promise.allSettled(ids.map(digest));
  const units = answers.filter((answer) => answer.status === "fulfilled").map((answer) => answer.value);
  const missing = ids.filter((_, number) => answers[number].status === "rejected");
  picked.replaceChildren(...units.map((unit) => drop(unit.id, `${unit.unit} ${unit.year}`)), ...missing.map((id) => drop(id, `${id}（没有这份文件）`)));
  suggest();
  board.replaceChildren(...(units.length ? tables(units) : beginning()));
}

// Before anything is chosen: a way to see at once what a comparison looks like.
function beginning() {
  const trial = list.slice(0, TRIAL).map((unit) => unit.id);
  const words = node("p", {}, "还没有选单位：点上面的名字加入。");
  if (trial.length < 2) return [words];
  words.append(" ", node("button", { type: "button", class: "ys-button", onclick: () => choose(trial) }, `先用前 ${trial.length} 份试试`));
  return [words];
}

function drop(id, name) {
  return node("li", {}, node("button", { type: "button", class: "ys-button", "aria-label": `${name} ×：去掉`, onclick: () => choose(chosen().filter((one) => one !== id)) }, `${name} ×`));
}

function tables(units) {
  const years = new Set(units.map((unit) => unit.year));
  const warning = years.size > 1 ? [node("p", { class: "ys-note" }, "所选文件的年度不同，金额不宜直接相比。")] : [];
  const parts = [
    { title: "总数", rows: HEADLINES.map(([key, name]) => [name, units.map((unit) => unit.headlines[key])]) },
    { title: "人员", rows: [["花在人员上", units.map((unit) => unit.staff ?? unit.staff_otherwise)]] },
    { title: "按功能（类）", rows: codes(units, "functions"), folder: "functions" },
    { title: "基本支出，按经济分类（款）", rows: codes(units, "economics"), folder: "economics" },
  ];
  const take = node("button", { type: "button", class: "ys-button", onclick: () => download(units, parts) }, "下载这次比较（CSV）");
  return [...warning, picture(units), node("p", {}, take), ...parts.map((part) => table(units, part))];
}

function codes(units, key) {
  const wanted = key === "functions" ? 3 : 5;
  const names = new Map();
  for (const unit of units) for (const item of unit[key]) if (item.code.length === wanted && (!names.get(item.code) || !item.sum)) names.set(item.code, item.name);
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, name]) => [`${code} ${name}`, units.map((unit) => unit[key].find((item) => item.code === code)), code]);
}

function table(units, { title, rows, folder }) {
  const filled = rows.filter(([, items]) => items.some(Boolean));
  const head = node("tr", {}, node("th", { scope: "col" }, "万元"), ...units.map((unit) => node("th", { scope: "col", class: "n" }, node("a", { href: page(unit) }, unit.unit), node("small", {}, ` ${unit.year}`))));
  const lines = filled.map(([name, items, code]) => {
    const scale = Math.max(...items.map((item, number) => share(item, units[number]) ?? 0), 1);
    return node("tr", {}, node("th", { scope: "row" }, code ? node("a", { href: new URL(`${folder}/${code}/`, base) }, name) : name), ...items.map((item, number) => cell(item, units[number], scale)));
  });
  const body = lines.length ? lines : [node("tr", {}, node("td", { colspan: units.length + 1 }, "所选文件里没有找到这些数字。"))];
  const made = node("table", { class: "ys-list" }, node("caption", {}, title), node("thead", {}, head), node("tbody", {}, ...body));
  return node("div", { class: "ys-scroll", tabindex: "0", role: "region", "aria-label": title }, made);
}

// A unit's expenditure by class, one divided row each: the same class has the same place in each.
function picture(units) {
  const rows = codes(units, "functions");
  const drawn = units.filter((unit) => rows.some(([, items]) => items[units.indexOf(unit)]));
  const made = node("figure", { class: "ys-compared" }, node("figcaption", {}, "钱花在哪里：各类占所列功能支出的比例"));
  for (const unit of drawn) {
    const items = rows.map(([, found]) => Number(found[units.indexOf(unit)]?.yuan ?? 0));
    const total = items.reduce((sum, yuan) => sum + yuan, 0);
    const svg = shape("svg", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" });
    let left = 0;
    items.forEach((yuan, number) => {
      const width = total > 0 ? (Math.max(yuan, 0) / total) * 100 : 0;
      svg.append(shape("rect", { x: left, y: 0, width, height: 6, class: `ys-mark-${number % TONES}` }));
      left += width;
    });
    made.append(node("p", {}, `${unit.unit} ${unit.year}`), svg);
  }
  made.append(node("ul", {}, ...rows.map(([name], number) => node("li", { class: `ys-mark-${number % TONES}` }, name))));
  return drawn.length ? made : node("span", {});
}

function shape(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function page(unit) {
  return new URL(`units/${unit.id}/`, base).href;
}

const placeOf = (item, unit) => page(unit) + (item.place ?? `#${item.anchor}`);

// What part of the unit's expenditure an amount is, in percent; null where it is not known to be a part of it.
function share(item, unit) {
  if (item?.how) return null;
  const total = Number(item?.of ?? unit.headlines.expenditure?.yuan ?? 0);
  return item && total ? (Number(item.yuan) / total) * 100 : null;
}

// Little is not nothing.
const percent = (part) => (part > 0 && part < 0.1 ? "不足 0.1%" : `${part.toFixed(1)}%`);

function cell(item, unit, scale) {
  if (!item) return node("td", { class: "n" }, node("span", { class: "ys-soft" }, "未找到"));
  const part = share(item, unit);
  const bar = part === null ? [] : [node("meter", { class: "ys-meter", min: 0, max: scale, value: part.toFixed(2), "aria-hidden": "true" })];
  const words = part === null ? [] : [node("small", {}, ` ${percent(part)}`)];
  const how = item.how ?? (item.rows ? `${item.rows} 行相加` : "");
  const added = how ? [node("small", {}, ` ${how}`)] : [];
  return node("td", { class: "n" }, node("a", { href: placeOf(item, unit) }, money.format(Number(item.yuan) / 10000)), ...words, ...added, ...bar);
}

// A share for a spreadsheet: two digits at least, however little it is.
const exact = (part) => (part === null ? "" : part && Math.abs(part) < 0.1 ? String(Number(part.toPrecision(2))) : part.toFixed(2));

// One row an amount, in yuan, with the address of the number: what a spreadsheet can sort and add up.
function download(units, parts) {
  const rows = [["分组", "科目", "单位", "年度", "金额（元）", "占单位支出（%）", "相加的行数", "网址"]];
  for (const { title, rows: listed } of parts) {
    for (const [name, items] of listed) {
      items.forEach((item, number) => {
        const unit = units[number];
        const known = item ? [item.yuan, exact(share(item, unit)), item.how ?? item.rows ?? 1, placeOf(item, unit)] : ["", "", "", "未找到"];
        rows.push([title, name, unit.unit, unit.year, ...known]);
      });
    }
  }
  saveCsv(rows, `比较-${units.map((unit) => unit.id).join("-").slice(0, 100)}.csv`);
}

async function start() {
  place.replaceChildren(node("p", {}, node("label", { for: "compare-find" }, "找单位："), field), offers, said, picked, board);
  try {
    list = await (await fetch(new URL("units/list.json", base))).json();
  } catch {
    said.textContent = "单位名单没有装载成功，请刷新页面再试。";
  }
  await draw();
}
if (place) {
  addEventListener("popstate", draw);
  start();
}
