import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SchemaContributors } from '../../vscode/redhat-yaml-standin/src/schema-contributors.ts';

function contributors(texts: Readonly<Record<string, string>>) {
  const logged: string[] = [];
  const registry = new SchemaContributors({
    textOf: resource => texts[resource],
    schemeOf: uri => new URL(uri).protocol.slice(0, -1),
    log: message => logged.push(message),
  });
  const add = (name: string, uri: string | undefined, label?: string) =>
    registry.register(name, { requestSchema: () => uri, requestSchemaContent: () => `of ${name}`, label });
  return { registry, logged, add };
}

test('a name is registered once, and the first contributor stays', () => {
  const { registry, add } = contributors({});
  assert.deepEqual([add('a', 'a://1'), add('a', 'a://2')], [true, false]);
  assert.deepEqual(registry.schemasFor('file:///x.yml'), ['a://1']);
  assert.deepEqual([registry.has('a'), registry.has('b')], [true, false]);
});

test('all contributors that name a schema count, in order', () => {
  const { registry, add } = contributors({});
  add('a', 'a://1');
  add('b', undefined);
  add('c', 'c://1');
  assert.deepEqual(registry.schemasFor('file:///x.yml'), ['a://1', 'c://1']);
});

test('a label in the text decides alone', () => {
  const { registry, add } = contributors({ 'file:///x.yml': 'apiVersion: tekton.dev/v1\n' });
  add('a', 'a://1');
  add('b', 'b://1', 'apiVersion:tekton.dev/v1');
  assert.deepEqual(registry.schemasFor('file:///x.yml'), ['b://1']);
  assert.deepEqual(registry.schemasFor('file:///y.yml'), ['a://1', 'b://1']);
});

test('one that throws is logged and left out', () => {
  const { registry, logged, add } = contributors({});
  const requestSchema = () => {
    throw new Error('no');
  };
  registry.register('bad', { requestSchema, requestSchemaContent: () => '', label: undefined });
  add('a', 'a://1');
  assert.deepEqual(registry.schemasFor('file:///x.yml'), ['a://1']);
  assert.equal(logged.length, 1);
});

test('content comes from the contributor whose name is the scheme of the URI', () => {
  const { registry, add } = contributors({});
  add('a', 'a://1');
  assert.deepEqual([registry.contentOf('a://other'), registry.contentOf('b://1')], ['of a', undefined]);
});
