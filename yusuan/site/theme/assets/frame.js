// The frame of every page: the switch of colours, and where in its contents the reader is.
const switches = [...document.querySelectorAll('input[name="__palette"]')];

function choose(input) {
  const { mdColorScheme } = input.dataset;
  document.body.dataset.mdColorScheme = mdColorScheme;
  for (const one of switches) one.nextElementSibling.hidden = one !== input;
  input.checked = true;
}

for (const input of switches) {
  input.addEventListener("change", () => {
    choose(input);
    input.focus({ preventScroll: true });
    try {
      localStorage.setItem("yusuan-colours", input.dataset.mdColorScheme);
    } catch {
      // storage that is full or switched off: nothing is remembered
    }
  });
}
const now = document.body.dataset.mdColorScheme;
if (switches.length) choose(switches.find((input) => input.dataset.mdColorScheme === now) ?? switches[0]);

const links = new Map();
for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#']")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
const passed = new Set();
const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, boundingClientRect: box, rootBounds } of entries) {
      if (box.top < (rootBounds?.bottom ?? 0)) passed.add(target);
      else passed.delete(target);
    }
    const last = [...links.keys()].filter((heading) => passed.has(heading)).pop();
    for (const [heading, link] of links) link.classList.toggle("md-nav__link--active", heading === last);
  },
  { rootMargin: "0px 0px -70% 0px" },
);
links.forEach((_, heading) => watch.observe(heading));

// Lines of code that are wider than the page are scrolled by keyboard too.
for (const code of document.querySelectorAll("pre > code")) code.tabIndex = 0;
