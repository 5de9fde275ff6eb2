// Give the page the colours that the reader chose last, before anything is drawn.
const chosen = window.__md_get("__palette")?.color;
if (chosen) {
  let colours = chosen;
  if (chosen.media === "(prefers-color-scheme)") {
    const isLight = matchMedia("(prefers-color-scheme: light)").matches;
    const data = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${isLight ? "light" : "dark"})"]`)?.dataset;
    if (data) colours = { scheme: data.mdColorScheme, primary: data.mdColorPrimary, accent: data.mdColorAccent };
  }
  for (const name of ["scheme", "primary", "accent"]) {
    if (typeof colours[name] === "string") document.body.setAttribute(`data-md-color-${name}`, colours[name]);
  }
}
