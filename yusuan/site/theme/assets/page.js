// Small things that a page is complete without: the address in citations, sections that open for a link.
for (const place of document.querySelectorAll("[data-canonical]")) {
  const canonical = document.querySelector('link[rel="canonical"]');
  place.textContent = canonical?.href ?? location.href.split("#")[0];
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
