// What is measured. A cell names a workflow that every program has in its own terms, the body it is called with, and what a right answer says.
//   load: calls a second at so many connections · time: one call after the other, milliseconds · start: from process start to the first right answer

const sum = (count, of) => Array.from({ length: count }, (_, i) => of(i)).reduce((a, b) => a + b, 0);
const three = { body: { n: 21, name: "Ada" }, answer: { doubled: 42, greeting: "hello Ada" } };
const fan = { body: { n: 3 }, answer: { count: 50, sum: sum(50, (i) => 3 * i + 1) } };

export const cells = [
  { id: "W1 c=1", work: "three", load: 1, ...three },
  { id: "W1 c=10", work: "three", load: 10, ...three },
  { id: "W1 c=50", work: "three", load: 50, ...three },
  { id: "W2 c=1", work: "fan", load: 1, ...fan },
  { id: "W2 c=10", work: "fan", load: 10, ...fan },
  { id: "W3 code", work: "chain", time: 20, body: { n: 1 }, answer: { n: 101 } },
  { id: "W3 set", work: "sets", time: 20, body: { n: 1 }, answer: { n: 101 } },
  { id: "W4 items", work: "items", time: 5, body: { count: 10_000 }, answer: { count: 10_000, sum: sum(10_000, (i) => 2 * i + 1) } },
  { id: "W4 set", work: "fields", time: 3, body: { count: 10_000 }, answer: { count: 10_000, last: "009999", odd: 5_000 } },
  { id: "W4 rounds", work: "rounds", time: 3, body: { count: 1_000 }, answer: { count: 1_000, sum: sum(1_000, (i) => 2 * i + 1) } },
  { id: "W6 c=10", work: "steps", load: 10, steps: 10, body: { n: 1 }, answer: { n: 11 } },
  { id: "W6 c=50", work: "steps", load: 50, steps: 10, body: { n: 1 }, answer: { n: 11 } },
  { id: "W8 c=1", work: "calls", load: 1, body: { n: 1 }, answer: { count: 3 } },
  { id: "W8 c=10", work: "calls", load: 10, body: { n: 1 }, answer: { count: 3 } },
];

/** What the page says of each row. */
export const titles = {
  "W1 c=1": "Webhook → set → respond, 1 connection", "W1 c=10": "Webhook → set → respond, 10 connections", "W1 c=50": "Webhook → set → respond, 50 connections",
  "W2 c=1": "50 code nodes side by side, 1 connection", "W2 c=10": "50 code nodes side by side, 10 connections",
  "W3 code": "Chain of 100 code nodes", "W3 set": "Chain of 100 set nodes",
  "W4 items": "10,000 items through one code node, called for each item", "W4 set": "10,000 items through one set node with three expressions",
  "W4 rounds": "A loop of 1,000 rounds with a code node in it",
  "W6 c=10": "Ten durable steps in sequence, 10 connections", "W6 c=50": "Ten durable steps in sequence, 50 connections",
  "W8 c=1": "Webhook → three HTTP calls → merge → respond, 1 connection", "W8 c=10": "Webhook → three HTTP calls → merge → respond, 10 connections",
};

/** Goals of a cell: how many times a peer's figure ours has to be at least. */
export const goals = {
  "W1 c=10": { n8n: 100, "n8n-tuned": 50, "node-red": 1 }, "W1 c=50": { n8n: 100, "n8n-tuned": 50, "node-red": 1 },
  "W2 c=1": { n8n: 100, restate: 5, "node-red": 1 }, "W2 c=10": { n8n: 100, restate: 5, "node-red": 1 },
  "W3 code": { n8n: 70, restate: 30, "node-red": 1 }, "W4 items": { n8n: 20, "node-red": 1 }, "W4 set": { n8n: 20 }, "W4 rounds": { n8n: 100 },
  "W6 c=10": { restate: 5 }, start: { n8n: 10, "node-red": 1 }, memory: { n8n: 5, "node-red": 1 },
};
