import type { ScalarNode } from '../yaml/node.ts';
import { isNull, readBool, readFloat, readInt, readString, resolveScalar } from '../yaml/scalar.ts';
import { nearest } from './nearest.ts';
import type { EnumShape, EnumValue, ScalarShape } from './shape.ts';
import { add, clip, describeNode, type Place, refuse, spanOfPlace, type Validation } from './validation.ts';

/** What is wrong with a scalar where the shape wants one. Null is the program's zero value and never wrong here. */
export function checkScalar(run: Validation, node: ScalarNode, shape: ScalarShape, place: Place): void {
  const { dialect } = run.context;
  if (isNull(node, dialect)) return;
  if (shape.type === 'text') checkText(run, node, shape, place);
  else if (shape.type === 'int-or-text' || shape.type === 'number-or-text') checkMixed(run, node, shape, place);
  else if (shape.type === 'bool') {
    if (!readBool(node, dialect).ok) refuseBool(run, node, place);
  } else if (shape.type === 'float') {
    if (!readFloat(node, dialect).ok) refuseNumber(run, node, place, 'a number');
  } else checkInteger(run, node, shape, place);
}

function checkInteger(run: Validation, node: ScalarNode, shape: ScalarShape, place: Place): void {
  const { dialect } = run.context;
  const resolved = resolveScalar(node, dialect);
  // go-yaml cuts fractions off, and what is negative with a fraction wraps around unseen.
  if (shape.type === 'uint' && dialect !== 'manifest' && resolved.type === 'float' && resolved.value <= UINT64_END)
    return;
  const reading = readInt(node, dialect);
  if (!reading.ok) refuseNumber(run, node, place, 'a whole number');
  else if (shape.type === 'uint' && reading.value < 0n) refuseNumber(run, node, place, '0 or a greater whole number');
  else checkSize(run, node, reading.value, shape, place);
}

/** Whether a whole number fits its type, and is what its format says. */
function checkSize(run: Validation, node: ScalarNode, value: bigint, shape: ScalarShape, place: Place): void {
  const bits = shape.type === 'int64' ? 64 : shape.type === 'int' || shape.type === 'uint' ? undefined : 32;
  if (bits !== undefined && BigInt.asIntN(bits, value) !== value) {
    const most = 2n ** BigInt(bits - 1) - 1n;
    refuseNumber(run, node, place, value > most ? `at most ${most}` : `at least ${-most - 1n}`);
  } else checkFormat(run, String(value), shape, place);
}

function checkFormat(run: Validation, text: string, shape: ScalarShape, place: Place): void {
  if (text === '' && shape.empty === 'accepted') return;
  const wrong = run.context.formats[shape.format]?.(text);
  if (wrong !== undefined) refuse(run, wrong.problem, spanOfPlace(place), wrong.message, wrong.data);
}

function checkMixed(run: Validation, node: ScalarNode, shape: ScalarShape, place: Place): void {
  const { dialect } = run.context;
  const reading = readString(node, dialect);
  const int = reading.ok ? undefined : readInt(node, dialect);
  const float = reading.ok || shape.type === 'int-or-text' ? undefined : readFloat(node, dialect);
  if (reading.ok) checkFormat(run, reading.value, shape, place);
  else if (int?.ok) {
    if (shape.type === 'int-or-text') checkSize(run, node, int.value, shape, place);
    else checkFormat(run, String(int.value), shape, place);
  } else if (float?.ok) checkFormat(run, String(float.value), shape, place);
  else {
    const wanted = shape.type === 'int-or-text' ? 'a whole number or a text' : 'a number or a text';
    refuse(run, 'wrong-type', spanOfPlace(place), `${place.name} must be ${wanted}, not ${describeNode(node)}.`, {});
  }
}

/** As a float the largest uint64 is rounded up to this. */
const UINT64_END = 2 ** 64;

function checkText(run: Validation, node: ScalarNode, shape: ScalarShape, place: Place): void {
  const reading = readString(node, run.context.dialect);
  if (!reading.ok) {
    refuseNoText(run, node, place);
    return;
  }
  checkFormat(run, reading.value, shape, place);
}

/** In a manifest what reads as a boolean or number is a text only in quotes. */
function refuseNoText(run: Validation, node: ScalarNode, place: Place): void {
  const quoted = node.style === 'plain' && node.tag === undefined ? `'${node.text}'` : undefined;
  const hint = quoted === undefined ? `, not ${describeNode(node)}.` : `. Write \`${quoted}\`, in quotes.`;
  const data = quoted === undefined ? {} : { replacement: quoted };
  refuse(run, 'wrong-type', spanOfPlace(place), `${place.name} must be a text${hint}`, data);
}

function refuseBool(run: Validation, node: ScalarNode, place: Place): void {
  const meant = BOOLEANS.get(node.text.toLowerCase());
  const why =
    meant === undefined
      ? `${place.name} must be \`true\` or \`false\`, not ${describeNode(node)}.`
      : `${place.name} must be a boolean. Write \`${meant}\`, without quotes.`;
  refuse(run, 'wrong-type', spanOfPlace(place), why, meant === undefined ? {} : { replacement: meant });
}

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ...['true', 'yes', 'on', 'y', '1', 't'].map(word => [word, 'true'] as const),
  ...['false', 'no', 'off', 'n', '0', 'f'].map(word => [word, 'false'] as const),
]);

function refuseNumber(run: Validation, node: ScalarNode, place: Place, wanted: string): void {
  const quoted = node.style !== 'plain' && /^\d{1,18}$/.test(node.text);
  const why = quoted
    ? `${place.name} must be ${wanted}. Write \`${node.text}\`, without quotes.`
    : `${place.name} must be ${wanted}, not ${describeNode(node)}.`;
  refuse(run, 'wrong-type', spanOfPlace(place), why, quoted ? { replacement: node.text } : {});
}

/** What is wrong with a scalar that has to be one of a few values. */
export function checkEnum(run: Validation, node: ScalarNode, shape: EnumShape, place: Place): void {
  const { dialect } = run.context;
  if (isNull(node, dialect)) return;
  const reading = readString(node, dialect);
  if (!reading.ok && dialect === 'manifest') {
    refuseNoText(run, node, place);
    return;
  }
  const value = reading.ok ? enumValue(shape, reading.value) : undefined;
  if (value !== undefined) {
    checkVersion(run, value, place);
    return;
  }
  if (shape.others === 'accepted' && reading.ok) return;
  if (shape.empty === 'accepted' && reading.ok && reading.value === '') return;
  const names = shape.values.map(one => one.value);
  const meant = nearest(node.text, names);
  const hint =
    meant === undefined ? `Write one of ${names.map(name => `\`${name}\``).join(', ')}.` : `Did you mean \`${meant}\`?`;
  const shown = node.text === '' ? 'the empty text' : `\`${clip(node.text)}\``;
  const data = meant === undefined ? { values: names } : { values: names, replacement: meant };
  refuse(run, 'unknown-value', spanOfPlace(place), `${shown} is not a value of ${place.name}. ${hint}`, data);
}

/** The value of the enumeration that a text stands for, undefined for none. */
export function enumValue(shape: EnumShape, written: string): EnumValue | undefined {
  const fold = (word: string) => (shape.letterCase === 'sensitive' ? word : word.toLowerCase());
  const word = fold(written);
  return shape.values.find(one => fold(one.value) === word);
}

function checkVersion(run: Validation, value: EnumValue, place: Place): void {
  const version = value.since === undefined ? undefined : run.context.lacks(value.since);
  if (version === undefined || value.since === undefined) return;
  const message = `${version} will not load this file: \`${value.value}\` exists since ${value.since}.`;
  add(run, 'newer-than-version', 'warning', spanOfPlace(place), message, { since: value.since });
}
