"use strict";

// The pure functions of the search's browser code, in Node.
const assert = require("node:assert/strict");
const test = require("node:test");
const fs = require("node:fs");
const path = require("node:path");
const { lunr, search } = require("../lunr_search/node/harness.js");

const FIELDS = ["title", "body", "tags", "date"];

test("a key and its file name", () => {
  assert.equal(search.keyToName("kello"), "-kello");
  assert.equal(search.keyToName("п'я"), "-_043f_0027_044f");
  assert.match(search.keyToName("x".repeat(64)), /^--[0-9a-f]{16}$/);
});

test("the first letter of a term, by which the file with the key of its shard is named", () => {
  const letters = ["ferry", "пором", "ёж", "新碼", "\u{10348}"].map((term) => search.firstLetter(term));
  assert.deepEqual(letters, [0x66, 0x400, 0x440, 0x6000, 0xd000]);
  assert.equal(search.letterToName(letters[0]), "k/66");
  assert.deepEqual(letters.map((letter) => search.isEarlyLetter(letter)), [true, true, true, false, false]);
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

test("what Lunr's own parser reads is read as there", () => {
  const queries = ["ferry tide", "+ferry -tide", "title:ferry^3 tide", "ferry~2^5", "+title:fer*", "f*y *rry", "-body:ferry", "co-op ferry^10", "+ferry~1", "a+b"];
  for (const text of queries) {
    const query = new lunr.Query(FIELDS);
    new lunr.QueryParser(text, query).parse();
    // Lunr searches "co" and "op" of "co-op", ours is one word; Lunr marks patterns as it meets their first star
    const expected = query.clauses.map(({ wildcard: _, ...clause }) => clause).filter(({ term }) => !["co", "op"].includes(term));
    const { clauses } = search.parseQuery(text, FIELDS, FIELDS);
    assert.deepEqual(clauses.filter(({ term }) => term !== "coop"), expected, text);
  }
});

const termsOf = (text) => search.parseQuery(text, FIELDS, FIELDS).clauses.map(({ term }) => term);

for (const [text, terms] of [
  ["Storm in Wexmoor: as it happened", ["Storm", "Wexmoor", "happened"]],
  ["https://news.example/2024/05/storm-hits.html?x=1", ["https", "news", "example", "2024/05", "storm", "hits", "html", "x", "1"]],
  ["ferry~ tide^ ~x ^", ["ferry", "tide", "x"]],
  ["ferry nosuch:tide", ["ferry", "nosuch", "tide"]],
  ["::: + - -- title:", ["title"]],
  ["GOOG.O AT&T C++ 9/11 1,000 G-7", ["GOOG", "AT&T", "C++", "9/11", "1000", "G7"]],
  ["escaped\\:colon \\+plus", ["escaped", "colon", "plus"]],
  ["the bank of england", ["bank", "england"]],
]) {
  test(`people's typing is words: ${text}`, () => assert.deepEqual(termsOf(text), terms));
}

for (const text of ['"tide tables" ferry', "“tide tables” ferry", "„tide tables“ ferry", "«tide tables» ferry", "»tide tables« ferry", "”tide tables” ferry", "「tide tables」ferry"]) {
  test(`quotation marks make a phrase: ${text}`, () => {
    const { clauses, phrases } = search.parseQuery(text, FIELDS, FIELDS);
    assert.deepEqual(phrases.map(({ words }) => words), [["tide", "tables"]]);
    assert.deepEqual(clauses.map(({ term }) => term), ["ferry"]);
  });
}

for (const [text, kind, words] of [
  ["author:bell", "field-taken", ["author", "authors"]],
  ["autors:bell", "field-unknown", ["autors", "authors"]],
  ["tgas:x", "field-unknown", ["tgas", "tags"]],
  ["tags: ferry", "field-apart", ["tags"]],
  ["the who", "names-only", ["the", "who"]],
]) {
  test(`a remark on ${text}`, () => {
    const { notes } = search.parseQuery(text, [...FIELDS, "authors"], FIELDS);
    assert.deepEqual(notes.map(({ kind: each, words: some }) => [each, some]), [[kind, words]]);
    assert.ok(notes[0].message.length > 20);
  });
}

test("there is no remark on a headline, an address or a plain query", () => {
  for (const text of ["Storm in Wexmoor: as it happened", "https://news.example/a", "ferry", "WHO", "the bank"]) {
    assert.deepEqual(search.parseQuery(text, FIELDS, FIELDS).notes, [], text);
  }
});

for (const [text, terms] of [
  ["WHO", [["who."]]],
  ["US economy", [["us."], null]],
  ["us economy", [["us."], null]],
  ["Theresa May", [null, ["may'"]]],
  ["may", [["may.", "may'"]]],
  ["The bank", [null]],
  ["Will Smith", [["will'"], null]],
  ["WHO IS ANGELA MERKEL", [null, null]],
  ["it will be", [["it."], ["will.", "will'"], ["be.", "be'"]]],
]) {
  test(`names among the stop words of: ${text}`, () => {
    assert.deepEqual(search.parseQuery(text, FIELDS, FIELDS).clauses.map((clause) => clause.terms ?? null), terms);
  });
}

test("a name has few letters that both alphabets share", () => {
  for (const [one, other] of [["Зеленський", "Zelensky"], ["Харків", "Kharkiv"], ["Ющенко", "Yushchenko"], ["Янукович", "Yanukovych"], ["Порошенко", "Poroshenko"]]) {
    assert.equal(search.skeleton(one), search.skeleton(other));
  }
});

test("the sentence with the most different words", () => {
  const text = "The ferry left. The ferry met the tide at noon, and the tide won! Nothing more.";
  const sentence = search.findSentence(text, ["ferri", "tide"], ["en"]);
  assert.equal(sentence.text, "The ferry met the tide at noon, and the tide won!");
  assert.deepEqual(sentence.marks.map(([start, end]) => sentence.text.slice(start, end)), ["ferry", "tide", "tide"]);
});

test("a sentence of a script without spaces, and the run that its pairs mark", () => {
  const sentence = search.findSentence("第一句。市政府在新码头举行仪式。", ["新码", "码头"], ["en"]);
  assert.equal(sentence.text, "市政府在新码头举行仪式。");
  assert.deepEqual(sentence.marks.map(([start, end]) => sentence.text.slice(start, end)), ["新码头"]);
});

test("a marked word does not include the punctuation around it", () => {
  const text = "“Ferry’s” tow-ferry (ferries).";
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
  assert.deepEqual(search.candidates(matches, 2), { places: [0, 2, 3, 1], contenders: 2 });
  assert.deepEqual(search.candidates(matches, 9).places, [0, 2, 3, 1, 4]);
});

test("which terms need another class before the first results are certain", () => {
  const scores = [3, 2, 1];
  const slack = [0, 0, 0];
  const wanted = (lacking, rare, common) =>
    search.termsToLoad({ scores, slack, lacking, openTerms: [{ term: "rare", most: rare }, { term: "common", most: common }] }, 2);
  assert.deepEqual(wanted([0, 0, 3], 0.4, 0.5), []); // 1.9 at most is less than 2
  assert.deepEqual(wanted([0, 0, 2], 0.4, 1.1), ["common"]); // 2.1 is more
  assert.deepEqual(wanted([0, 1, 0], 0.1, 0.5), ["rare"]); // one of the first can still gain
  assert.deepEqual(wanted([0, 0, 0], 1.1, 1.1), ["rare", "common"]); // an article of which nothing is known could have 2.2
});

const { search: page } = (() => {
  search.pageWords = {
    language: "uk",
    pages: "uk-UA",
    phrases: { quoted: "«{}»", found: "{} на запит {}", turned: "{1}: {0}", articles: { one: "{} новина", few: "{} новини", many: "{} новин", other: "{} новин" } },
    sentences: { "After ~ at most {} is allowed.": "Після ~ може бути щонайбільше {}.", "{}: too common.": "{}: надто поширено." },
  };
  require("node:vm").runInThisContext(fs.readFileSync(path.join(__dirname, "../../plugins/lunr_search/browser/page/wording.js"), "utf8"));
  return { search };
})();

test("the gaps of a phrase are filled in order, or by their numbers", () => {
  const { say } = page.wording;
  assert.equal(say("found", "3", "$& {}"), "3 на запит $& {}");
  assert.equal(say("turned", "3", "мости"), "мости: 3");
});

test("counts have the form that the number asks for", () => {
  const { sayCount } = page.wording;
  assert.deepEqual([1, 3, 5, 21].map((count) => sayCount("articles", count)), ["1 новина", "3 новини", "5 новин", "21 новина"]);
});

test("a sentence of the engine is said in the page's language where there are words for it", () => {
  const { translate } = page.wording;
  assert.equal(translate("After ~ at most 3 is allowed."), "Після ~ може бути щонайбільше 3.");
  assert.equal(translate("“a”, “the”: too common."), "«a», «the»: надто поширено.");
  assert.equal(translate("Something else."), "Something else.");
});
