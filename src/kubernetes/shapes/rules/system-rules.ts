import { type JsonObject, listOf, objectOf, textOf } from '../../objects/json.ts';
import { invalid, isSet, type Refusal, type RulePlace, setFields } from './rule.ts';

const NOT_OF_PODS = ['hostUsers', 'shareProcessNamespace', 'resources'];

/** In the security context of a pod; those of its containers beside them. */
const NOT_OF_CONTEXTS = ['appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'runAsUser', 'runAsGroup'];
const NOT_OF_POD_CONTEXTS = [
  ...NOT_OF_CONTEXTS,
  ...['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'],
];
const NOT_OF_CONTAINER_CONTEXTS = [
  ...NOT_OF_CONTEXTS,
  ...['capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount'],
];

/** What a pod cannot have that names its operating system. See https://kubernetes.io/docs/concepts/windows/intro/ */
export function* systemRules(spec: JsonObject, place: RulePlace): Iterable<Refusal> {
  const system = textOf(objectOf(spec['os'])['name']);
  if (system === 'windows') yield* onWindows(spec, place);
  else if (system === 'linux') {
    for (const { context, at } of contextsIn(spec))
      if (isSet(context['windowsOptions'])) yield invalid(place, [...at, 'windowsOptions'], 'a pod on Linux has none.');
  }
}

function* onWindows(spec: JsonObject, place: RulePlace) {
  const words = 'a pod on Windows has none.';
  for (const field of setFields(spec, NOT_OF_PODS)) yield invalid(place, [field], words);
  for (const field of ['hostPID', 'hostIPC']) if (spec[field] === true) yield invalid(place, [field], words);
  for (const { context, at } of contextsIn(spec)) {
    const fields = at.length === 1 ? NOT_OF_POD_CONTEXTS : NOT_OF_CONTAINER_CONTEXTS;
    for (const field of setFields(context, fields)) yield invalid(place, [...at, field], words);
    if (at.length === 1 && listOf(context['sysctls'], objectOf).length > 0)
      yield invalid(place, [...at, 'sysctls'], words);
  }
}

/** The security contexts of the pod and of its containers. */
function contextsIn(spec: JsonObject) {
  const inContainers = ['containers', 'initContainers'].flatMap(list =>
    listOf(spec[list], objectOf).map((container, index) => ({
      context: objectOf(container['securityContext']),
      at: [list, index, 'securityContext'],
    })),
  );
  return [{ context: objectOf(spec['securityContext']), at: ['securityContext'] }, ...inContainers];
}
