// What the HTTP nodes of W8 call: answers at once, on the port that it is given.
import http from "node:http";

http.createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
}).listen(Number(process.argv[2]), "127.0.0.1");
