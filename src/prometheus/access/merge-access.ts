import type { Access, AccessNeed, AccessReason, RequiredAccess } from './access.ts';

/**
 * The needs of several parts as one list: each right once, with the reasons of all; a right on a whole covers those on
 * its parts (all namespaces cover one, all objects those with a name). In the order of the parts.
 */
export function mergeAccess(parts: readonly RequiredAccess[]): RequiredAccess {
  const all = parts.flatMap(({ needs }) => needs);
  const widest = new Map<string, AccessNeed>();
  for (const need of all) {
    const key = keyOf(need.asker, need.access);
    const known = widest.get(key);
    widest.set(key, known ? withReasons(known, need.reasons) : need);
  }
  const merged = new Map(widest);
  for (const [key, need] of widest) {
    const cover = coveringKeys(need).find(one => one !== key && widest.has(one));
    const wider = cover === undefined ? undefined : merged.get(cover);
    if (cover === undefined || !wider) continue;
    merged.set(cover, withReasons(wider, need.reasons));
    merged.delete(key);
  }
  return { needs: [...merged.values()], unknown: unique(parts.flatMap(({ unknown }) => unknown)) };
}

/** The keys of the rights that would cover this one, the widest first. */
function coveringKeys({ asker, access }: AccessNeed): readonly string[] {
  if (access.kind === 'path') return [];
  const everywhere: Access = { ...access, namespace: '' };
  const wider: readonly Access[] = [{ ...everywhere, names: [] }, everywhere, { ...access, names: [] }];
  return wider.map(one => keyOf(asker, one));
}

function keyOf(asker: AccessNeed['asker'], access: Access): string {
  const what =
    access.kind === 'path'
      ? [access.path]
      : [access.group, access.resource, access.subresource, access.coarser, access.names, access.namespace];
  return JSON.stringify([asker.kind, Object.values(asker), access.kind, access.verbs, ...what]);
}

function withReasons(need: AccessNeed, reasons: readonly AccessReason[]): AccessNeed {
  return { ...need, reasons: unique([...need.reasons, ...reasons]) };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map(value => [JSON.stringify(value), value])).values()];
}
