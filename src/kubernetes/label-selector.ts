import { labelKeyProblem, labelValueProblem } from './label-name.ts';
import { listOf, objectOf, textOf, textsByKey } from './objects/json.ts';
import { type SelectorToken, tokensOf } from './selector-tokens.ts';

export type LabelOperator = 'in' | 'notin' | '=' | '==' | '!=' | 'exists' | '!' | '>' | '<';

/** One condition of a label selector. `exists` and `!` have no values; the equalities and comparisons have one. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  readonly values: readonly string[];
}

/** All conditions have to hold; none selects everything. */
export type LabelSelector = readonly LabelRequirement[];

/** Why a selector is refused, and where in its text. The message is a clause without a full stop. */
export interface SelectorProblem {
  readonly offset: number;
  readonly message: string;
}

export type SelectorReading<T> =
  | { readonly ok: true; readonly selector: T }
  | { readonly ok: false; readonly problem: SelectorProblem };

/**
 * Reads a label selector as the API server does: `app=web,tier in (a, b),!canary,size>3`.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): SelectorReading<LabelSelector> {
  const reader = new Reader(tokensOf(text));
  const selector: LabelRequirement[] = [];
  if (reader.peek().kind === 'end') return { ok: true, selector };
  for (;;) {
    const requirement = readRequirement(reader);
    if (requirement === undefined) return { ok: false, problem: reader.problem };
    selector.push(requirement);
    const separator = reader.next();
    if (separator.kind === 'end') return { ok: true, selector };
    if (separator.kind !== ',') return { ok: false, problem: reader.fail(separator, '`,` or the end') };
  }
}

const OPERATORS: ReadonlyMap<string, LabelOperator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
]);

/**
 * Reads the selector that objects carry, `matchLabels` and `matchExpressions`, from parsed JSON. An empty one selects
 * everything. Undefined for what the API server refuses: an unknown operator, a wrong number of values, a key or value
 * that is none.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function readLabelSelector(value: unknown): LabelSelector | undefined {
  const { matchLabels, matchExpressions } = objectOf(value);
  const equalities = [...textsByKey(matchLabels)].map(([key, text]) => requirementOf(key, '=', [text]));
  const expressions = listOf(matchExpressions, expression => {
    const { key, operator, values } = objectOf(expression);
    return requirementOf(textOf(key), OPERATORS.get(textOf(operator)), listOf(values, textOf));
  });
  const requirements = [...equalities, ...expressions].filter(one => one !== undefined);
  return requirements.length === equalities.length + expressions.length ? requirements : undefined;
}

function requirementOf(
  key: string,
  operator: LabelOperator | undefined,
  values: readonly string[],
): LabelRequirement | undefined {
  if (operator === undefined || labelKeyProblem(key) !== undefined) return undefined;
  const wantsValues = operator !== 'exists' && operator !== '!';
  if (wantsValues !== values.length > 0) return undefined;
  return values.every(value => labelValueProblem(value) === undefined) ? { key, operator, values } : undefined;
}

/** Whether the labels satisfy every condition. */
export function matchesLabels(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  return selector.every(requirement => holds(requirement, labels.get(requirement.key)));
}

function holds({ operator, values }: LabelRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.includes(value);
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value);
    case '>':
    case '<':
      return compares(operator, int64Of(value ?? ''), int64Of(values[0] ?? ''));
  }
}

function compares(operator: '>' | '<', left: bigint | undefined, right: bigint | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return operator === '>' ? left > right : left < right;
}

/** As Go's ParseInt for base 10 and 64 bits; undefined for what it refuses. */
function int64Of(text: string): bigint | undefined {
  if (!/^[-+]?[0-9]{1,40}$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** Walks the tokens; remembers the first problem. */
class Reader {
  problem: SelectorProblem = { offset: 0, message: '' };
  readonly #tokens: readonly SelectorToken[];
  #at = 0;

  constructor(tokens: readonly SelectorToken[]) {
    this.#tokens = tokens;
  }

  peek(): SelectorToken {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] ?? { kind: 'end', text: '', offset: 0 };
  }

  next(): SelectorToken {
    const token = this.peek();
    this.#at++;
    return token;
  }

  fail(token: SelectorToken, expected: string): SelectorProblem {
    const found = token.kind === 'end' ? 'the end' : `\`${token.text}\``;
    return this.refuse(token, `found ${found} where ${expected} should be`);
  }

  refuse(token: SelectorToken, message: string): SelectorProblem {
    this.problem = { offset: token.offset, message };
    return this.problem;
  }
}

function readRequirement(reader: Reader): LabelRequirement | undefined {
  const absent = reader.peek().kind === '!';
  if (absent) reader.next();
  const name = reader.next();
  if (!isWord(name)) {
    reader.fail(name, 'a label key');
    return undefined;
  }
  const wrong = labelKeyProblem(name.text);
  if (wrong !== undefined) {
    reader.refuse(name, `\`${name.text}\` is not a label key: ${wrong}`);
    return undefined;
  }
  const key = name.text;
  const after = reader.peek().kind;
  // Behind `!key` nothing else may stand, as the caller finds out.
  if (absent) return { key, operator: '!', values: [] };
  if (after === 'end' || after === ',') return { key, operator: 'exists', values: [] };
  return readComparison(reader, key);
}

function readComparison(reader: Reader, key: string): LabelRequirement | undefined {
  const operator = reader.next();
  switch (operator.kind) {
    case 'in':
    case 'notin': {
      const values = readValueSet(reader);
      return values && { key, operator: operator.kind, values };
    }
    case '=':
    case '==':
    case '!=': {
      const value = readValue(reader);
      return value && { key, operator: operator.kind, values: [value.text] };
    }
    case '>':
    case '<': {
      const value = readValue(reader);
      if (value === undefined) return undefined;
      if (int64Of(value.text) !== undefined) return { key, operator: operator.kind, values: [value.text] };
      reader.refuse(value, `\`${operator.kind}\` compares with a whole number`);
      return undefined;
    }
    default:
      reader.fail(operator, '`=`, `!=`, `in`, `notin`, `>` or `<`');
      return undefined;
  }
}

/** The one value behind an operator; nothing there is the empty value. */
function readValue(reader: Reader): SelectorToken | undefined {
  const token = reader.peek();
  if (token.kind === 'end' || token.kind === ',') return { kind: 'word', text: '', offset: token.offset };
  reader.next();
  if (!isWord(token)) {
    reader.fail(token, 'a value');
    return undefined;
  }
  return checkedValue(reader, token) ? token : undefined;
}

function checkedValue(reader: Reader, token: SelectorToken): boolean {
  const wrong = labelValueProblem(token.text);
  if (wrong !== undefined) reader.refuse(token, `\`${token.text}\` is not a label value: ${wrong}`);
  return wrong === undefined;
}

/** `(a, b,, c)`: an empty place is the empty value. */
function readValueSet(reader: Reader): readonly string[] | undefined {
  const open = reader.next();
  if (open.kind !== '(') {
    reader.fail(open, '`(`');
    return undefined;
  }
  const values = new Set<string>();
  for (let empty = true; ; ) {
    const token = reader.next();
    if (token.kind === ')' || token.kind === ',') {
      if (empty) values.add('');
      if (token.kind === ')') return [...values];
      empty = true;
    } else if (isWord(token) && empty) {
      if (!checkedValue(reader, token)) return undefined;
      values.add(token.text);
      empty = false;
    } else {
      reader.fail(token, empty ? 'a value, `,` or `)`' : '`,` or `)`');
      return undefined;
    }
  }
}

/** `in` and `notin` are words everywhere but behind a key. */
function isWord(token: SelectorToken): boolean {
  return token.kind === 'word' || token.kind === 'in' || token.kind === 'notin';
}
