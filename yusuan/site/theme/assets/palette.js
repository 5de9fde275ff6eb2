// Give the page the colours that the reader chose last, before anything is drawn.
try {
  const chosen = localStorage.getItem("yusuan-colours");
  if (chosen) document.body.dataset.mdColorScheme = chosen;
} catch {
  // storage that is switched off: the system's colours
}
