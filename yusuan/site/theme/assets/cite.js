// Citations of a page, a number or a finding: as GB/T 7714 has them for online sources, and in plain words.
const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

// What is cited: {unit, title, year, published} of the document that a place on the page belongs to.
const cited = (place) => JSON.parse((place?.closest("[data-cite]") ?? document.querySelector("[data-cite]")).dataset.cite);

// detail: what of the document, if not the whole of it; address: where it is shown; ours: what this site says of
// the document, as a finding does, and the document does not.
export function citation(style, { place, detail = "", address, ours = false }) {
  const { unit, title, year, published } = cited(place);
  if (style === "gbt") {
    const date = published ? `(${published})` : "";
    if (ours) return `阳光预算. ${unit}《${title}》核对: ${detail}[EB/OL]. [${today()}]. ${address}.`;
    return `${unit}. ${title}${detail ? `: ${detail}` : ""}[EB/OL]. ${date}[${today()}]. ${address}.`;
  }
  return `${unit}：《${title}》，${year} 年${detail ? `，${detail}` : ""}；阳光预算整理，${address}（${today()} 查阅）`;
}

export const STYLES = [["gbt", "引用 GB/T 7714"], ["plain", "引用 纯文字"]];

// Copy a text: say so on the button, or show the text to copy by hand.
export async function copy(text, button, label) {
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "已复制";
  } catch {
    const field = document.createElement("input");
    Object.assign(field, { value: text, readOnly: true, ariaLabel: label });
    if (button.nextElementSibling?.matches("input")) button.nextElementSibling.remove();
    button.after(field);
    field.select();
    button.textContent = "请复制：";
  }
  setTimeout(() => (button.textContent = said), 4000);
}
