// One sprite of the icons in use (Lucide, ISC licence): those that kinds name in shared/FlowForge.Nodes and shared/FlowForge.ServerNodes, and those that pages and the canvas name.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const uses = [
  { folder: "shared/FlowForge.ServerNodes", ending: "Description.cs", pattern: /\bIcon = "([a-z0-9-]+)"/g },
  { folder: "shared/FlowForge.Nodes", ending: "Description.cs", pattern: /\bIcon = "([a-z0-9-]+)"/g },
  { folder: "web", ending: ".razor", pattern: /\b(?:Icon|Name)="([a-z0-9-]+)"|\bIcon: "([a-z0-9-]+)"/g },
  { folder: "web", ending: ".cs", pattern: /\bIcon: "([a-z0-9-]+)"/g },
  { folder: "web/canvas/src", ending: ".tsx", pattern: /\bicon="([a-z0-9-]+)"/g },
];
const skipped = new Set(["node_modules", "bin", "obj", "wwwroot"]);

// What a kind without a known icon is shown with.
const always = ["box", "circle-help"];

export function iconSprite(root, icons) {
  const names = new Map(always.map((name) => [name, "icons.mjs"]));
  for (const { folder, ending, pattern } of uses) {
    for (const file of filesBelow(join(root, folder), ending)) {
      for (const match of readFileSync(file, "utf8").matchAll(pattern)) names.set(match[1] ?? match[2], file);
    }
  }
  const symbols = [...names.keys()].sort().map((name) => symbol(name, names.get(name), icons));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

function symbol(name, file, icons) {
  const path = join(icons, `${name}.svg`);
  if (!existsSync(path)) throw new Error(`Lucide has no icon '${name}', which ${file} names.`);
  const text = readFileSync(path, "utf8");
  const inner = text.slice(text.indexOf(">", text.indexOf("<svg")) + 1, text.lastIndexOf("</svg>")).replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
}

function* filesBelow(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* filesBelow(join(folder, entry.name), ending);
    else if (entry.isFile() && entry.name.endsWith(ending)) yield join(folder, entry.name);
  }
}
