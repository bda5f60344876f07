import type { Completeness } from '../../kubernetes/shapes/check-object.ts';
import type { Finding } from '../../schema/finding.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';

/** What was found in objects, for as long as their files are the same. */
export interface ManifestCache {
  findingsOf(object: ManifestObject, completeness: Completeness, check: () => readonly Finding[]): readonly Finding[];
}

export function createManifestCache(): ManifestCache {
  const known = {
    whole: new WeakMap<ManifestObject, readonly Finding[]>(),
    partial: new WeakMap<ManifestObject, readonly Finding[]>(),
  };
  return {
    findingsOf: (object, completeness, check) => {
      const found = known[completeness].get(object) ?? check();
      known[completeness].set(object, found);
      return found;
    },
  };
}
