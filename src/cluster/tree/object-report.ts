import { API_VERSIONS, OBJECT_KINDS } from '../../kubernetes/objects/kubernetes-object.ts';
import { manifestsYaml } from '../../prometheus/access/manifest-yaml.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import type { ObjectName, ReportAnswer } from '../../protocol/targets.ts';
import { writtenObject } from '../snapshot/written-object.ts';

/** An object as far as discovery reads it, as YAML. */
export function objectReport(store: ObjectStore, { kind, namespace, name }: ObjectName): ReportAnswer {
  const known = OBJECT_KINDS.find(one => one === kind);
  const object = known && store.find(known, namespace, name);
  if (!known || !object) {
    return { ok: false, message: `${kind} ${name} is not in the cluster any more, or not known yet.` };
  }
  const written = manifestsYaml([{ apiVersion: API_VERSIONS[known], kind: known, ...writtenObject(object) }]);
  const text = `# What service discovery reads of this object.\n${written}`;
  return { ok: true, report: { title: `${kind} ${name}`, text, links: [], marks: [] } };
}
