import type { Completeness } from '../../kubernetes/shapes/check-object.ts';
import { kindShape } from '../../kubernetes/shapes/kind-shape.ts';
import type { Finding } from '../../schema/finding.ts';
import type { ObjectShape } from '../../schema/shape.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';

/** What was found in objects, for as long as their files are the same, and the shapes that were needed for it. */
export interface ManifestCache {
  findingsOf(object: ManifestObject, completeness: Completeness, check: () => readonly Finding[]): readonly Finding[];
  /** As `kindShape`. */
  shapeOf(apiVersion: string, kind: string): ObjectShape | undefined;
}

export function createManifestCache(): ManifestCache {
  const known = {
    whole: new WeakMap<ManifestObject, readonly Finding[]>(),
    partial: new WeakMap<ManifestObject, readonly Finding[]>(),
  };
  const shapes = new Map<string, ObjectShape>();
  return {
    findingsOf: (object, completeness, check) => {
      const found = known[completeness].get(object) ?? check();
      known[completeness].set(object, found);
      return found;
    },
    shapeOf: (apiVersion, kind) => {
      const key = `${apiVersion} ${kind}`;
      const shape = shapes.get(key) ?? kindShape(apiVersion, kind);
      if (shape) shapes.set(key, shape);
      return shape;
    },
  };
}
