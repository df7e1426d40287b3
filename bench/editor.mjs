// What bench/editor runs: node editor.mjs DRIVER ADDRESS [--pictures]. Figures go to docs/performance-editor.md; with --pictures, pictures to docs/pictures instead.
import { execSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";

const [driver, address, ...wishes] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(driver);
const program = process.env.FLOWFORGE_CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const view = { width: 1440, height: 900 };

/** A grid of set nodes, each row a chain that begins at one trigger. */
function workflow(count) {
  const rows = Math.ceil(Math.sqrt(count / 2)), nodes = [{ id: "start", kind: "trigger.manual", name: "Start", position: { x: 0, y: 0 } }], edges = [];
  for (let i = 1; i < count; i++) {
    const [row, column] = [(i - 1) % rows, Math.floor((i - 1) / rows)];
    nodes.push({ id: `n${i}`, kind: "set", name: `Step ${i}`, parameters: { fields: { value: `={{ $json.value + ${i} }}` } }, position: { x: 300 + column * 300, y: row * 120 } });
    edges.push({ from: column === 0 ? "start" : `n${i - rows}`, to: `n${i}` });
  }
  return { flowforge: 1, id: `grid-${count}`, name: `${count} nodes`, graph: { nodes, edges } };
}

async function tab(options = {}) {
  const context = await browser.newContext({ baseURL: address, viewport: view, serviceWorkers: "block", ...options });
  const page = await context.newPage();
  // A busy machine is slow, not wrong.
  page.setDefaultTimeout(180_000);
  return { context, page, protocol: await context.newCDPSession(page) };
}

async function firstVisit() {
  const { context, page, protocol } = await tab();
  let bytes = 0;
  await protocol.send("Network.enable");
  protocol.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
  const at = performance.now();
  await page.goto("/");
  await page.getByText("What starts your workflow?").waitFor();
  const first = performance.now() - at;
  await page.locator("#app [data-first-steps]").waitFor();
  const ready = performance.now() - at;
  await page.waitForLoadState("networkidle");
  const took = bytes, again = performance.now();
  await page.goto("/");
  await page.locator("#app [data-first-steps]").waitFor();
  const second = performance.now() - again;
  await context.close();
  return { bytes: took, first, ready, second, pressed: await pressed() };
}

/** As a first visitor who presses at once: from the address until what was pressed is on the canvas. */
async function pressed() {
  const { context, page } = await tab();
  const at = performance.now();
  await page.goto("/", { waitUntil: "commit" });
  await page.locator("[data-start=manual]").click();
  await page.locator(".react-flow__node .node").first().waitFor();
  const took = performance.now() - at;
  await context.close();
  return took;
}

/** Milliseconds of processor time that the page's own thread has taken: what else runs on the machine does not lengthen it much. */
async function busy(protocol) {
  const { metrics } = await protocol.send("Performance.getMetrics");
  return 1000 * metrics.find((one) => one.name === "TaskDuration").value;
}

/** Frames drawn while something is done, by the browser's own count, and the page's processor time for one. */
async function frames(page, protocol, act) {
  const before = await busy(protocol);
  await page.evaluate(() => {
    const drawn = (window.drawn = []);
    const note = (time) => { drawn.push(time); window.drawing = requestAnimationFrame(note); };
    window.drawing = requestAnimationFrame(note);
  });
  await act();
  const times = await page.evaluate(() => { cancelAnimationFrame(window.drawing); return window.drawn; });
  const gaps = times.slice(1).map((time, index) => time - times[index]).sort((a, b) => a - b);
  return { rate: (1000 * gaps.length) / (times.at(-1) - times[0]), slowest: gaps[Math.floor(gaps.length * 0.95)], cost: (await busy(protocol) - before) / gaps.length };
}

async function large(count) {
  const answer = await fetch(`${address}/api/workflows`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(workflow(count)) });
  if (!answer.ok) throw new Error(await answer.text());
  const { context, page, protocol } = await tab();
  await page.goto("/workflows");
  const link = page.locator(`a[href$="workflows/grid-${count}"]`).first();
  await link.waitFor();
  await page.waitForLoadState("networkidle");
  await protocol.send("Performance.enable", { timeDomain: "threadTicks" });
  const [at, spent] = [performance.now(), await busy(protocol)];
  await link.click();
  await page.locator(".react-flow__node .node, .far-cards path").first().waitFor({ state: "attached" });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const [open, cost] = [performance.now() - at, await busy(protocol) - spent];
  await page.waitForTimeout(2_000);
  const rest = await busy(protocol) - spent;
  const whole = await page.evaluate(() => document.querySelectorAll("*").length);
  // As people work: so near that names are read.
  await page.getByRole("button", { name: /show at actual size/ }).click();
  await page.waitForTimeout(500);
  const near = await page.evaluate(() => document.querySelectorAll("*").length);
  const pane = { x: 700, y: 450 };
  await page.mouse.move(pane.x, pane.y);
  const pan = await frames(page, protocol, async () => {
    for (let i = 0; i < 60; i++) await page.mouse.wheel(i < 30 ? 40 : -40, i % 2 ? 20 : -20);
  });
  const card = await page.locator(".react-flow__node").evaluateAll((cards) => {
    const box = cards.map((one) => one.getBoundingClientRect()).find((one) => one.x > 300 && one.x < 1000 && one.y > 200 && one.y < 700);
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  });
  const drag = card && await frames(page, protocol, async () => {
    await page.mouse.move(card.x, card.y);
    await page.mouse.down();
    for (let i = 1; i <= 60; i++) await page.mouse.move(card.x + i * 4, card.y + (i % 20));
    await page.mouse.up();
  });
  await protocol.send("HeapProfiler.enable");
  await protocol.send("HeapProfiler.collectGarbage");
  const { metrics } = await protocol.send("Performance.getMetrics");
  const heap = metrics.find((one) => one.name === "JSHeapUsedSize").value;
  const wasm = await page.evaluate(() => globalThis.Blazor?.runtime?.Module?.HEAPU8?.length ?? 0);
  await context.close();
  return { count, open, cost, rest, whole, near, pan, drag, heap, wasm };
}

/** A run of ten thousand frames: how soon it is open, and how its moments follow the scrubber. */
async function scrub() {
  const loop = { flowforge: 1, id: "scrubbed", name: "Ten thousand frames", graph: { nodes: [
    { id: "start", kind: "trigger.manual", position: { x: 0, y: 0 } },
    { id: "make", kind: "code", position: { x: 300, y: 0 }, parameters: { mode: "allItems", source: "return Array.from({ length: 5000 }, (_, n) => ({ json: { n } }));" } },
    { id: "each", kind: "loop", position: { x: 600, y: 0 }, parameters: { batchSize: 1 } },
    { id: "mark", kind: "set", position: { x: 900, y: 120 }, parameters: { fields: { seen: "={{ $json.n }}" } } } ],
    edges: [{ from: "start", to: "make" }, { from: "make", to: "each" }, { from: "each", fromPort: "loop", to: "mark" }, { from: "mark", to: "each" }] } };
  const run = await (await fetch(`${address}/api/runs?wait=180`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ workflow: loop }) })).json();
  const { context, page, protocol } = await tab();
  await protocol.send("Performance.enable", { timeDomain: "threadTicks" });
  const at = performance.now();
  await page.goto(`/runs/${run.id}`);
  await page.locator(".react-flow__node .node").first().waitFor();
  const open = performance.now() - at;
  const scrubber = page.getByLabel("Moment of the run");
  await page.waitForFunction(() => Number(document.querySelector(".scrubber")?.max) >= 10_000, undefined, { timeout: 120_000 });
  const whole = performance.now() - at;
  const box = await scrubber.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 10, y);
  await page.mouse.down();
  const drag = await frames(page, protocol, async () => {
    for (let i = 0; i < 120; i++) await page.mouse.move(box.x + 10 + ((box.width - 20) * (i % 60)) / 60, y);
  });
  await page.mouse.up();
  const frameCount = Number(await scrubber.getAttribute("max")) + 1;
  await context.close();
  return { open, whole, drag, frames: frameCount };
}

await (wishes.includes("--pictures") ? pictures() : measure());
await browser.close();

async function measure() {
  const wasLoaded = loadavg()[0];
  const visit = await firstVisit();
  const sizes = [await large(800), await large(5_000)];
  const time = await scrub();
  const number = (value, digits = 0) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const speed = (one) => (one ? `${number(one.rate)} a second, 95 % within ${number(one.slowest, 1)} ms; ${number(one.cost, 1)} ms` : "–");
  const row = (what, of, aim) => `| ${what} | ${sizes.map(of).join(" | ")} | ${aim} |`;
  writeFileSync("docs/performance-editor.md", `# Performance of the editor

Written by \`bench/editor\` on ${new Date().toISOString().slice(0, 10)}; run it to have your own numbers. Chromium, the host and whatever else runs share the machine.

- Machine: ${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, load average at the start ${wasLoaded.toFixed(2)}; no graphics card, so all is drawn by the processor
- Chromium ${browser.version()}, headless, ${view.width} × ${view.height}
- Commit ${execSync("git rev-parse --short HEAD", { encoding: "utf8" }).trim()}

| First visit | Measured | Aim |
|---|---:|---:|
| Bytes over the network (Brotli) | ${number(visit.bytes / 1e6, 2)} MB | < 4 MB |
| Time until the empty canvas and its ways to begin are seen and take presses, nothing cached | ${number(visit.first)} ms | < 3,000 ms |
| Until the editor itself has taken over | ${number(visit.ready)} ms | |
| Until a beginning that was pressed as soon as it was seen is on the canvas | ${number(visit.pressed)} ms | |
| A second visit, until the editor itself stands | ${number(visit.second)} ms | |

| A workflow of | ${sizes.map((one) => `${number(one.count)} nodes`).join(" | ")} | Aim (800 nodes) |
|---|${sizes.map(() => "---:|").join("")}---:|
${row("From the click in the list until it is drawn", (one) => `${number(one.open)} ms`, "< 1,500 ms")}
${row("Processor time of the page for that", (one) => `${number(one.cost)} ms`, "")}
${row("The same until the page is at rest: checked, kept in the browser, all parts there", (one) => `${number(one.rest)} ms`, "")}
${row("DOM nodes with all of it in view", (one) => number(one.whole), "")}
${row("DOM nodes at actual size", (one) => number(one.near), "")}
${row("Frames while panning at actual size; processor time of one", (one) => speed(one.pan), "≥ 50 a second")}
${row("Frames while dragging a node at actual size; processor time of one", (one) => speed(one.drag), "≥ 50 a second")}
${row("JavaScript heap after a collection", (one) => `${number(one.heap / 1e6)} MB`, "")}
${row("WebAssembly memory (.NET)", (one) => `${number(one.wasm / 1e6)} MB`, "")}

| A run of ${number(time.frames)} frames | Measured | Aim |
|---|---:|---:|
| Until its canvas stands, page load included | ${number(time.open)} ms | |
| Until all its frames are there | ${number(time.whole)} ms | |
| Frames while the scrubber is dragged from end to end; processor time of one | ${speed(time.drag)} | without delay |

Processor time is that of the page's own thread: on a busy machine it says what the editor costs, where the times on the clock say what else was running. Frames come at most 60 times a second.
`);
}

/** The pictures of the README: canvas, inspector, debugger, difference. */
async function pictures() {
  mkdirSync("docs/pictures", { recursive: true });
  const { context, page } = await tab({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  const keep = (name) => page.screenshot({ path: `docs/pictures/${name}.png` });
  await page.goto("/");
  await page.locator("[data-start=example]").click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator("[data-run=COMPLETED]").waitFor();
  await page.getByRole("table").waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.move(640, 640);
  await page.waitForTimeout(1_000);
  await keep("canvas");
  const card = (name) => page.locator(".react-flow__node", { has: page.getByText(name, { exact: true }) });
  await card("Give 10 % off").dblclick();
  await page.locator("[data-value='fields.toPay']").waitFor();
  await page.waitForTimeout(500);
  await keep("inspector");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+s");
  await page.getByText("Saved · version 1").waitFor();
  await page.getByLabel("Name of the workflow").fill("Orders with a larger discount");
  await page.keyboard.press("Tab");
  await card("Full price").click();
  await page.keyboard.press("d");
  await page.keyboard.press("Control+h");
  await page.locator("aside button[aria-pressed]").first().click();
  await page.waitForTimeout(800);
  await keep("difference");
  const loop = { flowforge: 1, id: "readme-loop", name: "Invoices of the day", graph: { nodes: [
    { id: "start", kind: "trigger.manual", name: "Start", position: { x: 0, y: 0 } },
    { id: "make", kind: "code", name: "Invoices", position: { x: 280, y: 0 }, parameters: { mode: "allItems", source: "return Array.from({ length: 40 }, (_, n) => ({ json: { invoice: 1000 + n, total: (n * 37) % 211 } }));" } },
    { id: "each", kind: "loop", name: "Each invoice", position: { x: 560, y: 0 }, parameters: { batchSize: 1 } },
    { id: "tax", kind: "set", name: "Add tax", position: { x: 840, y: 130 }, parameters: { fields: { gross: "={{ $json.total * 1.19 }}" } } },
    { id: "check", kind: "code", name: "Check", position: { x: 1120, y: 130 }, parameters: { mode: "perItem", source: "if ($json.invoice === 1033) throw new Error('Invoice 1033 has no customer'); return $json;" } },
    { id: "done", kind: "noop", name: "Send them", position: { x: 840, y: -110 } } ],
    edges: [{ from: "start", to: "make" }, { from: "make", to: "each" }, { from: "each", fromPort: "loop", to: "tax" }, { from: "tax", to: "check" }, { from: "check", to: "each" }, { from: "each", fromPort: "done", to: "done" }] } };
  const run = await (await fetch(`${address}/api/runs?wait=60`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ workflow: loop }) })).json();
  await page.goto(`/runs/${run.id}`);
  await page.getByLabel("Node Check").waitFor();
  await page.waitForTimeout(1_000);
  await keep("debugger");
  await context.close();
}
