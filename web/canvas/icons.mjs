// One sprite of the icons in use (Lucide, ISC licence): those that kinds name in shared/FlowForge.Nodes, and those that pages and the canvas name.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const uses = [
  { folder: "shared/FlowForge.Nodes", ending: "Description.cs", pattern: /\bIcon = "([a-z0-9-]+)"/g },
  { folder: "web", ending: ".razor", pattern: /\b(?:Icon|Name)="([a-z0-9-]+)"/g },
  { folder: "web", ending: ".cs", pattern: /\bIcons?\.Of\("([a-z0-9-]+)"\)|\bIcon: "([a-z0-9-]+)"/g },
  { folder: "web/canvas/src", ending: ".tsx", pattern: /\bicon="([a-z0-9-]+)"/g },
];
const skipped = new Set(["node_modules", "bin", "obj", "wwwroot"]);

// What a kind without a known icon is shown with.
const always = ["box", "circle-help"];

export function iconSprite(root, icons) {
  const names = new Set(always);
  for (const { folder, ending, pattern } of uses) {
    for (const file of filesBelow(join(root, folder), ending)) {
      for (const match of readFileSync(file, "utf8").matchAll(pattern)) names.add(match[1] ?? match[2]);
    }
  }
  const symbols = [...names].sort().map((name) => symbol(name, icons)).filter(Boolean);
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

function symbol(name, icons) {
  let text;
  try {
    text = readFileSync(join(icons, `${name}.svg`), "utf8");
  } catch {
    return null;
  }
  const inner = text.slice(text.indexOf(">", text.indexOf("<svg")) + 1, text.lastIndexOf("</svg>")).replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
}

function* filesBelow(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* filesBelow(join(folder, entry.name), ending);
    else if (entry.isFile() && entry.name.endsWith(ending)) yield join(folder, entry.name);
  }
}
