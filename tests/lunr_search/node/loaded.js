"use strict";

// node loaded.js INDEX SEARCHES: prints for each search a line of JSON, the names of the files that it loads from the built index, each
// with an engine of its own. SEARCHES is a JSON file of lists: a query and its options.
const fs = require("node:fs");
const { openEngine } = require("./harness.js");

async function main([folder, file]) {
  for (const [query, options] of JSON.parse(fs.readFileSync(file, "utf8"))) {
    const { engine, loaded } = openEngine(folder);
    await engine.search(query, options);
    console.log(JSON.stringify(Array.from(loaded.keys())));
  }
}

main(process.argv.slice(2));
