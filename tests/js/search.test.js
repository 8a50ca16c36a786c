"use strict";

// The pure functions of the search's browser code, in Node.
const assert = require("node:assert/strict");
const test = require("node:test");
const fs = require("node:fs");
const path = require("node:path");
const { search } = require("../lunr_search/node/harness.js");

const FIELDS = ["title", "body", "tags", "date"];

test("a key and its file name", () => {
  assert.equal(search.keyToName("kello"), "-kello");
  assert.equal(search.keyToName("п'я"), "-_43f_27_44f");
  assert.match(search.keyToName("x".repeat(64)), /^--[0-9a-f]{16}$/);
});

test("keys that share beginnings", () => {
  assert.deepEqual(search.textToKeys("AaBbCcAп"), ["a", "ab", "abc", "п"]);
  assert.deepEqual(search.textToKeys(""), []);
});

test("the key of the file that holds a term", () => {
  const keys = ["b", "kel", "kelo", "z"];
  assert.deepEqual(["a", "kellogg", "kel", "zz"].map((term) => search.findKey(keys, term)), [0, 1, 1, 3]);
  assert.deepEqual(search.findKeys(keys, "kel"), [1, 2]);
  assert.deepEqual(search.findKeys(keys, "kelog"), [2]);
});

test("phrases are removed from a query without moving its other positions", () => {
  const { clauses, phrases } = search.parseQuery('+ferry "tide tables" -title:"old mole"', FIELDS, FIELDS);
  assert.deepEqual(clauses.map((clause) => clause.term), ["ferry"]);
  assert.deepEqual(phrases, [
    { words: ["tide", "tables"], fields: FIELDS, isProhibited: false },
    { words: ["old", "mole"], fields: ["title"], isProhibited: true },
  ]);
});

test("dates keep their hyphens", () => {
  const terms = (text) => search.parseQuery(text, FIELDS, FIELDS).clauses.map((clause) => clause.term);
  assert.deepEqual(terms("date:2024-11"), ["2024-11"]);
  assert.deepEqual(terms("+date:2024-11-03 ferry"), ["2024-11-03", "ferry"]);
});

for (const [query, message, start, end] of [
  ["ferry nosuch:tide", /no field “nosuch”/, 6, 12],
  [":::", /Before “:” a field is missing \(character 1\)/, 0, 1],
  ["ferry~x", /number is expected/, 6, 6],
  ["ferry^", /number is expected/, 6, 6],
  ["+", /After “\+” a word is missing/, 0, 1],
  ["~~~^^^", /“~” has no word before it/, 0, 1],
  ["title:", /After “title” a word is missing/, 0, 5],
  ["x ".repeat(100), /more than 64 words/, 0, 200],
  ["y".repeat(10000), /longer than 2000/, 2000, 10000],
]) {
  test(`a sentence for ${query.slice(0, 20)}`, () => {
    assert.throws(
      () => search.parseQuery(query, FIELDS, FIELDS),
      (error) => error instanceof search.QueryError && message.test(error.message) && error.start === start && error.end === end,
    );
  });
}

test("the sentence with the most different words", () => {
  const text = "The ferry left. The ferry met the tide at noon, and the tide won! Nothing more.";
  const sentence = search.findSentence(text, ["ferri", "tide"], ["en"]);
  assert.equal(sentence.text, "The ferry met the tide at noon, and the tide won!");
  assert.deepEqual(sentence.marks.map(([start, end]) => sentence.text.slice(start, end)), ["ferry", "tide", "tide"]);
});

test("a marked word does not include the punctuation around it", () => {
  const text = "“Ferry’s” co-ferry (ferries).";
  const marks = search.findMarks(text, ["ferri"], ["en"]);
  assert.deepEqual(marks.map(([start, end]) => text.slice(start, end)), ["Ferry’s", "ferry", "ferries"]);
});

test("dates and their numbers", () => {
  assert.equal(search.dateToDay("1970-01-01"), 719163);
  assert.equal(search.dayToDate(search.dateToDay("2024-02-29")), "2024-02-29");
  assert.equal(search.dayToDate(search.dateToDay("2024-02", true)), "2024-02-29");
  assert.equal(search.dayToDate(search.dateToDay("2023", true)), "2023-12-31");
});

test("steps and their lengths, by the table that also tests encoding.py", () => {
  const rows = fs.readFileSync(path.join(__dirname, "../lunr_search/steps.tsv"), "utf8").trim().split("\n").slice(1);
  for (const [step, least, most] of rows.map((row) => row.split("\t").map(Number))) {
    assert.deepEqual(search.stepToLengths(step), [least, most]);
  }
});

test("which documents can be among the best", () => {
  const matches = { numbers: [10, 20, 30, 40, 50], scores: [3, 2, 1, 2, 0.5], slack: [0, 0, 1.5, 0, 1] };
  // 30 can be better than 20 and 40, which tie; 50 can't
  assert.deepEqual(search.candidates(matches, 2), { places: [0, 2, 3, 1], open: 2 });
  assert.deepEqual(search.candidates(matches, 9).places, [0, 2, 3, 1, 4]);
});

const { search: page } = (() => {
  const before = globalThis.document;
  globalThis.document = { documentElement: { lang: "uk" } };
  require("node:vm").runInThisContext(fs.readFileSync(path.join(__dirname, "../../plugins/lunr_search/browser/page/wording.js"), "utf8"));
  globalThis.document = before;
  return { search };
})();

test("the page's words are there in each language, with as many gaps", () => {
  const { WORDS } = page.wording;
  const gaps = (text) => (typeof text === "string" ? text : text.other).split("{}").length;
  for (const words of Object.values(WORDS)) {
    assert.deepEqual(Object.keys(words), Object.keys(WORDS.en));
    for (const key of Object.keys(words)) assert.equal(gaps(words[key]), gaps(WORDS.en[key]), key);
  }
});

test("counts have the form that the number asks for", () => {
  const { sayCount } = page.wording;
  assert.deepEqual([1, 3, 5, 21].map((count) => sayCount("articles", count)), ["1 новина", "3 новини", "5 новин", "21 новина"]);
});

test("every sentence of the engine has words in each language", () => {
  const { SENTENCES, translate } = page.wording;
  const folder = path.join(__dirname, "../../plugins/lunr_search/browser");
  const code = fs.readdirSync(folder).filter((name) => name.endsWith(".js")).map((name) => fs.readFileSync(path.join(folder, name), "utf8")).join("\n");
  const said = Array.from(code.matchAll(/(?:QueryError\(|message(?: =|:) )(?:`([^`]*)`|"((?:[^"\\]|\\.)*)")/g), ([, template, text]) => (template ?? text).replace(/\$\{[^}]*\}/g, "{}").replace("\\\\", "\\"));
  assert.ok(said.length > 10);
  for (const sentences of Object.values(SENTENCES)) assert.deepEqual(said.filter((text) => !(text in sentences)), []);
  assert.equal(translate("After “+” a word is missing (character 1)."), "Після «+» бракує слова (символ 1).");
  assert.equal(translate("Something else."), "Something else.");
});
