import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDocument, openDocument } from '../../../src/language/document.ts';
import { findingsOf } from '../../../src/language/findings.ts';
import { fixesFor } from '../../../src/language/fixes.ts';

const CONTEXT = { version: 'unknown', severities: new Map() } as const;

/** `code text` of every finding, in the order of the text. */
function found(text: string, severities: Readonly<Record<string, 'off' | 'hint' | 'error'>> = {}): readonly string[] {
  const context = { version: 'unknown', severities: new Map(Object.entries(severities)) } as const;
  return findingsOf(openDocument(text), context).map(
    ({ finding: { code, severity, span } }) => `${severity} ${code} ${text.slice(span.start, span.end)}`,
  );
}

const POD = 'scrape_configs:\n- job_name: a\n  kubernetes_sd_configs:\n  - role: pod\n';

test('an embedded configuration is found fault with in the outer text', () => {
  for (const eol of ['\n', '\r\n']) {
    const text = `apiVersion: v1\nkind: ConfigMap\ndata:\n  p.yml: |\n    ${POD.replaceAll('\n', '\n    ')}`.replaceAll(
      '\n',
      eol,
    );
    assert.deepEqual(found(text), ['information sd/no-filter pod']);
  }
  const quoted = `apiVersion: v1\nkind: ConfigMap\ndata:\n  p.yml: ${JSON.stringify(POD)}\n`;
  assert.deepEqual(found(quoted), ['information sd/no-filter pod']);
});

test('severities go by code before area', () => {
  assert.deepEqual(found(POD, { sd: 'off' }), []);
  assert.deepEqual(found(POD, { sd: 'off', 'sd/no-filter': 'hint' }), ['hint sd/no-filter pod']);
  assert.deepEqual(found(POD, { relabel: 'off' }), ['information sd/no-filter pod']);
});

test('a comment silences its own line and the one below', () => {
  const silenced = (comment: string, where: 'above' | 'behind') =>
    where === 'above' ? POD.replace('  - role', `  ${comment}\n  - role`) : POD.replace('pod\n', `pod ${comment}\n`);
  for (const where of ['above', 'behind'] as const) {
    assert.deepEqual(found(silenced('# prometheus-kubernetes-ignore sd/no-filter: all of them', where)), []);
    assert.deepEqual(found(silenced('# prometheus-kubernetes-ignore a/b, sd/no-filter', where)), []);
    assert.equal(found(silenced('# prometheus-kubernetes-ignore sd/other: x', where)).length, 1);
    assert.equal(found(silenced('# sd/no-filter', where)).length, 1);
  }
});

test('broken YAML: the error, and what stands before it in other jobs', () => {
  const broken = `${POD}- job_name: b\n  kubernetes_sd_configs:\n  - rol: pod\n  scheme: "http\n`;
  assert.deepEqual(
    found(broken).map(one => one.split(' ')[1]),
    ['sd/no-filter', 'config/yaml-syntax'],
  );
});

test('after an edit the findings are those of the new text', () => {
  const at = POD.indexOf('pod');
  const edited = editDocument(openDocument(POD), { start: at, end: at + 3, text: 'node' });
  const fresh = openDocument(POD.replace('role: pod', 'role: node'));
  assert.deepEqual(
    findingsOf(edited, CONTEXT).map(one => one.finding),
    findingsOf(fresh, CONTEXT).map(one => one.finding),
  );
});

test('fixes are edits of the outer text; where they cannot be written they are disabled with the reason', () => {
  const inner = POD.replace('role', 'rol');
  const offered = (text: string) => {
    const document = openDocument(text);
    const [first] = findingsOf(document, CONTEXT);
    assert.ok(first);
    return fixesFor(document, first, 'unknown');
  };
  const block = offered(`apiVersion: v1\nkind: ConfigMap\ndata:\n  p.yml: |\n    ${inner.replaceAll('\n', '\n    ')}`);
  assert.deepEqual(
    block.map(fix => [fix.offer, fix.title]),
    [
      ['ready', 'Change `rol` to `role`'],
      ['ready', 'Silence `config/unknown-field` here with a comment'],
    ],
  );
  const [folded] = offered(
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  p.yml: "scrape_configs: [{job_name: a, schem\\u0065s: x}]"\n`,
  );
  assert.equal(folded?.offer, 'disabled');
});

test('files of others have no findings', () => {
  assert.deepEqual(found('services:\n  web:\n    image: [\n'), []);
  assert.deepEqual(found('scrape_configs: []\npositions: {}\nclients: x\n'), []);
});

test('texts that begin with a blank line are read to the end', () => {
  for (const text of ['\na\n- s: ', "\n'\n':", '\n# a comment\nscrape_configs:\n- rol: a\n', '\n\n# x\n  foo\nb: c']) {
    findingsOf(openDocument(text), CONTEXT);
    for (let end = 0; end <= text.length; end++) findingsOf(openDocument(text.slice(0, end)), CONTEXT);
  }
});
