import { nearest } from '../../../schema/nearest.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../objects/json.ts';
import { RBAC_GROUP } from '../../rbac/rbac-group.ts';
import { RBAC_KINDS, readRbacObjectOfKind } from '../../rbac/rbac-objects.ts';
import { type RefusalReason, refusalReasons } from '../../rbac/refused-objects.ts';
import { constraintOf } from '../constraints/constraints.ts';
import { DEFINITIONS } from '../generated/definitions.js';
import { definitionName } from '../kinds.ts';
import { CONFIG_RULES } from './config-rules.ts';
import { CONTAINER_RULES } from './container-rules.ts';
import { METADATA_RULES, ROOT_RULES } from './metadata-rules.ts';
import { POD_RULES } from './pod-rules.ts';
import { RESOURCE_RULES } from './resource-rules.ts';
import { below, type FieldPath, type Refusal, type RulePlace, type RuleTable } from './rule.ts';
import { SCHEDULING_RULES } from './scheduling-rules.ts';
import { SERVICE_RULES } from './service-rules.ts';
import { VOLUME_RULES } from './volume-rules.ts';
import { WORKLOAD_RULES } from './workload-rules.ts';

const RULES: RuleTable = {
  ...METADATA_RULES,
  ...POD_RULES,
  ...SCHEDULING_RULES,
  ...CONTAINER_RULES,
  ...RESOURCE_RULES,
  ...VOLUME_RULES,
  ...WORKLOAD_RULES,
  ...SERVICE_RULES,
  ...CONFIG_RULES,
};

/** Deeper values are not looked at; no definition is that deep. */
const DEEPEST = 40;

/**
 * Why the API server refuses a whole object, beside what its shape says: fields that depend on each other, references
 * inside of it, names. The object is JSON whose values have the right types; of others nothing wrong is said.
 */
export function refusalsOf(object: JsonObject, apiVersion: string, kind: string): readonly Refusal[] {
  const name = definitionName(apiVersion, kind);
  if (name === undefined) return [];
  const place: RulePlace = { at: [], root: object, rootKind: kind };
  const rbacKind = RBAC_KINDS.find(one => one === kind);
  return [
    ...ROOT_RULES.flatMap(rule => [...rule(object, place)]),
    ...refusalsIn(object, name, place),
    ...(rbacKind === undefined
      ? []
      : refusalReasons(readRbacObjectOfKind(rbacKind, object)).map(reason => ofRbac(reason, object))),
  ];
}

function ofRbac({ path, kind, message }: RefusalReason, object: JsonObject): Refusal {
  const replacement = kind === 'not supported' ? meantInRbac(path, object) : undefined;
  return { path, kind: kind === 'required' ? 'missing' : 'invalid', message: `${message}.`, replacement };
}

/** What belongs where a group or kind is that there is not. */
function meantInRbac(path: FieldPath, object: JsonObject): string | undefined {
  const holder = objectOf(
    path[0] === 'subjects' ? listOf(object['subjects'], objectOf)[Number(path[1])] : object['roleRef'],
  );
  if (path.at(-1) === 'apiGroup') return holder['kind'] === 'ServiceAccount' ? "''" : RBAC_GROUP;
  const kinds = path[0] === 'subjects' ? ['User', 'Group', 'ServiceAccount'] : ['ClusterRole', 'Role'];
  const allowed = object['kind'] === 'ClusterRoleBinding' ? kinds.filter(kind => kind !== 'Role') : kinds;
  return nearest(textOf(holder['kind']), allowed);
}

function refusalsIn(value: unknown, type: string, place: RulePlace): readonly Refusal[] {
  if (place.at.length > DEEPEST) return [];
  if (type.startsWith('[]')) {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => refusalsIn(item, type.slice(2), below(place, index)));
  }
  const definition = DEFINITIONS[type.replace(/@.*/, '')];
  if (definition === undefined || !isObject(value)) return [];
  const own = (RULES[type] ?? []).flatMap(rule => [...rule(value, place)]);
  const inner = Object.entries(definition.fields).flatMap(([name, [fieldType]]) => {
    // What nobody writes is not checked on creation either.
    if (name === 'status' || value[name] === undefined) return [];
    const variant = constraintOf(type, name).type;
    return refusalsIn(
      value[name],
      variant === undefined ? fieldType : fieldType.replace(/[^[\]]+$/, variant),
      below(place, name),
    );
  });
  return [...own, ...inner];
}
