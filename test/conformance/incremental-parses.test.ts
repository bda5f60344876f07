import type { Dialect } from '../../src/yaml/dialect.ts';
import type { TextEdit } from '../../src/yaml/edit.ts';
import { type Embedded, embed, innerEdit } from '../../src/yaml/embedded.ts';
import { parseSource, type SourceFile, updateSource } from '../../src/yaml/source.ts';
import { largeConfig } from '../bench/large-config.ts';
import { corpusTexts } from '../fixtures/corpus-texts.ts';
import { type Random, randomEdit, randomFrom } from '../fixtures/random-edits.ts';
import { configsIn } from '../fixtures/walk-nodes.ts';
import { YAML_TEXTS } from '../fixtures/yaml-texts.ts';
import { type Compared, comparison } from './comparison.ts';
import { differenceOf } from './same-source.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_007);
const EDITS = Number(process.env['EDITS'] ?? 50_000);
const EDITS_A_TEXT = 12;
/** Marks the cases beside those of the edits. */
const EMBEDDED = ', embedded';
const LARGEST = 5_000;
/** Lines of a configuration with quotes and brackets in each of its jobs. */
const LINES = [60, 90, 120];
const DIALECTS: readonly Dialect[] = ['prometheus', 'rules', 'manifest'];

comparison({
  label: 'incremental parses equal',
  required: 1,
  cases: async function* () {
    console.log(`seed: ${SEED}`);
    const random = randomFrom(SEED);
    const texts = [
      ...Object.values(YAML_TEXTS),
      ...LINES.map(largeConfig),
      ...[...corpusTexts(LARGEST)].map(({ text }) => text),
    ];
    for (let done = 0; done < EDITS; ) {
      for (const one of editsOf(texts[random(texts.length)] ?? '', random, `seed ${SEED}, step ${done}`)) {
        if (!one.id.includes(EMBEDDED)) done++;
        yield one;
      }
    }
  },
});

interface InnerFile {
  readonly embedded: Embedded;
  readonly source: SourceFile;
}

/** A handful of edits of one text, each followed more often than not by its undoing. */
function* editsOf(original: string, random: Random, id: string): Generator<Compared> {
  const text = random(10) === 0 ? original.replace(/\r?\n/g, '\r\n') : original;
  const dialect = DIALECTS[random(DIALECTS.length)] ?? 'manifest';
  let file = parseSource(text, dialect);
  const inner: InnerFile[] = [];
  yield* embeddedCompared(inner, file, id);
  for (let count = 0; count < EDITS_A_TEXT; count++) {
    const before = file.text;
    const edit = randomEdit(before, random);
    file = updateSource(file, edit);
    yield compared(file, edit, before, id);
    yield* embeddedCompared(inner, file, id);
    if (random(3) === 0) continue;
    const undo = { start: edit.start, end: edit.start + edit.text.length, text: before.slice(edit.start, edit.end) };
    const between = file.text;
    file = updateSource(file, undo);
    yield compared(file, undo, between, id);
    yield* embeddedCompared(inner, file, id);
  }
}

function compared(file: SourceFile, edit: TextEdit, before: string, id: string): Compared {
  const want = before.slice(0, edit.start) + edit.text + before.slice(edit.end);
  const found = differenceOf(file, parseSource(want, file.dialect));
  if (found === undefined) return { id, ours: 'equal', theirs: 'equal' };
  const around = before.slice(Math.max(0, edit.start - 100), edit.end + 100);
  return { id: `${id}: ${JSON.stringify({ edit, around })}`, ours: found, theirs: 'equal' };
}

/** The documents inside the file, updated by what changed in their text, must be what their text parses to. */
function* embeddedCompared(inner: InnerFile[], file: SourceFile, id: string): Generator<Compared> {
  const hosts = file.documents.flatMap(document => [...configsIn(document.root)]);
  for (const [index, host] of hosts.entries()) {
    const embedded = embed(file, host);
    const known = inner[index];
    const edit = known === undefined ? undefined : innerEdit(known.embedded, embedded);
    const before = known?.source ?? parseSource(embedded.text, 'prometheus');
    const source = edit === undefined ? before : updateSource(before, edit);
    inner[index] = { embedded, source };
    const found = differenceOf(source, parseSource(embedded.text, 'prometheus'));
    yield {
      id: `${id}${EMBEDDED} ${index}${found === undefined ? '' : `: ${JSON.stringify(edit)}`}`,
      ours: found,
      theirs: undefined,
    };
  }
}
