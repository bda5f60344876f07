import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goUrlProblem } from '../../../../src/prometheus/config/go-url.ts';

// Each checked against Go's url.Parse.
const ACCEPTED = [
  '',
  'a',
  '/a',
  'a/b:c',
  'http://a:80/b?c#d',
  'x:y',
  '//a',
  '///a',
  'http://u:p@ss@h',
  'http://é',
  'http://%c3%a9',
  '?%zz',
  'http://[::1]:80',
  'http://[fe80::1%25en0]',
  'http://[::ffff:1.2.3.4]',
  'foo://a:b:1',
  '*',
  'http://a:',
];
const REFUSED = [
  ':a',
  'a:b/c\t',
  'a b:c',
  '%zz',
  'http://a b',
  'http://a:b',
  'http://a:1:2',
  'http://[::1',
  'http://x[::1]',
  'http://[1.2.3.4]',
  'http://[::1]x',
  'http://%41',
  'http://u r@h',
  '#%',
  'http://[1:2:3:4:5:6:7:8::]',
  'http://[fe80::1%25]',
  'http://a/%g',
  '1:b',
  'http://[:::]',
];

for (const url of ACCEPTED) test(`Go takes ${JSON.stringify(url)}`, () => assert.equal(goUrlProblem(url), undefined));
for (const url of REFUSED)
  test(`Go refuses ${JSON.stringify(url)}`, () => assert.equal(typeof goUrlProblem(url), 'string'));
