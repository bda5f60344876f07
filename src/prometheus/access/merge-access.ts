import type { Access, AccessNeed, RequiredAccess } from './access.ts';

/**
 * The needs of several parts as one list: each right once, with the reasons of all, in the order of the parts. A right in
 * one namespace stays beside the same in all: whoever has only the first loses only what asks for the second.
 */
export function mergeAccess(parts: readonly RequiredAccess[]): RequiredAccess {
  const merged = new Map<string, AccessNeed>();
  for (const need of parts.flatMap(({ needs }) => needs)) {
    const key = JSON.stringify([Object.entries(need.asker), accessKey(need.access)]);
    const reasons = [...(merged.get(key)?.reasons ?? []), ...need.reasons];
    merged.set(key, { ...need, reasons: unique(reasons) });
  }
  return { needs: [...merged.values()], unknown: unique(parts.flatMap(({ unknown }) => unknown)) };
}

/** Each of the accesses once, without those that another one covers: for all namespaces, or for objects of any name. */
export function withoutCovered(accesses: readonly Access[]): readonly Access[] {
  const byKey = new Map(accesses.map(access => [accessKey(access), access]));
  return [...byKey.values()].filter(access => !widerThan(access).some(wider => byKey.has(accessKey(wider))));
}

/** What would cover the access, itself not among it. */
function widerThan(access: Access): readonly Access[] {
  if (access.kind === 'path') return [];
  const { names, namespace } = access;
  return [
    ...(names.length > 0 ? [{ ...access, names: [] }] : []),
    ...(namespace === '' ? [] : [{ ...access, namespace: '' }]),
    ...(names.length > 0 && namespace !== '' ? [{ ...access, namespace: '', names: [] }] : []),
  ];
}

function accessKey(access: Access): string {
  if (access.kind === 'path') return JSON.stringify([access.verbs, access.path]);
  const { verbs, group, resource, subresource, coarser, names, namespace } = access;
  return JSON.stringify([verbs, group, resource, subresource, coarser, names, namespace]);
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map(value => [JSON.stringify(value), value])).values()];
}
