"use strict";

// node compare.js INDEX DOCUMENTS QUERIES: asks the built index and one lunr.js index of the same documents the same
// queries; prints one line of JSON for each query: {query, total, difference}. DOCUMENTS has a JSON object on each line, QUERIES is a
// JSON list. What was done so far is printed as errors are, since a hundred thousand documents take minutes.
const fs = require("node:fs");
const { StringDecoder } = require("node:string_decoder");
const { compareQueries, openIndex, say } = require("./comparing.js");
const { buildLunr } = require("./harness.js");

const STEP_DOCUMENTS = 10_000;

async function main([folder, documentsFile, queriesFile]) {
  const { engine, manifest } = await openIndex(folder);
  const index = buildLunr(readDocuments(documentsFile), manifest);
  say("lunr.js has its index");
  await compareQueries(engine, index, JSON.parse(fs.readFileSync(queriesFile, "utf8")), manifest.languages);
}

/** Yields the object of each line of a file, of which only a part is read at a time. */
function* readDocuments(file) {
  const source = fs.openSync(file, "r");
  const part = Buffer.alloc(1 << 20);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let count = 0;
  for (let size; (size = fs.readSync(source, part)) > 0; ) {
    const lines = (rest + decoder.write(part.subarray(0, size))).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      yield JSON.parse(line);
      count += 1;
      if (count % STEP_DOCUMENTS === 0) say(`lunr.js has ${count} documents`);
    }
  }
  fs.closeSync(source);
}

main(process.argv.slice(2));
