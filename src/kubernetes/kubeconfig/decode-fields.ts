import type { JsonObject, JsonValue } from './yaml-json.ts';

/**
 * The fields of one object, read as sigs.k8s.io/json reads a Go struct: names by case, null leaves a field at its zero
 * value, unknown fields are ignored, and a value of another type refuses the file. Faults name the place and never the
 * value, which may be a secret.
 */
export class Fields {
  readonly #object: JsonObject;
  readonly #path: string;
  readonly #faults: string[];

  /** Of the value at `path`; adds what is wrong with it to `faults`. */
  constructor(value: JsonValue | undefined, path: string, faults: string[]) {
    this.#path = path;
    this.#faults = faults;
    this.#object = isObject(value) ? value : new Map();
    if (!isObject(value) && !isAbsent(value)) this.#fault(path, value, 'a mapping');
  }

  has(name: string): boolean {
    return !isAbsent(this.#object.get(name));
  }

  /** The value as it is. */
  raw(name: string): JsonValue {
    return this.#object.get(name) ?? null;
  }

  text(name: string): string {
    return this.#textOf(this.#object.get(name), this.#at(name));
  }

  bool(name: string): boolean {
    const value = this.#object.get(name);
    if (typeof value === 'boolean') return value;
    if (!isAbsent(value)) this.#fault(this.#at(name), value, 'true or false');
    return false;
  }

  /** Bytes in base64, of which line breaks are no part. */
  bytes(name: string): Uint8Array {
    const base64 = this.text(name).replaceAll(/[\r\n]/g, '');
    if (isBase64(base64)) return Uint8Array.from(atob(base64), one => one.charCodeAt(0));
    this.#faults.push(`${this.#at(name)} is not base64.`);
    return new Uint8Array();
  }

  texts(name: string): readonly string[] {
    return this.#list(name).map((value, index) => this.#textOf(value, `${this.#at(name)}[${index}]`));
  }

  /** A mapping whose values are texts. */
  textMap(name: string): ReadonlyMap<string, string> {
    return this.#map(name, (value, at) => this.#textOf(value, at));
  }

  /** A mapping whose values are lists of texts. */
  textsMap(name: string): ReadonlyMap<string, readonly string[]> {
    return this.#map(name, (_value, _at, key) => this.inner(name).texts(key));
  }

  /** The fields of an object in this one; of an absent one none. */
  inner(name: string): Fields {
    return new Fields(this.#object.get(name), this.#at(name), this.#faults);
  }

  /** The fields of each object of a list. A null among them is an object without fields. */
  each(name: string): readonly Fields[] {
    return this.#list(name).map((value, index) => new Fields(value, `${this.#at(name)}[${index}]`, this.#faults));
  }

  #map<T>(name: string, read: (value: JsonValue, at: string, key: string) => T): ReadonlyMap<string, T> {
    const value = this.#object.get(name);
    if (isObject(value)) {
      return new Map([...value].map(([key, inner]) => [key, read(inner, `${this.#at(name)}.${key}`, key)]));
    }
    if (!isAbsent(value)) this.#fault(this.#at(name), value, 'a mapping');
    return new Map();
  }

  #list(name: string): readonly JsonValue[] {
    const value = this.#object.get(name);
    if (isList(value)) return value;
    if (!isAbsent(value)) this.#fault(this.#at(name), value, 'a list');
    return [];
  }

  #textOf(value: JsonValue | undefined, at: string): string {
    if (typeof value === 'string') return value;
    if (!isAbsent(value)) this.#fault(at, value, 'text');
    return '';
  }

  #at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #fault(at: string, value: JsonValue | undefined, wanted: string): void {
    const isScalar = typeof value === 'number' || typeof value === 'boolean';
    const way = wanted === 'text' && isScalar ? ': write it in quotes' : '';
    this.#faults.push(`${at === '' ? 'The file' : at} is ${kindOf(value)} and must be ${wanted}${way}.`);
  }
}

function isAbsent(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function kindOf(value: JsonValue | undefined): string {
  if (isObject(value)) return 'a mapping';
  if (isList(value)) return 'a list';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** As Go's base64.StdEncoding: padded, no blanks. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
