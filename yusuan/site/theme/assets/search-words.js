// What else a query may mean: everyday words, a number without its unit of money, one wrong character.
import { fold, occurrences } from "./bigrams.js";

const AMOUNT = /^([\d,，.]*\d)(?:万元|亿元|百元|千元|元|万|亿)$/;
const LONGEST_MENDED = 14;
const SHORTEST_MENDED = 4;
let loading;

export const isNumber = ({ list }) => list.length === 1 && !list[0].han && /^\d/.test(list[0].value);

// The words of yusuan/spec/search.toml: typed → printed.
function words(base) {
  loading ??= fetch(new URL("pagefind/words.json", base)).then((answer) => answer.json());
  loading.catch(() => (loading = undefined));
  return loading;
}

// What is looked for beside a query that is itself such a word: documents print it another way.
export async function meant(text, base) {
  const amount = AMOUNT.exec(text);
  if (amount) return [amount[1]];
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

