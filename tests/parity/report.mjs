// Writes docs/parity.md: the table of the last run between two marks; the text around it is written by hand.
import { readFileSync, writeFileSync } from 'node:fs';

const [begin, end] = ['<!-- table: written by tests/parity/run.mjs --write -->', '<!-- end of table -->'];

export function writeReport(path, results, versions) {
  const page = readFileSync(path, 'utf8');
  const [before, rest] = page.split(begin);
  const after = rest.split(end)[1];
  const sum = of => results.reduce((s, r) => s + r[of], 0);
  const same = results.filter(r => r.hard.length === 0);
  const places = results.reduce((s, r) => s + r.hard.length, 0);
  const rows = results.map(r => `| ${r.name.replaceAll('|', '\\|')} | ${r.runs} | ${r.items} | ${r.hard.length === 0 ? 'same' : r.hard.length} |`);
  const totals = `${versions.n8n}, ${versions.date}: ${results.length} workflows, ${sum('runs')} runs of nodes, ${sum('items').toLocaleString('en-US')} items. ${same.length} workflows give the same in every node; in the other ${results.length - same.length} together ${places} places differ (an item, or a node's number of items).`;
  writeFileSync(path, `${before}${begin}\n${totals}\n\n| Workflow | Runs of nodes | Items | Differs in |\n|---|---|---|---|\n${rows.join('\n')}\n${end}${after}`);
}
