// Text as bigrams and back, the same as yusuan/site/search/bigrams.py: 驻京联络 ↔ 驻 驻京 京联 联络 络.
const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}〇";
const TOKEN = new RegExp(`([${HAN}])|(?:(?![${HAN}])[\\p{L}\\p{N}])+(?:(?<=[0-9])[.][0-9]+)?|.`, "gsu");
const IS_HAN = new RegExp(`^[${HAN}]`, "u");
const IS_WORD = /^[\p{L}\p{N}]/u;
const THOUSANDS = /(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))/g;
const UNUSUAL = /[^\x20-\x7e\t\n\u4e00-\u9fff，。、；：？！（）“”‘’《》【】—｜～]+/gu;
const PASSED_OVER = /[“”‘’"'「」『』|~\s]/g;
export const LINE = "~";
// Between the two sides of a row; and signs of formatting, which are no text: **, ##, `.
const SIDES = "\u3000｜\u3000";
const FORMAT = /[*#]{2,}|`|(?<=[|~]|^)[*#](?=[|~]|$)/g;

// Chinese punctuation changes places with ASCII in tokens; cells and lines end with marks of their own.
const SWAPPED = ["，,", "。^", "、`", "；;", "：:", "（(", "）)", "“{", "”}", "《[", "》]", "—-"];
const MARKS = Object.fromEntries(SWAPPED.flatMap(([one, other]) => [[one, other], [other, one]]));
const SWAPS = /[，,。^、`；;：:（(）)“{”}《[》\]—-]/g;

const isPassedOver = (marks) => marks.replace(PASSED_OVER, "") === "";

// Divide text into characters and words, each with the marks that follow it, the first with those before it, too.
export function pieces(text) {
  const found = [];
  let lead = "";
  for (const [value] of text.replace(UNUSUAL, (odd) => odd.normalize("NFKC")).replace(THOUSANDS, "").matchAll(TOKEN)) {
    if (IS_WORD.test(value)) found.push({ value, han: IS_HAN.test(value), marks: "", lead: found.length ? "" : lead });
    else if (found.length) found.at(-1).marks += value.trim();
    else lead += value.trim();
  }
  return found;
}

// What stands between two pieces of one kind: between words a space, between characters only punctuation.
const seam = (one, other) => {
  if (one.han !== other.han) return "";
  return one.han ? (isPassedOver(one.marks) ? "" : "|") : " ";
};

// Reduce pieces to what two spellings of the same words share, and say which piece each character is of.
export function fold(list) {
  let text = "";
  const owners = [];
  list.forEach((piece, place) => {
    const added = (place ? seam(list[place - 1], piece) : "") + piece.value.toLowerCase();
    text += added;
    for (let step = 0; step < added.length; step += 1) owners.push(place);
  });
  return { text, owners };
}

// The tokens that a query's text has in the index: its ends may lie within a run of characters.
export function queryTokens(list) {
  const runs = [];
  list.forEach((piece, place) => {
    const joins = piece.han && place && list[place - 1].han && isPassedOver(list[place - 1].marks);
    if (joins) runs.at(-1).push(piece.value);
    else runs.push([piece.value]);
  });
  return runs.flatMap((run, place) => {
    const pairs = run.slice(1).map((value, step) => run[step] + value);
    if (!pairs.length) return [run[0].toLowerCase()];
    return [...(place ? [run[0]] : []), ...pairs, ...(place < runs.length - 1 ? [run.at(-1)] : [])];
  });
}

// Put indexed text back together: its pieces, and for each token the piece that it starts with.
export function rebuild(content) {
  const list = [];
  const starts = [];
  let before = 0;
  for (const token of content.split(/\s+/)) {
    const own = pieces(token.replace(SWAPS, (mark) => MARKS[mark]));
    const last = list.at(-1);
    const goesOn = own.length > 0 && own[0].han && last?.han && !last.marks && last.value === own[0].value;
    const isRunsEnd = goesOn && own.length === 1 && before === 2;
    if (goesOn && (own.length === 2 || isRunsEnd)) {
      starts.push(list.length - 1);
      last.marks = own[0].marks;
      list.push(...own.slice(1));
    } else {
      starts.push(list.length);
      list.push(...own);
    }
    before = own[0]?.han ? own.length : 0;
  }
  return { list, starts };
}

// Find a folded query in pieces: from which piece up to which one it stands, each time.
export function occurrences({ text, owners }, wanted) {
  const found = [];
  for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    found.push({ from: owners[at], to: owners[at + wanted.length - 1] + 1 });
  }
  return found;
}

// Write pieces as running text, those from `from` up to `to` marked.
export function running(list, from = -1, to = -1) {
  return list.reduce((html, piece, place) => {
    const opens = place === from ? "<mark>" : "";
    const closes = place === to - 1 ? "</mark>" : "";
    const next = list[place + 1];
    const gap = next && !piece.han && !next.han && !piece.marks ? " " : "";
    const marks = piece.marks.replace(FORMAT, "").replace(/[|]{2}/g, SIDES).replace(/[|]/g, "\u3000").replace(/~+/g, " ");
    const shown = escapeHtml(piece.lead.replace(FORMAT, "").replace(/[|~]/g, "")) + opens + escapeHtml(piece.value) + closes;
    return html + shown + escapeHtml(next ? marks : marks.trim()) + gap;
  }, "");
}

export function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);
}
