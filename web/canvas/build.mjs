// Makes web/wwwroot/dist: scripts, styles, fonts and the sprite of icons. Entries keep their names, so that C# and index.html can say them;
// shared parts carry a hash of their content and may be cached for ever.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { iconSprite } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "wwwroot", "dist");
const bin = (name) => join(here, "node_modules", ".bin", name);

function run(command, args) {
  const done = spawnSync(command, args, { cwd: here, stdio: ["ignore", "inherit", "pipe"], encoding: "utf8" });
  if (done.status !== 0) {
    console.error(done.stderr || done.error);
    process.exit(1);
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
run(bin("tsc"), ["--noEmit"]);
run(bin("tailwindcss"), ["--input", "src/styles/app.css", "--output", relative(here, join(out, "app.css")), "--minify"]);

const common = { absWorkingDir: here, outdir: out, bundle: true, minify: true, target: ["es2022"], logLevel: "warning" };
await build({
  ...common,
  entryPoints: {
    canvas: "src/canvas/index.ts",
    code: "src/code/index.ts",
    early: "src/page/early.ts",
    engine: "src/engine/index.ts",
    page: "src/page/index.ts",
    timeline: "src/timeline/index.ts",
    worker: "src/worker/index.ts",
  },
  format: "esm",
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
});
await build({ ...common, entryPoints: { theme: "src/page/theme.ts" }, format: "iife" });
await build({ ...common, entryPoints: { fonts: "src/styles/fonts.css" }, loader: { ".woff2": "file" }, assetNames: "fonts/[name]-[hash]" });
writeFileSync(join(out, "icons.svg"), iconSprite(join(here, "..", ".."), join(here, "node_modules", "lucide-static", "icons")));
