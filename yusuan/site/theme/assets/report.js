// Where to report a mistake, with the address of what is wrong filled in: the issue list, else a letter.
const meta = (name) => document.querySelector(`meta[name="yusuan-${name}"]`)?.content;

export function reportAddress(place, shown = "") {
  const title = `错误：${document.title.split(" · ")[0]}`;
  const body = `网址：${place}\n页面上是：${shown}\n应当是：\n`;
  const filled = `title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
  if (meta("repository")) return `${meta("repository").replace(/\/$/, "")}/issues/new?${filled}`;
  if (meta("contact")) return `mailto:${meta("contact")}?${filled.replace("title=", "subject=")}`;
  return null;
}

export function fillReports() {
  for (const link of document.querySelectorAll("a[data-report]")) {
    link.addEventListener("click", () => {
      link.href = reportAddress(location.href) ?? link.href;
    });
    link.href = reportAddress(location.href) ?? link.href;
  }
}
