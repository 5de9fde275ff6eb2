// Small things that a page is complete without: the address in citations, sections that open for a link.
import { fillReports } from "./report.js";

fillReports();
for (const place of document.querySelectorAll("[data-canonical]")) {
  place.textContent = location.href.split(/[?#]/)[0];
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target?.closest("details:not([open])");
  if (closed) {
    closed.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", openTarget);
openTarget();
