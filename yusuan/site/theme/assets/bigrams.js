// Text as bigrams and back, the same as yusuan/site/bigrams.py: 驻京联络 ↔ 驻京 京联 联络.
const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff〇";
const TOKEN = new RegExp(`[${HAN}]+|[0-9a-z]+(?:[.][0-9]+)?`, "g");
const PAIR = new RegExp(`^[${HAN}]{2}$`);
const TAIL = /[^\p{L}\p{N}]+$/u;
const HEAD = /^[^\p{L}\p{N}]+/u;

export function bigrams(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
  return (plain.match(TOKEN) ?? []).flatMap((token) => {
    const chars = [...token];
    if (chars.length < 2 || !PAIR.test(chars.slice(0, 2).join(""))) return [token];
    return chars.slice(1).map((char, place) => chars[place] + char);
  });
}

// Split indexed text into words, each with the token that it was indexed as.
export function words(content) {
  return content.split(/\s+/).map((text) => ({ text, token: text.replace(HEAD, "").replace(TAIL, "") }));
}

// Find where a phrase's tokens follow one another.
export function places(list, tokens) {
  const found = [];
  for (let start = 0; start + tokens.length <= list.length; start += 1) {
    if (tokens.every((token, step) => matches(list[start + step].token, token, tokens.length))) found.push(start);
  }
  return found;
}

function matches(word, token, length) {
  return length === 1 ? word.startsWith(token) : word === token;
}

// Put bigrams back together as running text, with <mark> around the words from `from` up to `to`.
export function running(list, from = -1, to = -1) {
  const chars = [];
  list.forEach(({ text }, place) => {
    const hit = place >= from && place < to;
    const last = chars.at(-1);
    const before = list[place - 1]?.text ?? "";
    const overlaps = PAIR.test(before) && PAIR.test([...text].slice(0, 2).join("")) && last?.char === [...text][0];
    if (overlaps) last.hit ||= hit;
    else if (/[\p{L}\p{N}]$/u.test(before) && /^[0-9a-z]/.test(text) && /[0-9a-z]$/.test(before)) {
      chars.push({ char: " ", hit: hit && last?.hit });
    }
    for (const char of [...text].slice(overlaps ? 1 : 0)) {
      chars.push({ char, hit: hit && /[\p{L}\p{N}]/u.test(char) });
    }
  });
  return markup(chars);
}

function markup(chars) {
  let out = "";
  let open = false;
  for (const { char, hit } of chars) {
    if (Boolean(hit) !== open) out += hit ? "<mark>" : "</mark>";
    open = Boolean(hit);
    out += escapeHtml(char);
  }
  return open ? `${out}</mark>` : out;
}

export function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);
}
