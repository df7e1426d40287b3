// Starts and ends programs under measurement.
import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A program in a process group of its own, whose output goes to a file. */
export function begin(program, args, { env = {}, cwd, log }) {
  const out = openSync(log, "a");
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", out, out], detached: true });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.on("error", (error) => { throw error; });
  return {
    pid: child.pid,
    async end() {
      try { process.kill(-child.pid, "SIGTERM"); } catch { return; }
      await Promise.race([ended, sleep(10_000)]);
      try { process.kill(-child.pid, "SIGKILL"); } catch { /* it has ended */ }
    },
    hasEnded: () => child.exitCode !== null,
  };
}

/** Until it holds; throws after a while, or when the program has ended. */
export async function until(what, holds, { seconds = 120, program } = {}) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    try {
      if (await holds()) {
        return;
      }
    } catch { /* it does not listen yet */ }

    if (program?.hasEnded()) {
      throw new Error(`${what}: the program has ended.`);
    }

    await sleep(5);
  }

  throw new Error(`${what}: not within ${seconds} s.`);
}
