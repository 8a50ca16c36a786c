// The types that the files of this folder share, for `tsc` alone: nothing here reaches a browser.
// Each file adds its definitions to `newsSearch`; `@satisfies` compares them there with their types here.

/** lunr.js, of which no types are published that fit its inner classes. */
declare var lunr: any;
declare var newsSearch: NewsSearch;
/** A worker's own function; a page has none. */
declare var importScripts: ((...addresses: string[]) => void) | undefined;
declare var archiveSearch: (query: string, options?: SearchOptions) => Promise<SearchResults>;

type SearchOptions = {
  /** best first, newest first, oldest first */
  sort?: "score" | "date" | "oldest";
  /** Only articles with all the query's words. */
  all?: boolean;
  from?: string;
  to?: string;
  filters?: Record<string, string[]>;
  /** For counts: whether names are counted, too. */
  hasNames?: boolean;
  limit?: number;
  offset?: number;
};
type Hit = {
  number: number;
  score: number;
  url: string;
  title: string;
  section: string;
  date: string;
  terms: string[];
  /** Whether the body has one of the words. */
  isInBody: boolean;
  /** A small picture's address, where the article has one. */
  picture?: string;
  /** Whether `date` is only the day on which the article's page was saved. */
  isSavedDate?: boolean;
};
type SearchResults = {
  /** Articles with some of the words, and those of them with all. */
  total: number;
  whole: number;
  /** Whether the search left out articles that cannot be among the results asked for. Then `whole`, of several words, counts only the
   * articles that it looked at. */
  isPartial?: boolean;
  /** Whether `total` is an estimate, to two digits: only where `isPartial`, and never with `all`, filters, days or a sort by date. */
  isEstimate?: boolean;
  hits: Hit[];
  terms: string[];
  /** What the reader should know of how the query was read, in the order of the query. */
  notes: Note[];
  /** Looks for other spellings; loads files, so the page asks once it has shown the results. Empty where the query's words are usual. */
  offers: () => Promise<Offer[]>;
};
/** A remark on a query. `message` is the English sentence; a page in another language makes its own of `kind` and `words`.
 * - `names-only`: the query has only common words, which are indexed where they are names (WHO, May). `words` were searched.
 * - `left-out`: `words` are common words that were not searched, since the query has nothing else that could be found.
 * - `field-taken`: the query names a field by another name; `words` are the name typed and the field that was searched.
 * - `field-unknown`: `words` are a name before a colon that is no field, and the field that is nearest; both parts were searched as words.
 * - `field-apart`: a space stands behind a field's colon; `words` are the field. It was searched as a word.
 * - `saved-dates`: the search asks for days, and some articles are dated by the day on which their page was saved.
 */
type Note = { kind: "names-only" | "left-out" | "field-taken" | "field-unknown" | "field-apart" | "saved-dates"; words: string[]; message: string };
/** Another query that may have been meant: `replaced` are pairs of a word typed and the archive's word. `kind` is `script` where
 * the archive has the name in another alphabet (Zelensky, Зеленський): then `query` has both, else the word in place of the typed one. */
type Offer = { kind: "spelling" | "script"; query: string; replaced: [string, string][] };

/** The same as the engine returns it: no functions, so that it can be sent from a worker. */
type EngineResults = Omit<SearchResults, "offers">;

/** The postings of one term in one field: document numbers, ascending; how often the term occurs; steps of field lengths; the exact
 * lengths, 0 where the postings do not give them. */
type FieldPostings = { numbers: Float64Array; counts: Uint32Array; steps: Uint8Array; lengths: Uint32Array };
/** The postings of one term, as many classes of them as were loaded. */
type TermPostings = {
  /** An item for each field of the manifest. */
  fields: (FieldPostings | null)[];
  /** How many postings and documents the term has in all classes. */
  count: number;
  documents: number;
  /** The classes that are not loaded, the strongest first. */
  weaker: WeakerClass[];
};
/** A class of postings in a file of its own. `bounds`: for each of the manifest's scales, the most that a document of this class or of a
 * weaker one weighs. */
type WeakerClass = { name: string; documents: number; postings: number; checksum: number; bounds: number[] };
/** A clause of Lunr's query. */
type Clause = {
  term: string;
  fields: string[];
  boost: number;
  presence: number;
  usePipeline?: boolean;
  editDistance?: number;
  /** The terms to look for, where they are not those of the word: a name among common words. `near` count for less. */
  terms?: string[];
  near?: string[];
  /** The patterns that together match, where `term` is one of them. */
  patterns?: string[];
};
/** Terms to look for: a word's own, those of its forms with or without accents, and beginnings of other such terms. */
type Choices = { exact: string[]; near: string[]; beginnings: string[] };
/** A clause, and for each of its terms the terms of the index that match it. A word with near forms has two. */
type ExpandedClause = {
  clause: Clause;
  expanded: string[][];
  /** The word of the query that it stands for, where several stand for one. */
  word?: number;
};
type Phrase = { words: string[]; fields: string[]; isProhibited: boolean };
/** `referenceLengths` and `scales` are the mean lengths of fields for which the bounds of classes are given (impact.py). */
type Totals = { fields: string[]; boosts: number[]; documents: number; lengths: number[]; referenceLengths: number[]; scales: number[] };
/** Document i scores at least `scores[i]`. It can score `slack[i]` more, since postings give a range for longer lengths, and the `most` of
 * each term that `lacking[i]` names. */
type Matches = {
  numbers: Float64Array;
  scores: Float64Array;
  slack: Float64Array;
  /** 1 where an article has all the query's words. */
  isWhole: Uint8Array;
  /** Terms of which classes are not loaded, with the most that each can add to a score. */
  openTerms: { term: string; most: number }[];
  /** For each document, which of these terms it may have in a class that is not loaded: bit i for term i. */
  lacking: Uint16Array;
};
/** By document number: the lengths of those fields whose step is a range of lengths. */
type Lengths = Map<number, Map<number, number>>;
/** A query that was read: its clauses with the terms that the archive has for them, and the postings of these. */
type AskedQuery = {
  clauses: ExpandedClause[];
  phrases: Phrase[];
  narrowing: Clause[][];
  postings: Map<string, TermPostings>;
  totals: Totals;
  terms: string[];
  notes: Note[];
};
/** The documents that match a query and its options, with what ranking them needs. */
type Found = AskedQuery & {
  matches: Matches;
  /** Terms of headline and body that narrowed the matches. */
  narrowingTerms: string[];
};
type Ranked = { ref: string; score: number; matchData: { metadata: Record<string, unknown> } };
/** A year's column of a filter: documents and, for each, the indexes of its values in `names`. */
type Column = { names: string[]; numbers: number[]; values: number[][] };
/** field, document, how often the term stands there */
type PositionRow = [number, number, number];
/** A shard, unpacked. Of a term with classes (`hasClasses`), `bytes` are the record of the strongest, and `weaker` the others. */
type TermsFile = { terms: string[]; bytes: Uint8Array; starts: Uint32Array; hasClasses: boolean; weaker: WeakerClass[] };
/** Start and end of a word in a text. */
type Mark = [number, number];
type Sentence = { text: string; marks: Mark[]; isElsewhere?: boolean };
type SentenceRequest = { number: number; text: string | null; terms: string[]; isInBody?: boolean };
/** Why a query finds nothing: `unfiltered` articles have it without filters and days, `some` have some of its words. */
type Explanation = { missing: string[]; unfiltered: number; some: number };
type Suggestion = { kind: string; name: string; url: string };
/** number, title, section, lengths of long fields, the URL where that is not the default one, a picture's URL, 1 where the day is
 * that on which the page was saved */
type DocumentRecord = [number, string, string, number[], string?, string?, number?];

/** What of the manifest decoding needs: a number is day, body's step and tie. */
type Numbering = { fields: string[]; slotBits: number; tieBits: number; dayBits: number };

/** What manifest.py writes, and what the browser computes from it. */
type Manifest = {
  version: string;
  signature: string;
  languages: string[];
  fields: string[];
  phraseFields: number;
  firstDay: number;
  slotBits: number;
  tieBits: number;
  dayBits: number;
  recordBits: number;
  blockBits: number;
  /** How many articles are dated by the day on which their page was saved. */
  savedDates: number;
  recentFrom: number;
  recentFiles: number;
  years: number[];
  totals: Totals;
  /** By letter that has a file of k/: the checksum of that file. */
  letters: Record<string, number>;
};

/** A file of neighbouring terms, and the key of the next one, "" for none. */
type Shard = { key: string; next: string };
/** The keys of neighbouring shards, and the key of the next one, "" for none. */
type ShardKeys = { keys: string[]; next: string };

/** Returns the values of a file of the index. */
type Load = (name: string) => Promise<any[]>;
/** Loads files of code. */
type LoadCode = (names: string[]) => Promise<unknown>;

/** Forms of a counted text, by the plural categories of Unicode CLDR. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;

interface IndexFiles {
  bringCode: LoadCode;
  forget(): void;
  load(name: string): Promise<any[]>;
  needLanguages(text: string, languages: string[]): Promise<void>;
  open(): Promise<Manifest>;
  loadTerm(term: string, postings: Map<string, TermPostings>): Promise<string[]>;
  findShard(term: string): Promise<Shard | null>;
  findShards(beginning: string): Promise<Shard[]>;
  loadTermFile(shard: Shard, folder?: "t" | "p"): Promise<TermsFile>;
  unpack(values: any[], words: string, data: string, weaker?: WeakerClass[]): TermsFile;
  loadWeaker(postings: TermPostings, count?: number): Promise<void>;
  loadAll(postings: Map<string, TermPostings>): Promise<void>;
  record(number: number): Promise<DocumentRecord>;
}

interface Engine {
  files: IndexFiles;
  call(method: string, values: any[]): Promise<any>;
  readQuery(text: string): Promise<AskedQuery>;
  search(text: string, options?: SearchOptions): Promise<EngineResults>;
  lengths(numbers: number[]): Promise<Lengths>;
  describe(ranked: Ranked[], narrowingTerms?: string[]): Promise<Hit[]>;
}

/** What the engine does behind the results, by the name of the call. */
interface FurtherMethods {
  suggest(engine: Engine, text: string): Promise<Suggestion[]>;
  offers(engine: Engine, text: string): Promise<Offer[]>;
  counts(engine: Engine, text: string, options: SearchOptions): Promise<Record<string, any>>;
  explain(engine: Engine, text: string): Promise<Explanation>;
  sentences(engine: Engine, requests: SentenceRequest[]): Promise<Sentence[]>;
  marks(engine: Engine, texts: string[], terms: string[]): Promise<Mark[][]>;
}

interface Bits {
  bytes: Uint8Array;
  /** The next bit. */
  at: number;
  take(width: number): number;
  rice(parameter: number): number;
}

interface Run {
  hasEnded(): boolean;
  begin(): void;
}

/** Where a document stands: its number, and the step of its body's length. */
type Standing = { number: number; step: number };

interface Stemmer {
  stem(word: string): string;
  stopWords: { has(word: string): boolean };
  /** Whether the stemmer has rules for accented letters; else words lose their accents first. */
  knowsAccents?: boolean;
}

/** What page_further.js has for the scripts of the page. */
type FurtherPage = Pick<
  SearchPage,
  "labelSheet" | "isSheetOpen" | "openSheet" | "readArticle" | "showCounts" | "offerCounts" | "showOffers" | "explainNothing" | "explainReversed"
>;

/** What the files of page/ share: the page's elements, and the functions of each file. */
interface SearchPage {
  // page/elements.js
  form: HTMLFormElement;
  field: HTMLInputElement;
  suggestions: HTMLElement;
  status: HTMLElement;
  chips: HTMLElement;
  hints: HTMLElement;
  ways: HTMLElement;
  results: HTMLElement;
  more: HTMLElement;
  moreButton: HTMLButtonElement;
  filters: HTMLElement;
  filterGroups: HTMLElement;
  filtersButton: HTMLButtonElement;
  help: HTMLElement;
  shortcut: HTMLInputElement;
  element(name: string, attributes?: Record<string, string>, ...children: (Node | string)[]): HTMLElement;
  button(text: string, onClick: () => void, attributes?: Record<string, string>): HTMLElement;
  markedText(text: string, marks: Mark[]): (Node | string)[];
  input(name: string): HTMLInputElement | HTMLSelectElement;

  // page/address.js
  FILTERS: string[];
  readAddress(): Asked;
  toDay(date: string, isEnd: boolean): string;
  fillForm(): void;
  visit(address: string): void;
  change(edit: (asked: URLSearchParams) => void): void;
  setValue(asked: URLSearchParams, name: string, value: string): void;
  toggleValue(asked: URLSearchParams, name: string, value: string): void;
  submit(): void;

  // page/days.js
  dayText(date: string): string;
  shortText(period: string, isOneOfMany: boolean): string;
  periodText(from: string, to: string): string;

  // page/periods.js
  histogram(months: Record<string, number>): HTMLElement | null;

  // page/chips.js
  showChips(): void;
  listChosen(): [string, (asked: URLSearchParams) => void][];
  removeAll(): void;
  valueText(name: string, value: string): string;

  // page/sheet.js
  openSheet(): void;
  isSheetOpen(): boolean;
  labelSheet(text: string): void;

  // page/filters.js
  isWide: MediaQueryList;
  areFiltersCurrent(): boolean;
  showFilters(found: { total: number; isPartial?: boolean; isEstimate?: boolean }, isCurrent: () => boolean, first?: Promise<unknown>): Promise<void>;

  // page/articles.js
  readArticle(address: string): Promise<string | null>;

  // page/bringing.js
  bringFurther(): Promise<FurtherPage>;

  // page/counts.js
  showCounts(): Promise<void>;
  offerCounts(): void;

  // page/further.js
  further: FurtherPage;

  // page/hints.js
  clearHints(): void;
  addHint(...children: (Node | string)[]): void;
  endSentence(): void;
  showNotes(notes: Note[]): void;
  offerWhole(found: { total: number; whole: number }): void;

  // page/ways.js
  showOffers(found: SearchResults, isCurrent: () => boolean): Promise<void>;
  explainNothing(asked: Asked, isCurrent: () => boolean): Promise<void>;
  explainReversed(from: string, to: string): void;

  // page/hits.js
  clearHits(): void;
  addHits(hits: Hit[], isCurrent: () => boolean): Promise<void>;

  // page/places.js
  readPlace(): Place;
  keepPlace(part: Place): void;
  leavePlace(): void;
  returnToPlace(place: Place): void;

  // page/results.js
  show(): Promise<void>;
  correctTotal(counted: { total: number; whole: number }): void;

  // page/suggestions.js
  hideSuggestions(): void;
  takeKey(event: KeyboardEvent): boolean;
}
/** What the history's entry keeps of a search: how many results were shown, how far the page was scrolled, which link was opened. */
type Place = { shown?: number; top?: number; opened?: string };
/** The query and options in the search page's URL. */
type Asked = { text: string; options: SearchOptions & { from: string; to: string; filters: Record<string, string[]> } };

interface NewsSearch {
  /** Set where lunr.js is no global: in the engine's own script. */
  lunr?: any;

  // archive.js
  receive(name: string, ...values: any[]): void;
  callEngine(method: string, ...values: any[]): Promise<any>;
  loadCode: LoadCode;
  siteRoot: string;

  // page/, on the search page alone
  page: SearchPage;
  wording: {
    language: string;
    /** For Intl: the language with the digits and the calendar of the archive's pages. */
    locale: string;
    counts: Intl.NumberFormat;
    say(key: string, ...parts: string[]): string;
    sayCount(key: string, number: number, text?: string): string;
    translate(sentence: string): string;
  };
  /** What lunr_search/wording.py gives: `language` of the words, `pages` of the pages, phrases by key, the engine's sentences by their English text. */
  pageWords: {
    language: string;
    pages: string;
    phrases: Record<string, string | Forms>;
    sentences: Record<string, string>;
  };

  // all_matches.js
  matchAll(engine: Engine, asked: AskedQuery, options: SearchOptions): Promise<Found>;
  matchQuery(engine: Engine, text: string): Promise<Found>;
  savedDatesNote(): Note;

  // article_text.js
  articleText(page: Document): string | null;

  // bit_codes.js
  Bits: new (bytes: Uint8Array, start: number) => Bits;
  Run: new (bits: Bits, isThere: boolean) => Run;
  toSigned(apart: number): number;

  // by_day.js
  rankByDay(engine: Engine, found: Found, last: number, sort: SearchOptions["sort"]): Promise<Ranked[]>;

  // candidates.js
  candidates(matches: Matches, limit: number): { places: number[]; contenders: number };
  termsToLoad(matches: Matches, last: number): string[];
  TINY: number;

  // columns.js
  FILTERS: string[];
  allNumbers(files: IndexFiles): Promise<Float64Array>;
  loadColumns(files: IndexFiles, name: string, years?: number[]): Promise<Column[]>;

  // encoding.js
  stepToLengths(step: number): [number, number];
  base64ToBytes(text: string): Uint8Array;
  recordStarts(bytes: Uint8Array, count: number): Uint32Array;
  decodePostings(bytes: Uint8Array, start: number, numbering: Numbering): { documents: number; fields: TermPostings["fields"] };
  listBlocks(bytes: Uint8Array): { number: number; start: number }[];
  decodeBlocks(bytes: Uint8Array, numbering: Numbering): { documents: number; fields: TermPostings["fields"] };

  // engine.js
  errorToData(error: unknown): { kind: string; message: string; start?: number; end?: number };
  Engine: new (load: Load, loadCode: LoadCode) => Engine;

  // expansion.js
  isPattern(clause: Clause): boolean;
  expand(files: IndexFiles, clause: Clause, postings: Map<string, TermPostings>): Promise<ExpandedClause[]>;
  clauseToChoices(clause: Clause, languages: string[]): Choices;
  clauseToPatterns(clause: Clause, languages: string[]): string[];
  weighForms(clause: Clause, known: { exact: string[]; near: string[] }): ExpandedClause[];
  lookUp(files: IndexFiles, choices: Choices): Promise<{ exact: string[]; near: string[] }>;

  // fields.js
  readField(typed: string, fields: string[]): { name: string; note: Note | null } | null;
  noteFieldApart(field: string): Note;

  // impact.js
  isRankedByClasses(asked: AskedQuery, options: SearchOptions): boolean;
  listOpen(postings: Map<string, TermPostings>): string[];
  boundOf(postings: TermPostings, totals: Totals): number;
  countMatches(found: Found): { total: number; whole: number; isPartial?: boolean; isEstimate?: boolean };
  mergeFields(one: TermPostings["fields"], other: TermPostings["fields"]): TermPostings["fields"];

  // shard_keys.js
  firstLetter(term: string): number;
  isEarlyLetter(letter: number): boolean;
  letterToName(letter: number): string;

  // stop_words.js
  chooseStopWords(clauses: Clause[], phrases: Phrase[]): { clauses: Clause[]; note: Note | null };
  nameTerms(word: string): { terms: string[]; near: string[] };
  phraseWords(quoted: string): string[];
  phraseParts(words: string[]): { place: number; word: string; terms?: string[]; near?: string[] }[];

  // scripts.js
  RebuiltError: new () => Error;
  fnv1a(text: string, seed?: number): number;
  keyToName(key: string): string;

  // filters.js
  keepWhere(matches: Matches, isKept: (number: number, isWhole: boolean) => boolean): Matches;
  keepChosen(files: IndexFiles, matches: Matches, options: SearchOptions): Promise<Matches>;
  keepNarrowed(files: IndexFiles, matches: Matches, group: Clause[]): Promise<{ matches: Matches; terms: string[] }>;
  yearsOf(matches: Matches, manifest: Manifest): number[];

  // counting.js
  countValues(files: IndexFiles, matches: Matches, name: string): Promise<[string, number][]>;
  countMonths(files: IndexFiles, matches: Matches): Promise<Record<string, number>>;

  // further.js
  further?: FurtherMethods;

  // index_files.js
  IndexFiles: new (load: Load, loadCode: LoadCode) => IndexFiles;

  // marking.js
  findMarks(text: string, terms: string[], languages: string[]): Mark[];
  findSentence(text: string, terms: string[], languages: string[]): Sentence;
  cutSentence(sentence: string, index: number): string;

  // matching.js
  findMatches(
    clauses: ExpandedClause[],
    postings: Map<string, TermPostings>,
    totals: Totals,
    everything: Float64Array | null,
  ): Matches;
  rankByLunr(
    clauses: ExpandedClause[],
    postings: Map<string, TermPostings>,
    totals: Totals,
    lengths: Lengths,
  ): Ranked[];

  // narrowing.js
  splitNarrowing(clauses: Clause[], fields: string[], hasPhrase?: boolean): { ranked: Clause[]; narrowing: Clause[][] };

  // numbering.js
  dayToDate(day: number): string;
  dateToDay(date: string, isEnd?: boolean): number;

  // packing.js
  textToKeys(text: string): string[];
  findKey(keys: string[], term: string): number;
  findKeys(keys: string[], beginning: string): number[];

  // patterns.js
  listBeginning(files: IndexFiles, folder: "d" | "e", beginning: string): Promise<string[]>;
  expandPattern(files: IndexFiles, pattern: string, clause: Clause, postings: Map<string, TermPostings>): Promise<string[]>;

  // phrases.js
  keepPhrase(files: IndexFiles, phrase: Phrase, matches: Matches): Promise<Matches>;
  partToClause(part: { word: string; terms?: string[]; near?: string[] }, phrase: Phrase): Clause;

  // placing.js
  LONG_RECORD: number;
  readPlaces(bits: Bits, size: number, numbering: Numbering): () => Standing;

  // positions.js
  decodePositions(bytes: Uint8Array, start: number, counts: ArrayLike<number>): Uint32Array[];

  // query.js
  QueryError: new (message: string, start: number, end: number) => Error & { start: number; end: number };
  parseQuery(text: string, fields: string[], phraseFields: string[]): { clauses: Clause[]; phrases: Phrase[]; notes: Note[] };

  // results.js
  titleToAddress(title: string, date: string): string;

  // suggestions.js
  suggest(engine: Engine, text: string): Promise<Suggestion[]>;

  // offers.js
  offer(engine: Engine, text: string): Promise<Offer[]>;

  // scripts_of_names.js
  findInOtherScript(files: IndexFiles, word: string): Promise<string[]>;
  skeleton(word: string): string;

  // words.js
  RUN: string;
  PREFIX: RegExp;
  textToTokens(text: string): string[];
  tokenToWords(token: string): string[];
  textToWords(text: string): string[];
  trimWord(word: string): string;
  isRun(word: string): boolean;
  cut(word: string): string;

  // letters.js
  RULES: string[];
  toLower(word: string, lang: string): string;
  cutElided(word: string, lang: string): string;
  fold(stem: string, lang: string): string;

  // tokens.js; its languages are those that are stemmed, by the manifest
  ACRONYM: string;
  NAME: string;
  LANGUAGES: Record<string, { scripts: string[]; file: string }>;
  stemmers: Record<string, Stemmer>;
  wordToScript(word: string): string;
  wordToTerm(word: string, lang: string, languages: string[]): string;
  wordToTerms(word: string, languages: string[]): string[];
  isStopWord(word: string, languages: string[]): boolean;
  neededLanguages(text: string, languages: string[]): string[];
}
