// A chart is a static picture until a reader touches it; then Vega is fetched from this site and takes over.
const plots = document.querySelectorAll("[data-chart]");
const bundle = new URL("vega.js", import.meta.url);
let ready;

function load() {
  ready ??= Promise.all([
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = bundle;
      script.type = "module";
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }),
    fetch("charts.json").then((answer) => answer.json()),
  ]).then(([, specs]) => specs);
  return ready;
}

async function enliven(plot) {
  if (plot.dataset.live) return;
  plot.dataset.live = "loading";
  try {
    const specs = await load();
    const holder = document.createElement("div");
    const { view } = await window.vegaEmbed(holder, specs[plot.dataset.chart], {
      actions: false,
      ast: true, // expressions are interpreted: the page's policy lets nothing turn text into code
      defaultStyle: false, // nor does it let scripts write style sheets: ours are in yusuan.css
      renderer: "svg",
      tooltip: { theme: "custom", disableDefaultStyle: true },
    });
    fit(holder);
    view.addEventListener("click", (_, item) => follow(item?.datum?.anchor));
    plot.replaceChildren(holder);
    plot.removeAttribute("title");
    plot.dataset.live = "yes";
  } catch (error) {
    delete plot.dataset.live;
    ready = undefined;
    console.warn("chart stays static", error);
  }
}

// Let the page scale the chart as it scaled the picture.
function fit(holder) {
  const svg = holder.querySelector("svg");
  svg.removeAttribute("width");
  svg.removeAttribute("height");
}

function follow(anchor) {
  if (anchor) location.hash = anchor;
}

for (const plot of plots) {
  plot.title = "点一下图，可逐项查看金额和行号";
  plot.addEventListener("pointerdown", () => enliven(plot));
}
