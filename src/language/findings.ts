import { accountCommentFindings } from '../lint/account-comment.ts';
import { lintJob } from '../lint/lint-job.ts';
import { checkConfig } from '../prometheus/config/check.ts';
import { readCachedConfig } from '../prometheus/config/read.ts';
import type { KnownVersion } from '../prometheus/version.ts';
import type { Finding, Severity } from '../schema/finding.ts';
import { hasSyntaxError, problemsOf, type SourceFile, startOf } from '../yaml/source.ts';
import type { ConfigPart, LanguageDocument } from './document.ts';
import { withoutSuppressed } from './suppression.ts';

export interface FindingsContext {
  readonly version: KnownVersion;
  /** By code or area; a code counts before its area. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
}

/** A finding at its place in the document, and as its part knows it. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly inPart: Finding;
  /** Undefined for what is wrong with the manifest around the parts. */
  readonly part: ConfigPart | undefined;
}

/**
 * Everything that is wrong in the document, in the order of the text, with the user's severities and without what
 * comments silence. Empty for files that are not ours.
 */
export function findingsOf(document: LanguageDocument, context: FindingsContext): readonly PlacedFinding[] {
  const found = document.parts.flatMap(part => partFindings(part, context).map(inPart => place(part, inPart)));
  const outer =
    document.classification.kind === 'manifest' && document.parts.length > 0
      ? syntaxFindings(document.file, 'manifest')
      : [];
  const all = [...unique(found), ...outer.map(finding => ({ finding, inPart: finding, part: undefined }))];
  const shown = all.flatMap(placed => withSeverity(placed, context.severities));
  return withoutSuppressed(document.file.text, shown).toSorted((a, b) => a.finding.span.start - b.finding.span.start);
}

/** A rule that several jobs share through an anchor is told of once. */
function unique(found: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const byPlace = new Map<string, PlacedFinding>();
  for (const placed of found) {
    const { code, span, message } = placed.finding;
    const key = `${code} ${span.start} ${span.end} ${message}`;
    if (!byPlace.has(key)) byPlace.set(key, placed);
  }
  return [...byPlace.values()];
}

/**
 * Load-time findings and lints. While the YAML is broken, only what stands before the first syntax error and not in the
 * job that holds it is kept: the rest may be a consequence.
 */
function partFindings(part: ConfigPart, context: FindingsContext): readonly Finding[] {
  const syntax = syntaxFindings(part.source, 'config');
  const document = part.source.documents[0];
  if (document === undefined) return syntax;
  const { version } = context;
  const config = readCachedConfig(document, part.cache);
  const jobs = config.scrapeConfigs;
  const checked = [
    ...checkConfig(document, part.source, { version, cache: part.cache }),
    ...accountCommentFindings(part.source.text, document, config),
    ...jobs.flatMap(job => lintJob(job, { file: part.source, document, version }, part.lints)),
  ];
  const first = syntax[0]?.span.start;
  if (first === undefined || !hasSyntaxError(document)) return [...syntax, ...checked];
  const limit = jobs.map(job => startOf(job.node)).findLast(start => start <= first) ?? first;
  return [...syntax, ...checked.filter(({ span }) => span.end < limit)];
}

/** Of a text that the parser cannot read, only the first problem is sure: what it says of the rest may follow from that. */
function syntaxFindings(file: SourceFile, area: 'config' | 'manifest'): readonly Finding[] {
  const problems = problemsOf(file);
  const sure = file.documents.some(hasSyntaxError) ? problems.slice(0, 1) : problems;
  return sure.map(({ message, span }) => ({
    code: `${area}/yaml-syntax`,
    severity: 'error',
    span,
    message:
      area === 'config'
        ? `Prometheus will not load this file: ${message}`
        : `Kubernetes will not take this file: ${message}`,
    related: [],
    data: {},
  }));
}

function place(part: ConfigPart, inPart: Finding): PlacedFinding {
  const { embedded } = part;
  if (!embedded) return { finding: inPart, inPart, part };
  const related = inPart.related.map(({ span, message }) => ({ span: embedded.toOuterSpan(span), message }));
  return { finding: { ...inPart, span: embedded.toOuterSpan(inPart.span), related }, inPart, part };
}

/** The finding as the user wants it shown: one, or none. */
export function withSeverity<T extends { readonly finding: Finding }>(
  placed: T,
  severities: FindingsContext['severities'],
): readonly T[] {
  const { code, severity } = placed.finding;
  const wanted = severities.get(code) ?? severities.get(code.slice(0, code.indexOf('/'))) ?? severity;
  if (wanted === 'off') return [];
  return wanted === severity ? [placed] : [{ ...placed, finding: { ...placed.finding, severity: wanted } }];
}
