// The real program over a data folder, in a process of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Hosts that run; they end with this process, however it ends. */
const running = new Set();
process.on('exit', () => running.forEach(one => one.kill('SIGKILL')));

/** The program as this repository builds it for release. */
export const built = fileURLToPath(new URL('../../local/bin/Release/net10.0/flowforge.dll', import.meta.url));

export const sleep = ms => new Promise(over => setTimeout(over, ms));

export class Host {
  output = '';

  constructor(program, folder = mkdtempSync(join(tmpdir(), 'flowforge-chaos-')), settings = {}, more = []) {
    Object.assign(this, { program, folder, settings, more });
  }

  /** Starts it and waits until it listens; throws what it said when it ends before. */
  async start() {
    this.url = null;
    const process_ = this.process = spawn('dotnet', [this.program, 'serve', '--port', '0', '--data', this.folder, ...this.more], {
      env: { ...process.env, FlowForge__Egress__Allow: '127.0.0.0/8', ...this.settings }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    running.add(process_);
    this.ended = new Promise(ended => process_.on('exit', code => { running.delete(process_); ended(code); }));
    const listens = new Promise(heard => {
      const hear = bytes => {
        said += bytes;
        this.output = (this.output + bytes).slice(-200_000);
        const found = /FlowForge listens on (\S+)/.exec(said);
        if (found) heard(found[1]);
      };
      process_.stdout.on('data', hear);
      process_.stderr.on('data', hear);
    });
    const first = await Promise.race([listens, this.ended.then(() => null), sleep(180_000).then(() => null)]);
    if (!first) throw new Error(said.trim() || 'It did not start.');
    this.url = first.replace(/\/$/, '');
    return this;
  }

  async kill(signal = 'SIGKILL') {
    this.process.kill(signal);
    return this.ended;
  }

  async api(path, { method = 'GET', body, type = 'application/json', headers = {} } = {}) {
    const response = await fetch(`${this.url}/api/${path}`, {
      method, body, headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers }, signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    let json;
    try { json = JSON.parse(text); } catch { json = undefined; }
    return { status: response.status, headers: response.headers, text, json };
  }

  /** The run, however long its end takes within a limit. */
  async endOf(run, seconds = 120) {
    const until = Date.now() + seconds * 1000;
    for (;;) {
      const { json, status } = await this.api(`runs/${run}`).catch(broken => ({ status: broken.cause?.code ?? broken.message }));
      if (status === 200 && ['COMPLETED', 'FAILED', 'CANCELLED'].includes(json.status)) return json;
      if (Date.now() > until) return json ?? { status: `no answer: ${status}` };
      await sleep(100);
    }
  }
}
