// n8n, started once with a home folder of its own and asked over its REST API to run workflows by hand.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const account = { email: 'parity@example.com', firstName: 'P', lastName: 'P', password: 'Parity-1234' };
const started = new Set(['new', 'running', 'waiting']);

/** Starts n8n; `peers` is the folder that holds n8n and Node 24 (README). */
export async function startN8n(peers, port) {
  const home = mkdtempSync(join(tmpdir(), 'parity-n8n-'));
  const log = openSync(join(home, 'n8n.log'), 'w');
  const child = spawn(join(peers, 'node24/dist/bin/node'), [join(peers, 'n8n/node_modules/n8n/bin/n8n'), 'start'], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env, PATH: `${join(peers, 'node24/dist/bin')}:${process.env.PATH}`,
      N8N_USER_FOLDER: home, N8N_PORT: `${port}`, N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_HOST: '127.0.0.1', N8N_ENCRYPTION_KEY: 'parity',
      N8N_DIAGNOSTICS_ENABLED: 'false', N8N_VERSION_NOTIFICATIONS_ENABLED: 'false', N8N_TEMPLATES_ENABLED: 'false', N8N_PERSONALIZATION_ENABLED: 'false',
      N8N_SECURE_COOKIE: 'false', N8N_RUNNERS_TASK_TIMEOUT: '30', NODE_ENV: 'production', TZ: 'UTC', ...(process.env.PARITY_N8N_ENGINE ? { N8N_EXPRESSION_ENGINE: process.env.PARITY_N8N_ENGINE } : {}),
    },
  });
  const base = `http://127.0.0.1:${port}/rest`;
  let cookie = '';
  const call = async (method, path, body) => {
    const answer = await fetch(base + path, { method, headers: { 'content-type': 'application/json', cookie }, body: body && JSON.stringify(body) });
    cookie = answer.headers.getSetCookie().map(c => c.split(';')[0]).find(c => c.startsWith('n8n-auth')) ?? cookie;
    const text = await answer.text();
    if (!answer.ok) throw new Error(`n8n ${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return JSON.parse(text).data;
  };
  for (let tries = 0; ; tries++) {
    try { await call('POST', '/owner/setup', account); break; } catch (e) { if (tries > 240) throw e; await wait(500); }
  }
  return {
    /** Saves and runs a workflow; gives the runs of each node and how it ended. */
    async run(workflow) {
      const saved = await call('POST', '/workflows', { ...workflow, active: false });
      const trigger = saved.nodes.find(n => n.type.endsWith('manualTrigger'));
      const { executionId } = await call('POST', `/workflows/${saved.id}/run`, { workflowData: saved, triggerToStartFrom: { name: trigger.name } });
      for (let tries = 0; tries < 600; tries++) {
        const execution = await call('GET', `/executions/${executionId}`);
        if (!started.has(execution.status) || execution.status === 'waiting') return readRun(execution);
        await wait(tries < 20 ? 25 : 200);
      }
      return { status: 'hangs', nodes: {} };
    },
    stop() { child.kill('SIGTERM'); rmSync(home, { recursive: true, force: true }); },
    home,
  };
}

/** n8n's text of an execution is a flat list in which every object and text stands once, called by its index. */
function unflatten(text) {
  const flat = JSON.parse(text);
  const made = new Map();
  const at = key => {
    const value = flat[key];
    if (value === null || typeof value !== 'object') return value;
    if (made.has(key)) return made.get(key);
    const result = Array.isArray(value) ? [] : {};
    made.set(key, result);
    for (const name of Object.keys(value)) result[name] = typeof value[name] === 'string' ? at(value[name]) : value[name];
    return result;
  };
  return at('0');
}

function readRun(execution) {
  const data = typeof execution.data === 'string' ? unflatten(execution.data) : execution.data;
  const result = data.resultData;
  const nodes = {};
  for (const [name, runs] of Object.entries(result.runData ?? {})) {
    nodes[name] = runs.map(run => ({
      failed: run.error ? String(run.error.message ?? run.error) : undefined,
      ports: (run.data?.main ?? []).map(items => (items ?? []).map(readItem)),
    }));
  }
  return { status: execution.status, error: result.error && { message: String(result.error.message), node: result.error.node?.name }, nodes };
}

function readItem(item) {
  const paired = item.pairedItem === undefined ? undefined : [item.pairedItem].flat().map(p => typeof p === 'number' ? p : p.item);
  return { json: item.json, binary: item.binary && Object.keys(item.binary).sort(), paired };
}
