// Loads and looks at processes. Everything goes to 127.0.0.1.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** One call; gives milliseconds, status and the answer. */
export const call = (url, body) => new Promise((resolve, reject) => {
  const text = JSON.stringify(body), began = process.hrtime.bigint();
  const request = http.request(url, { method: "POST", agent, headers: { "content-type": "application/json", "content-length": Buffer.byteLength(text) } }, (response) => {
    let answer = "";
    response.on("data", (part) => { answer += part; });
    response.on("end", () => resolve({ took: Number(process.hrtime.bigint() - began) / 1e6, status: response.statusCode, answer }));
  });
  request.on("error", reject);
  request.end(text);
});

/** Whether an answer says what the cell expects: an object that has at least these members, or a list of one such. */
export function isRight(answer, expected) {
  try {
    const json = JSON.parse(answer), object = Array.isArray(json) ? json[0] : json;
    return Object.entries(expected).every(([name, value]) => object[name] === value);
  } catch {
    return false;
  }
}

export async function check(name, cell, url) {
  const { status, answer } = await call(url, cell.body);
  if (status !== 200 || !isRight(answer, cell.answer)) {
    throw new Error(`${name}, ${cell.id}: ${status} ${answer.slice(0, 300)}`);
  }
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];

/** One call after the other. */
export async function time(cell, url) {
  const took = [];
  agent.destroy();   // a connection that has been idle may be closed at the moment of the call
  for (let i = 0; i < cell.time; i++) {
    took.push((await call(url, cell.body)).took);
  }

  return { value: median(took), p99: at(took, 0.99) };
}

/** Calls a second by wrk; null when any answer was not a 200. */
export function load(cell, url, seconds, folder) {
  const script = `${folder}/post.lua`;
  writeFileSync(script, `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = ${JSON.stringify(JSON.stringify(cell.body))}\n`);
  const text = execFileSync("wrk", ["-t1", `-c${cell.load}`, `-d${seconds}s`, "--timeout", "30s", "--latency", "-s", script, url], { encoding: "utf8" });
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(text);
  return {
    value: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]) * (cell.steps ?? 1),
    p99: p99 ? Number(p99[1]) * { us: 0.001, ms: 1, s: 1000 }[p99[2]] : NaN,
    wrong: Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0) + Number(/timeout (\d+)/.exec(text)?.[1] ?? 0),
  };
}

/** A process and all that it has started. */
function family(pid) {
  const parents = new Map();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch { /* it has ended meanwhile */ }
  }

  const all = [pid];
  for (let i = 0; i < all.length; i++) {
    all.push(...[...parents].filter(([, parent]) => parent === all[i]).map(([child]) => child));
  }

  return all;
}

/** Memory in MB (what processes share is counted once, by shares) and processor seconds so far of some processes with their children. */
export function standing(pids) {
  let [memory, seconds] = [0, 0];
  for (const pid of pids.flatMap(family)) {
    try {
      memory += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8"), fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      seconds += [11, 12, 13, 14].reduce((ticks, at) => ticks + Number(fields[at]), 0) / 100;   // its own, and of children that have ended
    } catch { /* it has ended meanwhile */ }
  }

  return { memory, seconds };
}
