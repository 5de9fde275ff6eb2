// What else a query may mean: everyday words, a number without its unit of money, one wrong character.
import { fold, occurrences } from "./bigrams.js";

const AMOUNT = /^(\d[\d,，]*)(?:\.(\d+))?(万元|亿元|百元|千元|元|万|亿)$/;
const ZEROS = { 元: 0, 百元: 2, 千元: 3, 万: 4, 万元: 4, 亿: 8, 亿元: 8 };
const TEN_THOUSAND = 4;
const LONGEST_MENDED = 14;
const SHORTEST_MENDED = 4;
let loading;

export const isNumber = ({ list, isAmount }) => isAmount || (list.length === 1 && !list[0].han && /^\d/.test(list[0].value));

// How tables may print an amount that was typed with its unit of money: they name the unit once. 500万 → 500, 500.0,
// 500.00 in 万元, 5000000, 5000000.0, 5000000.00 in 元: [[text, unit]]; nothing where none was typed.
export function amounts(text) {
  const [, whole, decimals = "", unit] = AMOUNT.exec(text) ?? [];
  if (!unit) return [];
  const digits = whole.replace(/[,，]/g, "");
  const zeros = ZEROS[unit];
  const own = `${unit.replace("元", "")}元`;
  const each = [[0, own], [zeros, "元"], [zeros - TEN_THOUSAND, "万元"]].map(([places, name]) => [shifted(digits, decimals, places), name]);
  return [...new Map(each)].flatMap(([plain, name]) => {
    const behind = plain.split(".")[1]?.length ?? 0;
    const padded = [1, 2].filter((size) => behind < size && behind <= 2);
    return [plain, ...padded.map((size) => plain + (behind ? "" : ".") + "0".repeat(size - behind))].map((text) => [text, name]);
  });
}

// Move the point of a number to the right, to the left where places are negative; no zeros are left at its ends.
function shifted(whole, decimals, places) {
  const point = whole.length + places;
  const digits = "0".repeat(Math.max(0, 1 - point)) + whole + decimals.padEnd(Math.max(0, places), "0");
  const at = Math.max(point, 1);
  const front = digits.slice(0, at).replace(/^0+(?=\d)/, "");
  const back = digits.slice(at).replace(/0+$/, "");
  return back ? `${front}.${back}` : front;
}

// The words of yusuan/spec/search.toml: typed → printed.
function words(base) {
  loading ??= fetch(new URL("pagefind/words.json", base)).then((answer) => answer.json());
  loading.catch(() => (loading = undefined));
  return loading;
}

// What is looked for beside a query that is itself such a word: documents print it another way.
export async function meant(text, base) {
  return (await words(base))[text] ?? [];
}

// A query that found nothing, with an everyday word in it, as documents would print it.
export async function reworded(text, base) {
  const known = Object.entries(await words(base)).filter(([said]) => text.includes(said));
  known.sort(([one], [other]) => other.length - one.length);
  return known.slice(0, 1).flatMap(([said, printed]) => printed.map((word) => text.replace(said, word)));
}

// The query with one character put right, as a document prints it: {text}, or nothing. What lies on either side of
// the wrong character is looked for as it was typed, the documents that have both are read.
export async function mended({ list }, { findPhrase, read, most }) {
  if (list.length < SHORTEST_MENDED || list.length > LONGEST_MENDED || !list.every(({ han }) => han)) return "";
  const votes = new Map();
  const seen = new Set();
  for (let wrong = list.length - 1; wrong >= 0; wrong -= 1) {
    const sides = [list.slice(0, wrong), list.slice(wrong + 1)].filter((side) => side.length > 1);
    const found = await Promise.all(sides.map(findPhrase));
    const others = found.slice(1).map((results) => new Set(results.map(({ id }) => id)));
    const both = found[0].filter(({ id }) => others.every((ids) => ids.has(id)));
    for (const result of both.slice(0, most)) {
      const text = await read(result);
      for (const [printed, weight] of printedFor(text, list, wrong)) {
        const key = `${result.id} ${printed}`;
        if (!seen.has(key)) votes.set(printed, (votes.get(printed) ?? 0) + weight);
        seen.add(key);
      }
    }
  }
  return [...votes].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "";
}

// What a document prints where the query has a wrong character, and how much that weighs: names weigh more.
function printedFor(text, list, wrong) {
  const start = fold(list.slice(0, wrong)).text;
  const end = fold(list.slice(wrong + 1)).text;
  const anchor = start.length >= end.length ? start : end;
  const found = new Map();
  for (const { from } of occurrences(text.folded, anchor)) {
    const first = anchor === start ? from : from - wrong - 1;
    const own = text.list.slice(Math.max(first, 0), first + list.length);
    if (first < 0 || own.length !== list.length || !own[wrong].han) continue;
    const printed = fold(own).text;
    const isSame = printed.startsWith(start) && printed.endsWith(end) && printed.length === list.length;
    if (isSame) found.set(printed, text.passages.some(({ heading }) => heading.includes(printed)) ? 10 : 1);
  }
  return found;
}

