// CSV that Excel opens correctly and cannot take for formulas, and files that a page gives away.
export function csvOf(rows) {
  return new Blob([`\ufeff${rows.map((row) => row.map((value) => quoted(String(value))).join(",")).join("\r\n")}\r\n`], { type: "text/csv" });
}

function quoted(value) {
  const safe = /^\s*(?:[=+@＝＋＠]|[-－](?!\d))/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveCsv(rows, name) {
  save(csvOf(rows), name);
}
