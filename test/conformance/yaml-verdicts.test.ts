import type { Dialect } from '../../src/yaml/dialect.ts';
import { parseSource, problemsOf, type SourceFile, type YamlDocument } from '../../src/yaml/source.ts';
import { corpusTexts } from '../fixtures/corpus-texts.ts';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';
import { hasRefusedKey, type Image, imageOf, instant } from './yaml-image.ts';
import { YAML_PROBES } from './yaml-probes.ts';

const DIALECTS: readonly Dialect[] = ['prometheus', 'rules', 'manifest'];

/** In JSON both keys are the same, and which of them stays is left to the order of a Go map. */
const LEFT_TO_CHANCE: ReadonlySet<string> = new Set(['1: a\n"1": b\n', '1.0: a\n1: b\n']);
/** Of the corpus, whose files are read by all three dialects. */
const LARGEST = 150_000;

interface DocumentAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly value?: Image;
}

interface Answer extends DocumentAnswer {
  readonly documents?: readonly DocumentAnswer[];
}

/** Known differences by the beginning of their id, each with its reason. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['tag: "!!binary gIGC"', 'bytes that are not UTF-8 have no text'],
  ['flow: "[?a]"', 'text that begins with `?` between brackets is an explicit key to Go'],
  ['flow: "[-]"', 'a lone dash between brackets is text to Go'],
  ['flow: "[a:', 'a colon before a comma or bracket is text to Go'],
  ['flow: "[::]"', 'a colon before a comma or bracket is text to Go'],
  ['key: "yes: a\\n\\"yes', 'in JSON the key `yes` is `true`'],
  ['anchor: "&x b\\n    *x: c"', 'the library takes the colon for a part of the alias'],
  ['character: "a: ', 'LS and PS stay in the value in Go, here they are line breaks'],
  ['character: "\uFEFF\uFEFF', 'Go skips the first character of every line behind a second byte order mark'],
  ['character: "# c\\n\uFEFFa', 'a byte order mark that is text is a word joiner here'],
  ['character: "\\n\uFEFFa', 'a byte order mark that is text is a word joiner here'],
  ['document: "  - a\\n - b\\n\\t', 'the library for rules looks one token further than the root'],
  ['document: "a: b\\n...\\nc: d', 'a document behind `...` is read, though Kubernetes does not read it'],
  ['document: "a: b\\n---\\n...', 'a `...` without a document is not told from an empty document'],
]);

comparison({
  label: 'yaml verdicts equal',
  required: 0.97,
  reason: id => [...REASONS].find(([start]) => id.startsWith(start))?.[1],
  cases: async function* () {
    const files = [...corpusTexts(LARGEST)].map(({ name, text }) => ({ id: name, text }));
    const asked = [...YAML_PROBES, ...files].flatMap(probe => DIALECTS.map(dialect => ({ ...probe, dialect })));
    const questions = asked.filter(({ text, dialect }) => dialect !== 'manifest' || !LEFT_TO_CHANCE.has(text));
    const requests = questions.map(({ text, dialect }) => ({
      op: 'yaml',
      dialect,
      base64: Buffer.from(text).toString('base64'),
    }));
    let index = 0;
    for await (const answer of askOracle<Answer>(requests)) {
      const question = questions[index++];
      if (question === undefined) break;
      yield compared(question, answer);
    }
  },
});

function compared({ id, text, dialect }: { id: string; text: string; dialect: Dialect }, answer: Answer): Compared {
  const file = parseSource(text, dialect);
  const ours = dialect === 'manifest' ? manifests(file) : first(file);
  const theirs = answer.documents === undefined ? theirsOf(answer) : theirManifests(answer);
  return { id: `${id} (${dialect})`, ours, theirs };
}

/** The verdict on the document that the program reads, and what it decodes. */
function first(file: SourceFile): unknown {
  const [document] = file.documents;
  if (problemsOf(file).length > 0 || document === undefined) return { ok: false };
  return documentVerdict(document, file.dialect);
}

function documentVerdict(document: YamlDocument, dialect: Dialect): unknown {
  if (hasRefusedKey(document, document.root, dialect)) return { ok: false };
  return { ok: true, value: imageOf(document, document.root, dialect) };
}

/** Empty documents are nothing to the API server. */
function manifests(file: SourceFile): unknown {
  if (problemsOf(file).length > 0) return { ok: false };
  const verdicts = file.documents.map(document => documentVerdict(document, 'manifest') as DocumentAnswer);
  if (verdicts.some(verdict => !verdict.ok)) return { ok: false };
  return { ok: true, values: verdicts.map(({ value }) => value).filter(value => value?.['!'] !== 'null') };
}

function theirsOf({ ok, value }: DocumentAnswer): unknown {
  return ok ? { ok, value: plainImage(value ?? { '!': 'null' }) } : { ok };
}

function theirManifests({ ok, documents = [] }: Answer): unknown {
  if (!ok || documents.some(document => !document.ok)) return { ok: false };
  const values = documents.map(({ value }) => plainImage(value ?? { '!': 'null' }));
  return { ok: true, values: values.filter(value => value['!'] !== 'null') };
}

/** Floats and times as numbers: the notation of both is Go's own. */
function plainImage(image: Image): Image {
  const { '!': type, v } = image;
  if (type === 'float') return { '!': type, v: Number(String(v).replace('Inf', 'Infinity')) };
  if (type === 'time') return { '!': type, v: instant(String(v)) };
  if (Array.isArray(v)) {
    const parts = v.map((part: Image | readonly [Image, Image]) => {
      return '!' in part ? plainImage(part) : ([plainImage(part[0]), plainImage(part[1])] as const);
    });
    return { '!': type, v: parts as readonly Image[] };
  }
  return image;
}
