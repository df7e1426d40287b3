// Writes workflows/*.json from cases/*.mjs.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { drawings, textOf } from './draw.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
for (const file of readdirSync(join(here, 'cases')).sort()) await import(`./cases/${file}`);
for (const file of readdirSync(join(here, 'workflows'))) rmSync(join(here, 'workflows', file));
for (const [file, workflow] of drawings) writeFileSync(join(here, 'workflows', `${file}.json`), textOf(workflow));
console.log(`${drawings.size} workflows, ${[...drawings.values()].reduce((s, w) => s + w.nodes.length, 0)} nodes`);
