// The page of an audit comes alive: filters, charts and diagrams. Without this script all of it is there as text.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const levels = ["critical", "high", "medium", "low"];
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  document.documentElement.classList.add("scripted");

  // Filters: the address keeps them, so that a link shows what its sender saw.
  const causes = all(".cause");
  const fields = new Map(all("[data-filter]").map((field) => [field.dataset.filter, field]));
  const texts = new Map();
  const textOf = (cause) => {
    if (!texts.has(cause)) texts.set(cause, cause.textContent.toLowerCase());
    return texts.get(cause);
  };

  function wanted() {
    return [...fields].filter(([, field]) => field.value.trim()).map(([name, field]) => [name, field.value.trim()]);
  }

  function show() {
    const filters = wanted();
    const words = filters.filter(([name]) => name === "q").flatMap(([, text]) => text.toLowerCase().split(/\s+/));
    const exact = filters.filter(([name]) => name !== "q");
    const counts = new Map();
    let shown = 0;
    for (const cause of causes) {
      const fits = exact.every(([name, value]) => cause.dataset[name] === value)
        && (!words.length || words.every((word) => textOf(cause).includes(word)));
      cause.hidden = !fits;
      if (!fits) continue;
      shown += 1;
      const kind = cause.classList.contains("settled") ? "settled" : cause.dataset.severity;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const parts = [...levels, "settled"].filter((kind) => counts.has(kind)).map((kind) => `${counts.get(kind)} ${kind}`);
    one(".count").textContent = `${shown} of ${causes.length} shown${parts.length ? `: ${parts.join(", ")}` : ""}`;
    one(".reset").hidden = !filters.length;
  }

  function remember() {
    const state = new URLSearchParams(wanted()).toString();
    history.replaceState(null, "", state ? `#${state}` : location.pathname + location.search);
  }

  function recall() {
    const state = decodeURIComponent(location.hash.slice(1));
    const meant = /^(cause|item)-/.test(state) && document.getElementById(state);
    if (meant) {
      meant.hidden = false;
      meant.open = true;
      meant.scrollIntoView();
    } else if (state.includes("=")) {
      const saved = new URLSearchParams(location.hash.slice(1));
      for (const [name, field] of fields) field.value = saved.get(name) ?? "";
      show();
    }
  }

  function choose(values) {
    for (const [name, field] of fields) field.value = values[name] ?? "";
    show();
    remember();
    one("#causes")?.scrollIntoView();
  }

  if (fields.size) {
    one(".filter").hidden = false;
    let waiting = 0;
    for (const field of fields.values()) {
      field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => { show(); remember(); }, field.type === "search" ? 150 : 0);
      });
    }
    one(".reset").addEventListener("click", () => { choose({}); fields.get("q").focus(); });
    show();
    addEventListener("hashchange", recall);
    recall();
  }

  // Drawing: the libraries are packed in the page, and run because the policy knows their digests.
  async function unpack(name) {
    const packed = one(`#packed-${name}`);
    if (!packed) return false;
    const bytes = Uint8Array.from(atob(packed.textContent), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    packed.remove();
    return true;
  }

  const values = JSON.parse(one("#values").textContent);
  const charts = [];
  const shorter = (text, most) => (text.length > most ? `…${text.slice(1 - most)}` : text);
  const axis = () => ({
    axisLabel: { color: color("soft") },
    axisLine: { lineStyle: { color: color("edge") } },
    splitLine: { lineStyle: { color: color("edge") } },
  });
  const common = () => ({
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: color("ink") },
    // Rich text and not HTML: a name in it stays a name.
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: color("card"), borderColor: color("edge"),
      textStyle: { color: color("ink"), fontSize: 13 },
    },
    legend: { bottom: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: color("soft") } },
  });
  const stacked = (rows, extra = {}) => levels.map((level) => ({
    name: level, type: "bar", stack: "all", data: rows.map((row) => row[level]), barMaxWidth: 34,
    itemStyle: { color: color(level), borderColor: color("card"), borderWidth: 1 }, ...extra,
  }));

  const options = {
    trend: () => ({
      ...common(),
      grid: { left: 8, right: 8, top: 16, bottom: 34, containLabel: true },
      xAxis: { type: "category", data: values.trend.map((run) => run.day), ...axis(), splitLine: { show: false } },
      yAxis: { type: "value", minInterval: 1, ...axis() },
      tooltip: { ...common().tooltip, trigger: "axis", axisPointer: { type: "shadow", label: { show: false } },
        formatter: ([first]) => {
          const run = values.trend[first.dataIndex];
          return [`${run.day}${run.complete ? "" : " (incomplete)"}`, ...levels.map((level) => `${level} ${run[level]}`),
            `${run.new} new, ${run.gone} gone`].join("\n");
        } },
      series: stacked(values.trend),
    }),
    areas: () => ({
      ...common(),
      grid: { left: 8, right: 16, top: 8, bottom: 34, containLabel: true },
      xAxis: { type: "value", minInterval: 1, ...axis() },
      yAxis: { type: "category", inverse: true, data: values.areas.map((row) => row.area), ...axis(), splitLine: { show: false },
        axisLabel: { color: color("ink"), formatter: (name) => shorter(name, 22) } },
      series: stacked(values.areas, { barMaxWidth: 22, cursor: "pointer" }),
    }),
    spots: () => {
      const apps = Map.groupBy ? Map.groupBy(values.spots, (spot) => spot.app) : new Map([["", values.spots]]);
      return {
        ...common(),
        tooltip: { ...common().tooltip, formatter: ({ data }) => (data.spot
          ? `${shorter(data.spot.path, 70)}\nworst: ${data.spot.worst}\n${data.spot.places} places, weight ${data.spot.weight}`
          : `${data.name}: weight ${data.value}`) },
        series: [{
          type: "treemap", roam: false, nodeClick: false, breadcrumb: { show: false },
          left: 0, right: 0, top: 8, bottom: 0,
          label: { show: true, formatter: ({ data }) => data.name, color: color("card"), fontSize: 12, overflow: "truncate" },
          upperLabel: { show: true, height: 22, color: color("ink"), fontWeight: 600, formatter: ({ data }) => data?.name ?? "" },
          itemStyle: { borderColor: color("card"), gapWidth: 1 },
          levels: [
            { itemStyle: { borderWidth: 0, gapWidth: 4 }, upperLabel: { show: false } },
            { itemStyle: { borderColor: color("faint"), borderWidth: 3, gapWidth: 2 } },
            { itemStyle: { borderColor: color("faint"), gapWidth: 1 } },
          ],
          data: [...apps].map(([name, spots]) => ({
            name,
            value: spots.reduce((sum, spot) => sum + spot.weight, 0),
            itemStyle: { color: color("faint") },
            children: spots.map((spot) => ({
              name: spot.path.split("/").pop(), value: spot.weight, spot, itemStyle: { color: color(spot.worst) },
            })),
          })),
        }],
      };
    },
    shares: () => {
      const tones = { reviewed: "ok", excluded: "soft", failed: "critical" };
      return {
        ...common(),
        grid: { left: 4, right: 4, top: 8, bottom: 34 },
        xAxis: { type: "value", show: false, max: "dataMax" },
        yAxis: { type: "category", show: false, data: [""] },
        series: values.shares.map((share, index) => ({
          name: `${shorter(share.name, 44)} (${share.files})`,
          type: "bar", stack: "all", data: [share.files], barWidth: 30,
          itemStyle: { color: color(tones[share.state]), opacity: share.state === "excluded" ? Math.max(0.3, 0.8 - index / 8) : 1 },
        })),
        legend: { ...common().legend, type: "scroll", selectedMode: false, pageIconColor: color("link"),
          pageIconInactiveColor: color("edge"), pageTextStyle: { color: color("soft") } },
      };
    },
  };

  const clicks = {
    areas: ({ name, seriesName }) => ({ area: name, severity: seriesName }),
    spots: ({ data }) => (data?.spot ? { q: data.spot.path } : undefined),
  };

  function drawCharts() {
    for (const chart of charts.splice(0)) chart.dispose();
    for (const figure of all("[data-chart]")) {
      const { chart: name } = figure.dataset;
      const drawing = one(".drawing", figure);
      if (name === "areas") drawing.style.height = `${Math.max(values.trend.length ? 280 : 130, 70 + 30 * values.areas.length)}px`;
      if (name === "spots" && values.spots.length < 6) drawing.style.height = `${70 + 30 * values.spots.length}px`;
      const chart = globalThis.reviewbotCharts.init(drawing, null, { renderer: "svg" });
      chart.setOption(options[name]());
      if (fields.size && clicks[name]) {
        chart.on("click", (event) => {
          const chosen = clicks[name](event);
          if (chosen) choose(chosen);
        });
      }
      charts.push(chart);
    }
  }

  async function drawDiagrams() {
    const mermaid = globalThis.reviewbotDiagrams;
    mermaid.initialize({
      startOnLoad: false, securityLevel: "strict", htmlLabels: false, maxTextSize: 200000, maxEdges: 2000,
      suppressErrorRendering: true, fontFamily: getComputedStyle(document.body).fontFamily, theme: "base", layout: "dagre", look: "classic",
      flowchart: { useMaxWidth: false, htmlLabels: false, wrappingWidth: 400 }, er: { useMaxWidth: false },
      themeVariables: {
        darkMode: matchMedia("(prefers-color-scheme: dark)").matches, background: color("card"), primaryColor: color("low-bg"),
        primaryTextColor: color("ink"), primaryBorderColor: color("low"), lineColor: color("soft"), textColor: color("ink"),
        secondaryColor: color("faint"), tertiaryColor: color("faint"), edgeLabelBackground: color("card"),
        mainBkg: color("low-bg"), nodeBorder: color("low"), attributeBackgroundColorOdd: color("card"),
        attributeBackgroundColorEven: color("faint"), rowOdd: color("card"), rowEven: color("faint"), fontSize: "14px",
      },
    });
    for (const figure of all("[data-diagram]")) {
      const drawing = one(".drawing", figure);
      const title = one("figcaption", figure).textContent;
      try {
        const { svg } = await mermaid.render(`drawn-${figure.dataset.diagram}`, one("pre", figure).textContent);
        drawing.innerHTML = svg;
      } catch {
        drawing.textContent = "This diagram could not be drawn; its text is below.";
        continue;
      }
      const picture = one("svg", drawing);
      const natural = picture.viewBox.baseVal.width || picture.clientWidth;
      picture.style.width = `${Math.min(natural, drawing.clientWidth)}px`;
      picture.style.height = "auto";
      picture.removeAttribute("aria-roledescription");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", `Diagram: ${title}. Its text is below.`);
      if (drawing.clientWidth < natural * 0.75) enlargeable(drawing, picture, natural, title);
    }
  }

  // A large picture is shown whole at first, too small to be read, and by a button at its full size, to be scrolled.
  function enlargeable(drawing, picture, natural, title) {
    one(".enlarge", drawing.parentElement)?.remove();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "enlarge";
    const set = (isFull) => {
      button.textContent = isFull ? "Show the whole" : "Show at full size";
      button.setAttribute("aria-label", `${button.textContent}: ${title}`);
      button.setAttribute("aria-pressed", isFull);
      drawing.classList.toggle("full", isFull);
      picture.style.width = isFull ? `${natural}px` : "100%";
      for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", `${title}, scrolls`]]) {
        if (isFull) drawing.setAttribute(name, value);
        else drawing.removeAttribute(name);
      }
    };
    button.addEventListener("click", () => set(!drawing.classList.contains("full")));
    set(false);
    drawing.before(button);
  }

  async function draw() {
    const hasCharts = await unpack("charts");
    const hasDiagrams = await unpack("diagrams");
    for (const table of all(".table")) table.open = false;
    if (hasCharts) drawCharts();
    if (hasDiagrams) await drawDiagrams();
    let waiting = 0;
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { for (const chart of charts) chart.resize(); }, 100);
    });
    // Paper is narrower than most windows, and a picture does not wrap.
    addEventListener("beforeprint", () => {
      for (const chart of charts) {
        chart.resize({ width: 660 });
        chart.getZr().flush();
      }
    });
    addEventListener("afterprint", () => { for (const chart of charts) chart.resize({ width: "auto" }); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      if (hasCharts) drawCharts();
      if (hasDiagrams) drawDiagrams();
    });
    document.documentElement.classList.add("drawn");
  }

  draw();
})();
