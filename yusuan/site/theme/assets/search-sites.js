// Search several sites as one. Each site's index is merged into an instance of its own of this page's Pagefind, so
// that one that does not answer takes nothing from the others, and equal ids of two sites are told apart.
const OWN = "page";

// Open the sites of a list; in return what Pagefind offers, and the names of those that did not answer.
export async function openSites(list, base) {
  const [pagefind, listed] = await Promise.all([
    import(new URL("pagefind/pagefind.js", base)),
    fetch(list).then((answer) => answer.json()),
  ]);
  // The first instance loads the code that all share: made at once, each would load it and spoil the others' memory.
  const own = { address: base.href, filters: {}, hidden: new Set(), index: begin(pagefind) };
  await own.index.filters();
  const made = listed.map((site) => ({ ...site, address: new URL(site.address, base).href, index: begin(pagefind) }));
  const opened = await Promise.allSettled(made.map(open));
  const sites = [own, ...opened.filter(({ status }) => status === "fulfilled").map(({ value }) => value)];
  return {
    search: (words, options = {}) => search(sites, words, options),
    filters: async () => sum(await Promise.all(sites.map(({ index }) => index.filters()))),
    preload: (words, options) => Promise.all(sites.map(({ index }) => index.preload(words, options))),
    absent: made.filter((_, place) => opened[place].status === "rejected").map(({ name }) => name),
  };
}

// An instance reads the page's language when it is made; search-engine.js says why there is none.
function begin(pagefind) {
  const page = document.documentElement;
  const language = page.lang;
  page.lang = "und";
  const index = pagefind.createInstance({});
  page.lang = language;
  return index;
}

// Hand-written pages are the same on every site: those of this one are enough.
async function open(site) {
  const filters = { site: site.adcode };
  await site.index.mergeIndex(`${site.address}pagefind/`, { mergeFilter: filters });
  const known = await site.index.filters();
  const pages = await site.index.search(null, { filters: { ...filters, kind: OWN } });
  return { ...site, filters, known, hidden: new Set(pages.results.map(({ id }) => id)) };
}

async function search(sites, words, { filters = {}, ...options }) {
  const asked = sites.filter(({ known }) => !filters.province || known?.province?.[filters.province]);
  const answers = await Promise.all(asked.map((site) => ask(site, words, filters, options)));
  const results = answers.flatMap((answer) => answer.results).sort((one, other) => other.score - one.score);
  return { results, filters: sum(answers.map((answer) => answer.filters)) };
}

async function ask(site, words, filters, options) {
  const answer = await site.index.search(words, { ...options, filters: { ...filters, ...site.filters } });
  const results = answer.results.filter(({ id }) => !site.hidden.has(id)).map((result) => ({
    id: `${site.address} ${result.id}`,
    words: result.words,
    score: result.score,
    data: async () => ({ ...(await result.data()), base: site.address, of: site.name }),
  }));
  return { results, filters: answer.filters };
}

function sum(list) {
  const all = {};
  for (const [name, counts] of list.flatMap(Object.entries)) {
    all[name] ??= {};
    for (const [value, count] of Object.entries(counts)) all[name][value] = (all[name][value] ?? 0) + count;
  }
  return all;
}
