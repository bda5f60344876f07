import assert from 'node:assert/strict';
import type { Lint, LintContext } from '../../../src/lint/lint.ts';
import { readPrometheusConfig } from '../../../src/prometheus/config/read.ts';
import type { ScrapeConfig } from '../../../src/prometheus/config/scrape-config.ts';
import type { KnownVersion } from '../../../src/prometheus/version.ts';
import type { Finding } from '../../../src/schema/finding.ts';
import type { Fix } from '../../../src/schema/fix.ts';
import type { TextEdit } from '../../../src/yaml/edit.ts';
import { parseSource } from '../../../src/yaml/source.ts';

/** What a line `#   ^^^^ code severity` under a line of a fixture says. */
interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly what: string;
}

interface Analysed {
  readonly text: string;
  readonly findings: readonly {
    readonly finding: Finding;
    readonly job: ScrapeConfig;
    readonly context: LintContext;
  }[];
}

const MARK = /^#( *)(\^+) (\S+ \S+)$/;

/**
 * Checks that the lint finds in the fixture exactly what is marked. The fixture is a whole configuration; common
 * indentation is removed.
 */
export function checkLint(lint: Lint, fixture: string): void {
  checkLintFor(lint, 'unknown', fixture);
}

/** The same for a known version of Prometheus. */
export function checkLintFor(lint: Lint, version: KnownVersion, fixture: string): void {
  const { text, marks } = parseFixture(fixture);
  const found = analyse(lint, version, text).findings.map(({ finding }) => markOf(text, finding));
  assert.deepEqual(found.toSorted(byPlace), marks.toSorted(byPlace), text);
  checkPrefixes(lint, version, text);
}

/** Half-typed input never throws, and its findings and fixes stay in the text. */
function checkPrefixes(lint: Lint, version: KnownVersion, text: string): void {
  for (let length = 1; length < text.length; length++) {
    for (const { finding, job, context } of analyse(lint, version, text.slice(0, length)).findings) {
      const edits = lint.fixes(finding, job, context).flatMap(fix => fix.edits);
      for (const { start, end } of [finding.span, ...edits]) assert.ok(0 <= start && start <= end && end <= length);
    }
  }
}

/** The messages of all findings, for those tests that look at the words. */
export function messagesOf(lint: Lint, fixture: string): readonly string[] {
  return messagesFor(lint, 'unknown', fixture);
}

/** The same for a known version of Prometheus. */
export function messagesFor(lint: Lint, version: KnownVersion, fixture: string): readonly string[] {
  return analyse(lint, version, parseFixture(fixture).text).findings.map(({ finding }) => finding.message);
}

/** The titles of the fixes for the first finding. */
export function fixTitles(lint: Lint, version: KnownVersion, fixture: string): readonly string[] {
  return fixesOf(lint, version, parseFixture(fixture).text).map(({ title }) => title);
}

/**
 * Applies the fix of this title for the first finding, compares the text with `after`, and requires that the finding is
 * gone.
 */
export function checkFix(lint: Lint, title: string, before: string, after: string): void {
  const { text } = parseFixture(before);
  const fixes = fixesOf(lint, 'unknown', text);
  const fix = fixes.find(one => one.title === title);
  assert.ok(fix, `fixes: ${fixes.map(one => one.title).join(', ') || 'none'}`);
  const fixed = apply(text, fix.edits);
  assert.equal(fixed, parseFixture(after).text);
  const was = analyse(lint, 'unknown', text).findings.length;
  assert.equal(analyse(lint, 'unknown', fixed).findings.length, was - 1, 'the finding is still there');
}

function fixesOf(lint: Lint, version: KnownVersion, text: string): readonly Fix[] {
  const [first] = analyse(lint, version, text).findings;
  assert.ok(first, 'no finding');
  return lint.fixes(first.finding, first.job, first.context);
}

function analyse(lint: Lint, version: KnownVersion, text: string): Analysed {
  const file = parseSource(text, 'prometheus');
  const [document] = file.documents;
  assert.ok(document);
  const context = { file, document, version };
  const jobs = readPrometheusConfig(document).scrapeConfigs;
  const findings = jobs.flatMap(job => lint.check(job, context).map(finding => ({ finding, job, context })));
  return { text, findings };
}

/** Applies non-overlapping edits. */
export function apply(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

function parseFixture(fixture: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  const lines: string[] = [];
  for (const line of dedent(fixture).split('\n')) {
    const [, blanks, carets, what] = MARK.exec(line) ?? [];
    if (blanks === undefined || carets === undefined || what === undefined) {
      lines.push(line);
      continue;
    }
    const from = blanks.length + 1;
    marks.push({ line: lines.length - 1, from, to: from + carets.length, what });
  }
  return { text: lines.join('\n'), marks };
}

function dedent(fixture: string): string {
  const lines = fixture.replace(/^\n/, '').trimEnd().split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return `${lines.map(line => line.slice(common)).join('\n')}\n`;
}

function markOf(text: string, { span, code, severity }: Finding): Mark {
  const before = text.slice(0, span.start);
  const line = before.split('\n').length - 1;
  const from = before.length - (before.lastIndexOf('\n') + 1);
  return { line, from, to: from + span.end - span.start, what: `${code} ${severity}` };
}

function byPlace(a: Mark, b: Mark): number {
  return a.line - b.line || a.from - b.from || a.what.localeCompare(b.what);
}
