// A second try for tests that failed: `node .ci/again.mjs RESULTS` reads the .trx files of a folder and runs each test that failed once more, alone.
// Thousands of tests share a machine of unknown speed here, and one that was starved must not cost a landing; a fault fails twice. What needed its second try
// is named, so that it is looked at. More than ten failures are no bad luck, and get none. The last line of the output is how many passed at last.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const most = 10;
const results = process.argv[2];
const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";

/** Failed tests of one file: { assembly, test } with as many entries as rows of data that failed. */
function failures(file) {
  const text = readFileSync(file, "utf8");
  const tests = new Map([...text.matchAll(/<UnitTest\s[^>]*>[\s\S]*?<\/UnitTest>/g)].map(([unit]) => {
    const method = /<TestMethod\s[^>]*>/.exec(unit)[0];
    return [attribute(unit, "id"), { assembly: attribute(method, "codeBase"), test: `${attribute(method, "className")}.${attribute(method, "name")}` }];
  }));
  return [...text.matchAll(/<UnitTestResult\s[^>]*outcome="Failed"[^>]*>/g)].map(([result]) => tests.get(attribute(result, "testId")));
}

const failed = readdirSync(results).filter((name) => name.endsWith(".trx")).flatMap((name) => failures(join(results, name)));
const rows = new Map();
for (const { assembly, test } of failed.length > most ? [] : failed) {
  const key = `${assembly}\n${test}`;
  rows.set(key, (rows.get(key) ?? 0) + 1);
}

let mended = 0;
for (const [key, count] of rows) {
  const [assembly, test] = key.split("\n");
  const { status } = spawnSync("dotnet", ["vstest", assembly, `--TestCaseFilter:FullyQualifiedName=${test}`], { stdio: ["ignore", "inherit", "inherit"] });
  console.log(status === 0 ? `NEEDED A SECOND TRY: ${test}` : `Failed twice: ${test}`);
  mended += status === 0 ? count : 0;
}

console.log(mended);
