// The start page of several sites: how much each has, as it says itself.
async function say(place) {
  const answer = await fetch(new URL("site.json", new URL(place.dataset.site, location.href)));
  if (!answer.ok) return;
  const { disclosures, units, years } = await answer.json();
  place.textContent = `${units} 个单位，${disclosures} 份文件，${[...new Set(years)].join("–")} 年`;
}
for (const place of document.querySelectorAll("[data-site]")) say(place).catch(() => {});
