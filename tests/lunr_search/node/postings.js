"use strict";

// node postings.js FILE: decodes records of postings. FILE is JSON: `data` the records in Base64, `starts` the byte at which each begins,
// `numbering`. Prints a line of JSON for each: for each field its numbers, counts, steps and exact lengths, or null.
const fs = require("node:fs");
const { search } = require("./harness.js");

const { data, starts, numbering } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const bytes = search.base64ToBytes(data);
for (const start of starts) {
  const { fields } = search.decodePostings(bytes, start, numbering);
  console.log(JSON.stringify(fields.map((field) => field && [field.numbers, field.counts, field.steps, field.lengths].map((values) => Array.from(values)))));
}
