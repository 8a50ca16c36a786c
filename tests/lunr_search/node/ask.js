"use strict";

// node ask.js INDEX CALLS: calls methods of the engine on a built index; prints what each returns as a line of JSON. CALLS is a
// JSON file of lists: the method's name and its arguments.
const fs = require("node:fs");
const { openEngine } = require("./harness.js");

async function main([folder, callsFile]) {
  const { engine } = openEngine(folder);
  for (const [method, ...values] of JSON.parse(fs.readFileSync(callsFile, "utf8"))) {
    console.log(JSON.stringify(await engine.call(method, values)));
  }
}

main(process.argv.slice(2));
