/** What is said of the objects of a bundle, by object and what it is about. */
export type Facts = Readonly<Record<string, unknown>>;

/** Stands for the namespace of what does not say one. */
export const UNSAID = '(unsaid)';

/** An object that names may lead to. */
export interface Seen {
  readonly id: string;
  readonly kind: string;
  /** Its name, with the hash of what is generated. */
  readonly written: string;
  readonly namespace: string | undefined;
}

/** The name without the hash that kustomize puts behind that of what it generates. */
export function withoutHash(kind: string, name: string): string {
  return kind === 'ConfigMap' || kind === 'Secret' ? name.replace(/-[2456789bcdfghkmt]{10}$/, '') : name;
}

/** What a name leads to: objects of its namespace, else those whose namespace nobody says. */
export function refersTo(all: readonly Seen[], from: Seen, kind: string, name: string): readonly string[] {
  const called = all.filter(one => one.kind === kind && one.written === name);
  const inside = called.filter(one => one.namespace === from.namespace);
  const unsaid = called.filter(one => one.namespace === undefined || from.namespace === undefined);
  return (inside.length > 0 ? inside : unsaid).map(one => one.id).toSorted();
}
