import type { Dialect } from '../yaml/dialect.ts';
import type { ScalarNode, YamlNode } from '../yaml/node.ts';
import { spanOf, type YamlDocument } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import type { Finding, FindingData, Severity } from './finding.ts';
import type { Shape, TextFormat } from './shape.ts';

/** Why a text is not of its format. */
export interface FormatProblem {
  /** Second half of the finding's code: `bad-duration`. */
  readonly problem: string;
  /** A sentence that follows "Prometheus will not load this file:". */
  readonly message: string;
  readonly data: FindingData;
}

/** What is wrong with the text of a field, undefined for nothing. Must not throw. */
export type FormatCheck = (text: string) => FormatProblem | undefined;

/** The checks of the formats that a room's shapes use. */
export type FormatTable = { readonly [format in TextFormat]?: FormatCheck };

export interface ValidationContext {
  readonly document: YamlDocument;
  /** The text that the document was read from. */
  readonly text: string;
  readonly dialect: Dialect;
  /** First half of the codes: `config`. */
  readonly area: string;
  /** How each message starts, without the colon: "Prometheus will not load this file". */
  readonly refusal: string;
  readonly formats: FormatTable;
  /** The name of the version in use if it is known and older than `since`: "Prometheus 2.30"; else undefined. */
  readonly lacks: (since: string) => string | undefined;
  /** Fields that do not add to what a merge has set before, but start anew. */
  readonly replaced: ReadonlySet<string>;
  /** Values of this shape are left to another call. */
  readonly leftOut: Shape | undefined;
}

/** Where a value stands, and what a message calls it. What an alias stands for is shown where it is written out. */
export interface Place {
  readonly node: YamlNode;
  readonly key: ScalarNode | undefined;
  /** "`scrape_interval`", "an entry of `relabel_configs`". */
  readonly name: string;
}

/** What one run of a validation has found. */
export interface Validation {
  readonly context: ValidationContext;
  readonly findings: Finding[];
  /** How many more values behind aliases are looked at: aliases of aliases multiply. */
  aliasBudget: number;
}

/** The span to underline for the value: its own, or its key's where the value is empty. */
export function spanOfPlace(place: Place): Span {
  const span = spanOf(place.node);
  return span.start === span.end && place.key !== undefined ? spanOf(place.key) : span;
}

/** Notes that the program refuses the file. `why` follows "…will not load this file:". */
export function refuse(run: Validation, problem: string, span: Span, why: string, data: FindingData): void {
  add(run, problem, 'error', span, `${run.context.refusal}: ${why}`, data);
}

export function add(
  run: Validation,
  problem: string,
  severity: Severity,
  span: Span,
  message: string,
  data: FindingData,
): void {
  run.findings.push({ code: `${run.context.area}/${problem}`, severity, span, message, related: [], data });
}

/** What a message calls a value that is there instead of another one. Long texts are cut. */
export function describeNode(node: YamlNode): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'seq') return 'a list';
  if (node.kind === 'alias') return 'an alias';
  return `\`${clip(node.text)}\``;
}

/** A user's text, short enough for a message. */
export function clip(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** Findings in the order of the text. */
export function inTextOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
