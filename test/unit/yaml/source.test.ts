import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { YamlNode } from '../../../src/yaml/node.ts';
import {
  documentSpan,
  hasSyntaxError,
  nodeAt,
  parseSource,
  problemsOf,
  type SourceFile,
  spanOf,
  stampOf,
  updateSource,
} from '../../../src/yaml/source.ts';
import { nodesIn } from '../../fixtures/walk-nodes.ts';
import { YAML_TEXTS } from '../../fixtures/yaml-texts.ts';

const JOBS =
  'global:\n  scrape_interval: 15s\nscrape_configs:\n- job_name: a\n- job_name: b\n  relabel_configs:\n  - action: keep\n- job_name: c\n';

function rootOf(file: SourceFile): YamlNode {
  const root = file.documents[0]?.root;
  assert.ok(root);
  return root;
}

/** The value at a path of keys and indexes. */
function at(file: SourceFile, ...path: readonly (string | number)[]): YamlNode {
  let node = rootOf(file);
  for (const step of path) {
    let next: YamlNode | undefined;
    if (node.kind === 'seq') next = node.items[Number(step)];
    else if (node.kind === 'map')
      next = node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === step)?.value;
    assert.ok(next, `${step}`);
    node = next;
  }
  return node;
}

function slice(file: SourceFile, node: YamlNode): string {
  const { start, end } = spanOf(node);
  return file.text.slice(start, end);
}

test('nodes tell kind, style, tag, anchor and where they stand', () => {
  const text = 'a: &x !!str "b\\n"\nc: [d, {e: f}]\ng: |\n  h\ni:\n- *x\n- \'j\'\nk:\n';
  const file = parseSource(text, 'prometheus');
  const lines = [...nodesIn(rootOf(file))].map(node => {
    const what = node.kind === 'scalar' ? `${node.style} ${JSON.stringify(node.text)}` : node.kind;
    return [what, node.tag, node.anchor, JSON.stringify(slice(file, node))]
      .filter(part => part !== undefined)
      .join(' ');
  });
  assert.deepEqual(lines, [
    `map ${JSON.stringify(text.trimEnd())}`,
    'plain "a" "a"',
    'double "b\\n" !!str x "\\"b\\\\n\\""',
    'plain "c" "c"',
    'seq "[d, {e: f}]"',
    'plain "d" "d"',
    'map "{e: f}"',
    'plain "e" "e"',
    'plain "f" "f"',
    'plain "g" "g"',
    'literal "h\\n" "|\\n  h\\n"',
    'plain "i" "i"',
    'seq "- *x\\n- \'j\'"',
    'alias "*x"',
    'single "j" "\'j\'"',
    'plain "k" "k"',
    'plain "" ""',
  ]);
});

test('an absent value is an empty plain scalar; an empty document has no root', () => {
  for (const text of ['a:\n', '{a}', '? a\n', 'a: # c\n']) {
    const root = rootOf(parseSource(text, 'prometheus'));
    const value = root.kind === 'map' ? root.pairs[0]?.value : undefined;
    assert.ok(value?.kind === 'scalar' && value.style === 'plain' && value.text === '', text);
  }
  for (const text of ['', '\n', '# c\n', '---\n']) {
    assert.equal(parseSource(text, 'prometheus').documents[0]?.root, undefined, JSON.stringify(text));
  }
});

test('documents tile the text', () => {
  const text = '# head\n---\na: 1\n---\nb: 2\n--- # empty\n';
  const file = parseSource(text, 'manifest');
  assert.deepEqual(
    file.documents.map(document => text.slice(documentSpan(document).start, documentSpan(document).end)),
    ['# head\n---\na: 1\n', '---\nb: 2\n', '--- # empty\n'],
  );
});

test('only manifests have problems behind the first document', () => {
  const text = 'a: 1\n---\nb: [\n';
  for (const dialect of ['prometheus', 'rules'] as const) assert.deepEqual(problemsOf(parseSource(text, dialect)), []);
  const file = parseSource(text, 'manifest');
  assert.equal(problemsOf(file).length, 1);
  assert.deepEqual(file.documents.map(hasSyntaxError), [false, true]);
});

test('problems stand where they are, in plain words', () => {
  const cases: readonly (readonly [string, string, number, number])[] = [
    ['a: "b\n', 'This quote is never closed.', 3, 4],
    ['a:\n  b\n  c: d\n', 'A key must stand on one line. Is a colon missing?', 5, 10],
    ['a: b: c\n', 'There cannot be another key on this line. Put the text in quotes, or begin a new line.', 3, 4],
    ['a: @b\n', 'Text cannot begin with this character. Put it in quotes.', 3, 4],
    ['a: "\\d"\n', 'This is no escape. Write `\\\\` for a backslash, or put the text in single quotes.', 4, 6],
    ['a: [b\nc: d\n', 'This bracket is never closed: `]` is missing.', 3, 4],
    ['a: b\n\t\n', 'A tab cannot stand here. Use spaces.', 5, 6],
  ];
  for (const [text, message, start, end] of cases) {
    const [first] = problemsOf(parseSource(text, 'prometheus'));
    assert.deepEqual({ message: first?.message, span: first?.span }, { message, span: { start, end } }, text);
  }
});

test('an edit leaves nodes and stamps of everything else as they are', () => {
  const before = parseSource(JOBS, 'prometheus');
  const jobs = [0, 1, 2].map(index => at(before, 'scrape_configs', index));
  const rule = at(before, 'scrape_configs', 1, 'relabel_configs', 0);
  const global = at(before, 'global');
  const stamps = [...jobs, rule, global, rootOf(before)].map(stampOf);
  const where = before.text.indexOf('keep') + 4;
  const after = updateSource(before, { start: where, end: where, text: 'equal' });
  assert.equal(at(after, 'scrape_configs', 0), jobs[0]);
  assert.equal(at(after, 'scrape_configs', 1), jobs[1]);
  assert.equal(at(after, 'scrape_configs', 2), jobs[2]);
  assert.notEqual(at(after, 'scrape_configs', 1, 'relabel_configs', 0), rule);
  const now = [
    ...[0, 1, 2].map(index => at(after, 'scrape_configs', index)),
    rule,
    at(after, 'global'),
    rootOf(after),
  ].map(stampOf);
  assert.deepEqual(
    now.map((stamp, index) => stamp === stamps[index]),
    [true, false, true, true, true, false],
  );
  assert.equal(slice(after, at(after, 'scrape_configs', 2, 'job_name')), 'c');
});

test('what an edit breaks elsewhere does not change what stays readable', () => {
  const before = parseSource(JOBS, 'prometheus');
  const [first, last] = [at(before, 'scrape_configs', 0), at(before, 'scrape_configs', 2)];
  const where = before.text.indexOf('keep');
  const broken = updateSource(before, { start: where, end: where, text: '[' });
  assert.ok(broken.documents.some(hasSyntaxError));
  assert.equal(at(broken, 'scrape_configs', 0), first);
  const repaired = updateSource(broken, { start: where, end: where + 1, text: '' });
  assert.deepEqual(problemsOf(repaired), []);
  assert.equal(at(repaired, 'scrape_configs', 0), first);
  assert.equal(slice(repaired, at(repaired, 'scrape_configs', 2)), slice(before, last));
});

test('a quote or bracket without its end costs only what stands around it', () => {
  const text = 'a:\n  - x: "1"\n    y: 2\n  - z: 3\n    x: [3]\n    w: "3"\nb: "4"\n';
  for (const mark of ['1"', '3]']) {
    const at = text.indexOf(mark) + 1;
    const whole = parseSource(text, 'prometheus');
    const { documents } = whole;
    const broken = updateSource(whole, { start: at, end: at + 1, text: '' });
    assert.deepEqual(problemsOf(broken), problemsOf(parseSource(broken.text, 'prometheus')));
    assert.ok(broken.documents.some(hasSyntaxError));
    const y = broken.text.indexOf('y');
    const typed = updateSource(broken, { start: y, end: y, text: 'z' });
    assert.deepEqual(problemsOf(typed), problemsOf(parseSource(typed.text, 'prometheus')));
    const end = y < at ? at + 1 : at;
    const mended = updateSource(typed, { start: end, end, text: mark.slice(1) });
    assert.deepEqual(problemsOf(mended), []);
    assert.ok(mended.documents[0] === documents[0], `everything is new behind ${mark}`);
  }
});

test('an open quote without another quote behind it takes the rest of the text', () => {
  const text = 'a:\n  - x: "1"\n    y: 2\nb: "4"\n';
  const broken = updateSource(parseSource(text, 'prometheus'), { start: 12, end: 13, text: '' });
  assert.equal(broken.documents[0]?.root?.kind === 'map' && broken.documents[0].root.pairs.length, 2);
  const start = broken.text.indexOf('"4"');
  const swallowed = updateSource(broken, { start, end: start + 3, text: '4' });
  assert.equal(swallowed.documents[0]?.root?.kind === 'map' && swallowed.documents[0].root.pairs.length, 1);
});

test('a key that seems to span lines is read by another way when the one before it is mended', () => {
  const text = 'a:\n  x\n  b: 1\nc: |\n  d\n #\n  e\nf: 1\n';
  const at = text.indexOf('x') + 1;
  const mended = updateSource(parseSource(text, 'prometheus'), { start: at, end: at, text: ':' });
  assert.deepEqual(problemsOf(mended), problemsOf(parseSource(mended.text, 'prometheus')));
});

test('the second open bracket is read by another way when the first is closed', () => {
  const text = 'a: {x: 1\n---\nb: [1,\n2]\n';
  const mended = updateSource(parseSource(text, 'prometheus'), { start: 8, end: 8, text: '}' });
  assert.equal(mended.documents.some(hasSyntaxError), false);
});

test('a key without text stands where it is after an edit in the lines that it is read behind', () => {
  const text = 'a:\n  - /etc/p\n    k:\n    - s: [n]\n    b: /v\n\n : r\n';
  for (const place of ['[n]', '/v', '/etc/p', 's:']) {
    const end = text.indexOf(place) + place.length;
    const file = updateSource(parseSource(text, 'prometheus'), { start: end, end, text: ' # c' });
    const all = (source: SourceFile) => [...nodesIn(rootOf(source))].map(node => spanOf(node));
    assert.deepEqual(all(file), all(parseSource(file.text, 'prometheus')), place);
  }
});

test('a value without text stands where it is after the last line before it becomes a comment', () => {
  const text = 's:\n  ? x\n\n      r:\n        - a: d\n          g: n\n  j: s\n';
  const start = text.indexOf('          g') + 2;
  const file = updateSource(parseSource(text, 'prometheus'), { start, end: start, text: '#' });
  const all = (source: SourceFile) => [...nodesIn(rootOf(source))].map(node => spanOf(node));
  assert.deepEqual(all(file), all(parseSource(file.text, 'prometheus')));
});

test('a problem of what is around goes with the last line, behind which it was found', () => {
  const text = 'g:\n- n: d\n  r:\n  - a: h\n    t:\n      y: D\n     !<x> ';
  const start = text.indexOf('     !<x>');
  const file = updateSource(parseSource(text, 'rules'), { start, end: text.length, text: '' });
  assert.deepEqual(problemsOf(file), problemsOf(parseSource(file.text, 'rules')));
});

test('stamps of aliases change with any anchor', () => {
  const before = parseSource('a: &x 1\nb: *x\nc: 3\n', 'prometheus');
  const [b, c] = [stampOf(at(before, 'b')), stampOf(at(before, 'c'))];
  const after = updateSource(before, { start: 6, end: 7, text: '2' });
  assert.notEqual(stampOf(at(after, 'b')), b);
  assert.equal(stampOf(at(after, 'c')), c);
});

test('the way to an offset', () => {
  const file = parseSource(JOBS, 'prometheus');
  const way = (offset: number) => {
    const document = file.documents[0];
    assert.ok(document);
    return nodeAt(document, offset)
      .path.map(({ kind, index }) => `${kind} ${index}`)
      .join(', ');
  };
  assert.equal(way(JOBS.indexOf('keep') + 2), 'value 1, item 1, value 1, item 0, value 0');
  assert.equal(way(JOBS.indexOf('relabel') + 1), 'value 1, item 1, key 1');
  assert.equal(way(0), 'key 0');
  assert.equal(way(JOBS.indexOf('15s') + 3), 'value 0, value 0');
  assert.equal(way(JOBS.indexOf('scrape_interval') - 1), '');
});

test('every prefix of every text is read, and an edit outside of the text is cut to it', () => {
  for (const text of Object.values(YAML_TEXTS)) {
    for (let length = 0; length <= text.length; length += 3) problemsOf(parseSource(text.slice(0, length), 'manifest'));
  }
  const file = parseSource('a: b\n', 'rules');
  assert.equal(updateSource(file, { start: -5, end: 99, text: 'c: d\n' }).text, 'c: d\n');
});

test('deep and long texts are read without an exception', () => {
  const chain = (merge: string) => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `a${index + 1}: &a${index + 1} ${merge.replace('N', `${index}`)}`,
    );
    return `a0: &a0 {b: c}\n${lines.join('\n')}\n`;
  };
  const texts = [
    '['.repeat(3000),
    `${'['.repeat(3000)}${']'.repeat(3000)}`,
    '{a: '.repeat(2000),
    Array.from({ length: 1500 }, (_, index) => `${' '.repeat(index)}a:\n`).join(''),
    '- '.repeat(3000),
    '? '.repeat(1000),
    chain('[*aN]'),
    chain('{<<: *aN}'),
    `a: ${'"'.repeat(5001)}`,
    `a: ${'&x '.repeat(2000)}b`,
  ];
  for (const text of texts) {
    for (const dialect of ['prometheus', 'manifest'] as const) {
      const file = parseSource(text, dialect);
      problemsOf(updateSource(file, { start: text.length, end: text.length, text: 'x' }));
    }
  }
});
