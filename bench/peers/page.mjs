// docs/comparison.md and its pictures, made of docs/comparison.json; `node bench/peers/page.mjs` makes them anew.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cells, goals, titles } from "./work.mjs";

const colours = { flowforge: "#4f46e5", "node-red": "#8f0000", restate: "#0f766e", n8n: "#ea4b71", "n8n-tuned": "#f9a8b8" };
const short = (value) => value >= 100 ? Math.round(value).toLocaleString("en") : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Bars on a logarithmic scale: a peer may be a thousand times slower. */
function picture(title, unit, bars) {
  const width = 720, left = 210, top = 34, row = 26, least = Math.min(...bars.map(({ value }) => value)) / 2, most = Math.max(...bars.map(({ value }) => value));
  const length = (value) => 380 * Math.log(value / least) / Math.log(most / least);
  const lines = bars.map(({ name, label, value }, i) => `<text x="${left - 8}" y="${top + i * row + 14}" text-anchor="end">${label.split(",")[0]}</text>`
    + `<rect x="${left}" y="${top + i * row}" width="${length(value).toFixed(1)}" height="18" rx="3" fill="${colours[name]}"/>`
    + `<text x="${(left + length(value) + 6).toFixed(1)}" y="${top + i * row + 14}">${short(value)} ${unit}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top + bars.length * row + 8}" font-family="system-ui, sans-serif" font-size="13" role="img"><title>${title}</title>`
    + `<rect width="100%" height="100%" fill="#fff"/><g fill="#1f2937"><text x="8" y="20" font-weight="600">${title} (logarithmic)</text>${lines.join("")}</g></svg>\n`;
}

const rows = [
  ...cells.map((cell) => ({ id: cell.id, title: titles[cell.id], unit: cell.steps ? "steps/s" : cell.load ? "/s" : "ms", isMore: Boolean(cell.load) })),
  { id: "start", title: "Start of the process to the first right answer", unit: "ms" },
  { id: "memory", title: "Memory at rest, with its workers, each cell called once", unit: "MB" },
  { id: "memoryAfter", title: "Memory after the load", unit: "MB" },
  { id: "disk", title: "Size on disk", unit: "MB" },
];

export function write() {
  const { about, titles: programs, medians } = JSON.parse(readFileSync("docs/comparison.json", "utf8"));
  const names = Object.keys(medians), ours = medians.flowforge;
  const ratio = (row, name) => row.isMore ? ours[row.id].value / medians[name][row.id].value : medians[name][row.id].value / ours[row.id].value;
  const table = [
    `| | ${names.map((name) => programs[name]).join(" | ")} |`, `|---|${names.map(() => "---:").join("|")}|`,
    ...rows.map((row) => `| ${row.title} | ${names.map((name) => medians[name][row.id] ? `${short(medians[name][row.id].value)} ${row.unit}${name === "flowforge" ? "" : ` (${short(ratio(row, name))}×)`}` : "").join(" | ")} |`),
  ];
  const met = rows.flatMap((row) => Object.entries(goals[row.id] ?? {}).filter(([name]) => medians[name]?.[row.id]).map(([name, goal]) => {
    const found = ratio(row, name);
    return `| ${row.title} | ${programs[name].split(",")[0]} | ${goal}× | ${short(found)}× | ${found >= goal ? "met" : `missed by ${short(goal / found)}×`} |`;
  }));
  const tails = rows.filter((row) => ours[row.id]?.p99).map((row) => `| ${row.title} | ${names.map((name) => medians[name][row.id] ? `${short(medians[name][row.id].p99)} ms, ${short(medians[name][row.id].processor)}` : "").join(" | ")} |`);
  const wrong = names.flatMap((name) => Object.entries(medians[name]).filter(([, figure]) => figure.wrong).map(([cell, figure]) => `- ${programs[name]}, ${cell}: ${figure.wrong} answers were late or not a 200.`));
  mkdirSync("docs/pictures", { recursive: true });
  const plots = ["W1 c=50", "W2 c=10", "W3 code", "W4 items", "start"].map((id) => rows.find((row) => row.id === id)).map((row) => {
    const file = `pictures/compare-${row.id.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.svg`;
    writeFileSync(`docs/${file}`, picture(row.title, row.unit, names.filter((name) => medians[name][row.id]).map((name) => ({ name, label: programs[name], value: medians[name][row.id].value }))));
    return `![${row.title}](${file})`;
  });

  writeFileSync("docs/comparison.md", `# Beside its peers

Written by \`bench/compare\` on ${about.date}: the same work in each program, in turns, in one run on one machine; medians of ${about.passes} turns. In brackets: how many times better FlowForge is (below 1: worse).
Load comes from wrk, ${about.seconds} s a cell, on the same machine. Each program's answers are checked before it is measured.

- Machine: ${about.machine}, ${about.cores} cores, ${about.memory} GB, ${about.system}; load average before it ${about.load.toFixed(2)}
- Commit ${about.commit}. n8n 2.41.1, Node-RED 5.0.7 and Restate 1.7.12 with its SDK 1.17.2, on Node 24.21.0

${table.join("\n")}

What each of them keeps differs: FlowForge and Restate have every step on disk before they answer (FlowForge writes the steps of a short run in one commit), n8n saves an execution after it has ended, Node-RED keeps nothing.

${plots.join("\n\n")}

## Goals

| | Against | Goal | Found | |
|---|---|---:|---:|---|
${met.join("\n")}

What stands in the way of those that are missed: a branch of its own for each of the fifty nodes costs the host some 50 µs (a hand-out, a job, a record); each code node has an engine of its
own (decision 13), which Node-RED does not give its functions; each round of a loop is decided and recorded node by node, even where its scripts were asked ahead (decision 9).

## Slowest hundredth, and cores in use

| | ${names.map((name) => programs[name].split(",")[0]).join(" | ")} |
|---|${names.map(() => "---:").join("|")}|
${tails.join("\n")}
${wrong.length ? `\n## Wrong answers\n\n${wrong.join("\n")}\n` : ""}`);
}

if (process.argv[1]?.endsWith("page.mjs")) {
  write();
}
