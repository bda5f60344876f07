import { editDocument, type LanguageDocument, openDocument } from '../../src/language/document.ts';
import { findingsOf } from '../../src/language/findings.ts';
import type { TextEdit } from '../../src/yaml/edit.ts';
import { type Figure, median, RUNS } from './figure.ts';
import { type Stroke, strokesIn } from './stroke.ts';

const CONTEXT = { version: 'unknown', severities: new Map() } as const;
/** Strokes between two full analyses, each made and taken back. */
const STROKES = 5;
/** Rounds that are not counted: the program is still being compiled. */
const WARM_UP = 2;

const FORMS = [
  { name: 'a file', of: (stroke: Stroke) => stroke },
  { name: 'a ConfigMap', of: inConfigMap },
] as const;

/** The analysis after one character as a share of a full one, for each stroke in files of the given sizes. */
export function* analysisFigures(sizes: readonly number[]): Generator<Figure> {
  for (const lines of sizes) {
    for (const form of FORMS) for (const stroke of strokesIn(lines)) yield* strokeFigures(lines, form, stroke);
  }
}

function* strokeFigures(lines: number, form: (typeof FORMS)[number], stroke: Stroke): Generator<Figure> {
  const { full, makes, takesBack } = analyse(form.of(stroke));
  const fullMs = median(full);
  for (const { change, times } of [
    { change: 'that makes', times: makes },
    { change: 'that takes back', times: takesBack },
  ]) {
    yield {
      figure: `analysis after a character ${change} ${stroke.name}, ${lines} lines in ${form.name}: by a full analysis`,
      value: median(times) / fullMs,
      unit: 'ratio',
      limit: 'none',
      runs: times.length,
      beside: { full_ms: fullMs, character_ms: median(times), slowest_character_ms: Math.max(...times) },
    };
  }
}

interface Times {
  readonly full: number[];
  readonly makes: number[];
  readonly takesBack: number[];
}

/** Times in ms: a full analysis and strokes by turns. Throws when a stroke is not found out. */
function analyse({ text, cursor, ...stroke }: Stroke): Times {
  const times: Times = { full: [], makes: [], takesBack: [] };
  const [make, takeBack] = edits(stroke, cursor);
  let document = openDocument(text);
  const before = findingsOf(document, CONTEXT).length;
  for (let round = -WARM_UP; round < RUNS / STROKES; round += 1) {
    const full = timed(() => findingsOf(openDocument(text), CONTEXT).length);
    if (round >= 0) times.full.push(full.ms);
    for (let index = 0; index < STROKES; index += 1) {
      const made = timed(() => edited(document, make));
      const back = timed(() => edited(made.result.document, takeBack));
      document = back.result.document;
      if (made.result.count <= before || back.result.count !== before)
        throw new Error(`The analysis missed ${stroke.name}.`);
      if (round < 0) continue;
      times.makes.push(made.ms);
      times.takesBack.push(back.ms);
    }
  }
  return times;
}

function edited(document: LanguageDocument, edit: TextEdit): { document: LanguageDocument; count: number } {
  const next = editDocument(document, edit);
  return { document: next, count: findingsOf(next, CONTEXT).length };
}

function timed<T>(run: () => T): { readonly result: T; readonly ms: number } {
  const start = performance.now();
  const result = run();
  return { result, ms: performance.now() - start };
}

/** The two edits that the keys of a stroke are. */
function edits(
  { makes, takesBack }: Pick<Stroke, 'makes' | 'takesBack'>,
  cursor: number,
): readonly [TextEdit, TextEdit] {
  return makes === 'Backspace'
    ? [
        { start: cursor - 1, end: cursor, text: '' },
        { start: cursor - 1, end: cursor - 1, text: takesBack },
      ]
    : [
        { start: cursor, end: cursor, text: makes },
        { start: cursor, end: cursor + makes.length, text: '' },
      ];
}

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus-config
data:
  prometheus.yml: |
`;
const INDENT = '    ';

/** The same stroke in a ConfigMap that holds the file. */
function inConfigMap(stroke: Stroke): Stroke {
  const indented = (text: string) => text.replaceAll(/^(?=.)/gm, INDENT);
  const before = indented(stroke.text.slice(0, stroke.cursor));
  return { ...stroke, text: CONFIG_MAP + indented(stroke.text), cursor: CONFIG_MAP.length + before.length };
}
