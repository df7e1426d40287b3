// What FlowForge is made of: `node .ci/supply.mjs` writes docs/licences.md and, into artifacts/, a bill of materials (CycloneDX 1.6) for each half;
// `--check` fails when the page is not what the lock files say, or a licence is not one of those below; `--audit` asks npm for known vulnerabilities.
// (.NET packages are audited by every restore, see Directory.Build.props.) Reads lock files and the package caches that a restore has filled.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const allowed = new Set(["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "OFL-1.1", "CC0-1.0", "Unlicense", "Python-2.0", "BlueOak-1.0.0", "MS-PL", "PostgreSQL", "MS-PL OR Apache-2.0", "blessing"]);

// Of programs that make the editor and are not in it: the source of MPL is theirs alone.
const allowedOfTools = new Set([...allowed, "MPL-2.0"]);

// Packages whose own file names no licence by its short name, and where theirs is written.
const known = new Map(Object.entries({
  SQLite: "blessing", // in the public domain: sqlite.org/copyright.html
}));

// Sources that stand in the repository, each with its licence beside it.
const vendored = [
  { name: "luxon", place: "shared/FlowForge.Scripting/Assets/luxon.min.js", licence: "MIT" },
  { name: "jmespath.js", place: "shared/FlowForge.Scripting/Assets/jmespath.js", licence: "Apache-2.0" },
];

const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
const read = (path) => readFileSync(join(root, path), "utf8");

function dotnetPackages() {
  const found = new Map();
  for (const lock of files.filter((file) => file.endsWith("packages.lock.json") && /^(shared|local|web|functions)\//.test(file))) {
    for (const target of Object.values(JSON.parse(read(lock)).dependencies)) {
      for (const [name, entry] of Object.entries(target)) {
        if (entry.type !== "Project") found.set(`${name.toLowerCase()}@${entry.resolved}`, { name, version: entry.resolved, hash: entry.contentHash, licence: nuspecLicence(name, entry.resolved) });
      }
    }
  }
  return [...found.values()].sort(byName);
}

function nuspecLicence(name, version) {
  const id = name.toLowerCase();
  const folder = join(process.env.NUGET_PACKAGES ?? join(homedir(), ".nuget", "packages"), id, version.toLowerCase());
  if (!existsSync(folder)) return "not restored";
  const spec = readFileSync(join(folder, `${id}.nuspec`), "utf8");
  const expression = /<license type="expression">([^<]+)</.exec(spec)?.[1];
  if (expression) return expression;
  if (known.has(name)) return known.get(name);
  const file = /<license type="file">([^<]+)</.exec(spec)?.[1];
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : "";
  const url = /<licenseUrl>([^<]+)</.exec(spec)?.[1] ?? "";
  return /MIT License|Permission is hereby granted, free of charge/i.test(text) || /\/mit|LICENSE\.TXT|linkid=329770/i.test(url) ? "MIT"
    : /Apache License/i.test(text) || /apache/i.test(url) ? "Apache-2.0"
    : /Redistribution and use in source and binary forms/i.test(text) ? "BSD-3-Clause"
    : `unknown (${url || file || "no licence named"})`;
}

function npmPackages() {
  const lock = JSON.parse(read("web/canvas/package-lock.json"));
  return Object.entries(lock.packages).filter(([path]) => path !== "").map(([path, entry]) => ({
    name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), version: entry.version, hash: entry.integrity, licence: entry.license ?? "unknown", isTool: entry.dev === true || entry.optional === true,
  })).sort(byName);
}

function byName(a, b) {
  return a.name.toLowerCase() < b.name.toLowerCase() ? -1 : a.name.toLowerCase() > b.name.toLowerCase() ? 1 : a.version < b.version ? -1 : 1;
}

function billOf(name, kind, packages) {
  const hex = (value) => Buffer.from(value.replace(/^sha512-/, ""), "base64").toString("hex");
  const components = packages.map((one) => ({
    type: "library", "bom-ref": purl(kind, one), name: one.name, version: one.version, purl: purl(kind, one), scope: one.isTool ? "excluded" : "required",
    licenses: [/^[A-Za-z0-9.-]+$/.test(one.licence) ? { license: { id: one.licence } } : { expression: one.licence.replace(/[()]/g, "") }],
    ...(one.hash ? { hashes: [{ alg: "SHA-512", content: hex(one.hash) }] } : {}),
  }));
  // The same packages give the same bill, its number included.
  const number = createHash("sha256").update(JSON.stringify(components)).digest("hex");
  return JSON.stringify({
    bomFormat: "CycloneDX", specVersion: "1.6", version: 1,
    serialNumber: `urn:uuid:${number.slice(0, 8)}-${number.slice(8, 12)}-4${number.slice(13, 16)}-a${number.slice(17, 20)}-${number.slice(20, 32)}`,
    metadata: { component: { type: "application", name, version: /<Version>([^<]+)</.exec(read("Directory.Build.props"))[1] } }, components,
  }, null, 2);
}

function purl(kind, one) {
  return `pkg:${kind}/${one.name.replace("@", "%40")}@${one.version}`;
}

function page(dotnet, npm) {
  const rows = (packages) => packages.map((one) => `| ${one.name} | ${one.version} | ${one.licence} |`).join("\n");
  const counts = (packages) => {
    const byLicence = Map.groupBy ? Map.groupBy(packages, (one) => one.licence) : packages.reduce((map, one) => map.set(one.licence, [...(map.get(one.licence) ?? []), one]), new Map());
    return [...byLicence].map(([licence, all]) => `${all.length} ${licence}`).sort((a, b) => parseInt(b) - parseInt(a)).join(", ");
  };
  return `# Licences of what FlowForge is made of

Made from the lock files by \`node .ci/supply.mjs\`; CI fails when it is stale or a licence is a new one. \`artifacts/sbom-dotnet.cdx.json\` and \`artifacts/sbom-npm.cdx.json\` say the same for machines, with the hash of each package.

## .NET

${counts(dotnet)}

| Package | Version | Licence |
|---|---|---|
${rows(dotnet)}

## npm, in the editor

${counts(npm.filter((one) => !one.isTool))}

| Package | Version | Licence |
|---|---|---|
${rows(npm.filter((one) => !one.isTool))}

## npm, tools of the build

These make the editor and are not in it.

${counts(npm.filter((one) => one.isTool))}

| Package | Version | Licence |
|---|---|---|
${rows(npm.filter((one) => one.isTool))}

## Sources in this repository

| What | Where | Licence |
|---|---|---|
${vendored.map((one) => `| ${one.name} | \`${one.place}\` | ${one.licence} |`).join("\n")}
`;
}

function audit() {
  let answer;
  try {
    answer = execFileSync("npm", ["audit", "--package-lock-only", "--json"], { cwd: join(root, "web/canvas"), encoding: "utf8", timeout: 30_000, stdio: ["ignore", "pipe", "ignore"] });
  } catch (failed) {
    answer = failed.stdout;
  }
  let found;
  try {
    found = JSON.parse(answer).metadata.vulnerabilities;
  } catch {
    console.log("npm audit: the registry does not answer audits, so known vulnerabilities of npm packages were NOT looked for.");
    return true;
  }
  console.log(`npm audit: ${found.total} known vulnerabilities.`);
  if (found.total > 0) console.log(answer);
  return found.total === 0;
}

if (process.argv.includes("--audit")) process.exit(audit() ? 0 : 1);

const [dotnet, npm] = [dotnetPackages(), npmPackages()];
const unfit = [...dotnet, ...npm].filter((one) => !(one.isTool ? allowedOfTools : allowed).has(one.licence));
for (const one of unfit) console.log(`${one.name} ${one.version}: licence ${one.licence} is not one of those that .ci/supply.mjs allows`);
mkdirSync(join(root, "artifacts"), { recursive: true });
writeFileSync(join(root, "artifacts/sbom-dotnet.cdx.json"), billOf("flowforge", "nuget", dotnet));
writeFileSync(join(root, "artifacts/sbom-npm.cdx.json"), billOf("flowforge-editor", "npm", npm));
const [path, made] = [join(root, "docs/licences.md"), page(dotnet, npm)];
if (!process.argv.includes("--check")) writeFileSync(path, made);
else if (!existsSync(path) || readFileSync(path, "utf8") !== made) {
  console.log("docs/licences.md is not what the lock files say. Refresh it: node .ci/supply.mjs, and commit the file.");
  process.exit(1);
}
console.log(`${dotnet.length} .NET packages, ${npm.length} npm packages, ${unfit.length} with a licence that is not allowed.`);
process.exit(unfit.length === 0 ? 0 : 1);
