// The service that Restate calls: node restate-service.mjs FOLDER PORT, where FOLDER has the SDK installed.
import { createRequire } from "node:module";

const [folder, port] = process.argv.slice(2);
const restate = createRequire(`${folder}/package.json`)("@restatedev/restate-sdk");
const chain = (length) => async (context, body) => {
  let n = body.n;
  for (let i = 0; i < length; i++) {
    n = await context.run(`s${i}`, () => n + 1);
  }

  return { n };
};

restate.serve({
  port: Number(port),
  services: [restate.service({
    name: "bench",
    handlers: {
      three: (context, body) => context.run("set", () => ({ doubled: body.n * 2, greeting: `hello ${body.name}` })),
      fan: async (context, body) => {
        const results = await restate.RestatePromise.all(Array.from({ length: 50 }, (_, i) => context.run(`s${i}`, () => ({ i, v: body.n * i + 1 }))));
        return { count: results.length, sum: results.reduce((all, { v }) => all + v, 0) };
      },
      chain: chain(100),
      steps: chain(10),
    },
  })],
});
