import type { Shape } from '../../../src/schema/shape.ts';
import { type Json, type JsonPath, pathText, valueAt } from './json-tree.ts';
import { shapeBelow } from './mutations.ts';
import type { ServerAnswer } from './server-answer.ts';

/** Where the server names a field in its own way: what it says, and where that is. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\btemplate\.(labels|annotations)\b/, 'template.metadata.$1'],
  [/\bLoadBalancerSourceRanges\b/, 'loadBalancerSourceRanges'],
  [/\bpersistentDisk\b/, 'gcePersistentDisk'],
  [/\biscsi\.initiatorname\b/, 'iscsi.initiatorName'],
  [/\bcsi\.name\b/, 'csi.nodePublishSecretRef.name'],
  [/\bpodAffinityTerm\.namespace$/, 'podAffinityTerm.namespaces'],
  [/\bHost(PID|IPC)$/, 'host$1'],
  [/\bsecurityContext\.shareProcessNamespace$/, 'shareProcessNamespace'],
  [/\bcephFS$/, 'cephfs'],
  [/\bdownwarAPI$/, 'downwardAPI'],
  [/\bdownwardAPI\.(path|mode|fieldRef|resourceFieldRef)\b/, 'downwardAPI.items.$1'],
  [/\bprojected\.path$/, 'projected.sources.serviceAccountToken.path'],
  [/\bresources\[/, 'resources.requests['],
];

/** Where what is wrong is elsewhere than where the server says it: what it says, and where that may be. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  // A toleration's value is told at its operator, a version of fields at the field.
  [/(\btolerations\[\d+\])\.operator$/, '$1.value'],
  [/\bfieldRef\.fieldPath$/, 'fieldRef.apiVersion'],
  // Of a resource without a container it does not look at the resource.
  [/\bresourceFieldRef\.containerName$/, 'resourceFieldRef.resource'],
  // A claim is told where the volume would be that is made of it, a missing selector at the labels.
  [/^spec\.template\.spec\.volumes\[(\d+)\]\..*$/, 'spec.volumeClaimTemplates[$1].metadata.name'],
  [/^spec\.template\.metadata\.labels$/, 'spec.selector'],
  [/\.\{topologyKey, whenUnsatisfiable\}$/, ''],
  [/(\btopologySpreadConstraints)\[\d+\]\.\{.*\}$/, '$1'],
  [/\bprojected$/, 'projected.sources'],
  [/\bdownwardAPI$/, 'downwardAPI.items'],
  [/\bserviceAccountName$/, 'serviceAccount'],
  [/^spec\.clusterIPs(?:\[0\])?$/, 'spec.clusterIP'],
  [/^spec$/, 'spec.dataSource'],
];

/**
 * Whether one of the fields that the server names is what is underlined: the field itself, what is directly in it, or
 * what is in one of its items. Both are cut behind the first part that is not there, and at the first mapping
 * with free keys, of which the server often does not say which key it means; where it leaves out which item of a list it
 * means, any will do.
 */
export function namesField(answer: ServerAnswer, ours: JsonPath, object: Json, shape: Shape): boolean {
  const path = existing(ours, object, shape);
  return serverPaths(answer).some(named => {
    const theirs = existing(named, object, shape);
    const isInItem = Array.isArray(valueAt(object, theirs)) && pathText(path).startsWith(`${pathText(theirs)}[`);
    if (isInItem) return true;
    const isAlike = (one: JsonPath) => pathText(one) === pathText(theirs) || withoutIndices(one) === pathText(named);
    return (
      isAlike(path) || isAlike(path.slice(0, -1)) || withoutIndices(path) === withoutIndices(existingNames(named, path))
    );
  });
}

function existing(path: JsonPath, object: Json, shape: Shape): JsonPath {
  for (let length = 1; length <= path.length; length++) {
    const inner = path.slice(0, length);
    const value = valueAt(object, inner);
    if (value === undefined || value === null || shapeBelow(shape, inner)?.kind === 'map') return inner;
  }
  return path;
}

/** As many names of the path as the other one has. */
function existingNames(path: JsonPath, other: JsonPath): JsonPath {
  if (path.some(step => typeof step === 'number') && !isShort(path, other)) return path;
  return path.filter(step => typeof step === 'string').slice(0, other.filter(step => typeof step === 'string').length);
}

function isShort(path: JsonPath, other: JsonPath): boolean {
  const count = (one: JsonPath) => one.filter(step => typeof step === 'number').length;
  return count(path) < count(other);
}

function withoutIndices(path: JsonPath): string {
  return path.filter(step => typeof step === 'string').join('.');
}

/** The paths that the server names. */
function serverPaths({ fields }: ServerAnswer): readonly JsonPath[] {
  const moved = fields.flatMap(field =>
    ELSEWHERE.flatMap(([said, meant]) => (said.test(field) ? [field.replace(said, meant)] : [])),
  );
  return [...fields, ...moved].map(field => {
    const text = SLIPS.reduce((path, [slip, right]) => path.replace(slip, right), field);
    return [...text.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, index, name]) => {
      if (name !== undefined) return name;
      return /^\d+$/.test(index ?? '') ? Number(index) : (index ?? '');
    });
  });
}
