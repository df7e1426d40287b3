// Run at publish: node keep.mjs FOLDER. Lists the files of the published editor with their hashes for wwwroot/service-worker.js. The version is one
// of all of them, so that any change is a new version and the same build is the same one.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const leftOut = /\.(br|gz|map|pdb|symbols)$|LEGAL\.txt$|^service-worker/;
const hash = (content) => createHash("sha256").update(content).digest("base64");
const assets = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replace(/^[\\/]+/, "").replaceAll("\\", "/"))
  .filter((url) => !leftOut.test(url))
  .sort()
  .map((url) => ({ url, hash: `sha256-${hash(readFileSync(join(folder, url)))}` }));
const version = hash(JSON.stringify(assets)).replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 12);
writeFileSync(join(folder, "service-worker-assets.js"), `self.assetsManifest = ${JSON.stringify({ version, assets }, null, 1)};\n`);
