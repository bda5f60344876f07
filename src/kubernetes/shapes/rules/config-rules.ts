import { type JsonObject, objectOf, textOf } from '../../objects/json.ts';
import { invalid, missing, type Refusal, type RulePlace, type RuleTable } from './rule.ts';

/** See https://kubernetes.io/docs/concepts/configuration/configmap/ */
function* configMap(object: JsonObject, place: RulePlace): Iterable<Refusal> {
  const binary = objectOf(object['binaryData']);
  for (const key of Object.keys(objectOf(object['data'])))
    if (Object.hasOwn(binary, key)) yield invalid(place, ['data', key], `\`${key}\` is in \`binaryData\` as well.`);
}

/** The keys that a Secret of the type must have. See https://kubernetes.io/docs/concepts/configuration/secret/#secret-types */
const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes.io/dockercfg', ['.dockercfg']],
  ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
  ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
]);

function* secret(object: JsonObject, place: RulePlace): Iterable<Refusal> {
  const type = textOf(object['type']);
  const there = { ...objectOf(object['data']), ...objectOf(object['stringData']) };
  for (const key of KEYS.get(type) ?? []) {
    const isEmpty = type === 'kubernetes.io/ssh-auth' && textOf(there[key]) === '';
    if (!Object.hasOwn(there, key) || isEmpty)
      yield missing(place, ['data', key], `a Secret of this type needs \`${key}\`.`);
  }
  if (type === 'kubernetes.io/basic-auth' && !['username', 'password'].some(key => Object.hasOwn(there, key)))
    yield missing(place, ['data', 'username'], 'a Secret of this type needs `username` or `password`.');
  const account = textOf(objectOf(objectOf(object['metadata'])['annotations'])[ACCOUNT]);
  if (type === 'kubernetes.io/service-account-token' && account === '')
    yield missing(
      place,
      ['metadata', 'annotations', ACCOUNT],
      `a Secret of this type needs the annotation \`${ACCOUNT}\`.`,
    );
}

const ACCOUNT = 'kubernetes.io/service-account.name';

export const CONFIG_RULES: RuleTable = { 'core.v1.ConfigMap': [configMap], 'core.v1.Secret': [secret] };
