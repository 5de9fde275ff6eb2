// A touched chart opens its figures: each part with its share and the line that prints it.
for (const plot of document.querySelectorAll("[data-chart]")) {
  const figures = plot.closest("figure").querySelector("details");
  if (!figures) continue;
  plot.title = "点一下图，逐项看金额、占比和行号";
  plot.addEventListener("click", () => {
    figures.open = true;
    figures.querySelector("summary").focus({ preventScroll: true });
    figures.scrollIntoView({ block: "nearest" });
  });
}
