// FlowForge, started once with a data folder of its own: each workflow goes in by POST /api/import/n8n, as people bring it, and is run.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync, rmSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Starts the built host: `program` is flowforge.dll. */
export async function startFlowForge(program) {
  const folder = mkdtempSync(join(tmpdir(), 'parity-flowforge-'));
  const log = openSync(join(folder, 'host.log'), 'w');
  const child = spawn('dotnet', [program, 'serve', '--port', '0', '--data', folder], { stdio: ['ignore', log, log] });
  const note = join(folder, 'host.json');
  for (let tries = 0; !existsSync(note); tries++) {
    if (tries > 600) throw new Error(`FlowForge does not start, see ${folder}`);
    await wait(50);
  }
  const base = `${JSON.parse(readFileSync(note, 'utf8')).address}/api`;
  const call = async (method, path, body) => {
    const answer = await fetch(base + path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`FlowForge ${method} ${path}: ${answer.status} ${text.slice(0, 600)}`);
    return text ? JSON.parse(text) : null;
  };
  return {
    /** Imports and runs a workflow; gives the runs of each node and how it ended, in the words of n8n.mjs. */
    async run(source) {
      const { workflow, report } = await call('POST', '/import/n8n', source);
      const pinned = Object.keys(source.pinData ?? {}).length > 0;
      const run = await call('POST', '/runs?wait=60', { workflow, items: [{ json: {} }], ...(pinned ? { options: { pinned: true } } : {}) });
      return { ...await readRun(call, workflow, run), report, workflow };
    },
    stop() { child.kill('SIGTERM'); rmSync(folder, { recursive: true, force: true }); },
  };
}

async function readRun(call, workflow, run) {
  const names = new Map(workflow.graph.nodes.map(n => [n.id, n]));
  const nodes = {};
  for (let after = ''; after !== null;) {
    const page = await call('GET', `/runs/${run.id}/frames?limit=500${after}`);
    for (const frame of page.items) {
      if (frame.side !== 'egress' || frame.status === 'SKIPPED') continue;
      const node = names.get(frame.nodeId);
      const runs = nodes[node.name ?? node.id] ??= [];
      const ports = [];
      for (const [port, given] of Object.entries(frame.output ?? {})) {
        if (port === 'duplicates' && (node.parameters?.operation ?? 'among') !== 'seen') continue; // n8n has no such output there
        const items = given.items?.length === given.count ? given.items : await allItems(call, run.id, frame.sequence, port, given.count);
        ports[placeOf(node, workflow, port)] = items.map(i => ({ json: i.json, binary: i.binary && Object.keys(i.binary).sort() }));
      }
      const index = frame.iteration === '' ? 0 : Number(frame.iteration.split('/').at(-1));
      runs[index] = { failed: frame.status === 'FAILED' && frame.nodeId === run.failure?.nodeId ? frame.failure?.message ?? 'failed' : undefined, ports: Array.from(ports, p => p ?? []) };
    }
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : null;
  }
  const failure = run.failure && { message: run.failure.message, node: names.get(run.failure.nodeId)?.name };
  return { status: run.status === 'COMPLETED' ? 'success' : run.status === 'FAILED' ? 'error' : run.status, error: failure, nodes };
}

async function allItems(call, run, sequence, port, count) {
  const items = [];
  while (items.length < count) {
    const page = await call('GET', `/runs/${run}/frames/${sequence}/items?side=output&port=${encodeURIComponent(port)}&offset=${items.length}&limit=500`);
    if (page.items.length === 0) throw new Error('a page of items is empty');
    items.push(...page.items);
  }
  return items;
}

/** n8n's number of the output that is called so here. */
function placeOf(node, workflow, port) {
  const ports = portsOf(node);
  const place = ports.indexOf(port);
  return place >= 0 ? place : port === 'error' ? ports.length : 0;
}

function portsOf(node) {
  const p = node.parameters ?? {};
  switch (node.kind) {
    case 'if': case 'filter': return ['true', 'false'];
    case 'switch': return [...new Set([...(p.rules ?? []).map(r => r.name), ...(p.fallback ? [p.fallback] : [])])];
    case 'loop': {
      const version = node.meta?.n8n?.typeVersion ?? 3;
      return version < 3 ? ['loop', 'done'] : ['done', 'loop'];
    }
    case 'compare': return ['aOnly', 'same', 'different', 'bOnly'];
    case 'removeDuplicates': return ['out', 'duplicates'];
    default: return ['out'];
  }
}
