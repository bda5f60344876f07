import { spanOf } from '../yaml/source.ts';
import type { ManifestPlace } from './bundle.ts';
import { booleanOfField, fieldOf, type ManifestNode, textOfField } from './manifest-fields.ts';

/** Charts that run a Prometheus with jobs that are written in their values. */
export type HelmChart = 'prometheus' | 'kube-prometheus-stack';

/** What the values of a chart say about the account that it runs Prometheus as. */
export interface HelmAccount {
  readonly name:
    | {
        readonly state: 'named';
        readonly name: string;
        readonly place: ManifestPlace;
        readonly made: 'by-chart' | 'elsewhere';
      }
    /** The release decides; `setting` would. */
    | { readonly state: 'unnamed'; readonly setting: string };
  /** Undefined: that of the release. */
  readonly namespace: string | undefined;
  /** Whether the chart makes roles for it. */
  readonly roles: 'by-chart' | 'elsewhere';
}

interface AccountKeys {
  readonly account: readonly string[];
  readonly rbac: readonly string[];
  readonly namespace: string;
  /** What the account is called like, where it has no name of its own. */
  readonly fullName: readonly string[];
  readonly longest: number;
  readonly suffix: string;
}

const KEYS: Readonly<Record<HelmChart, AccountKeys>> = {
  prometheus: {
    account: ['serviceAccounts', 'server'],
    rbac: ['rbac', 'create'],
    namespace: 'forceNamespace',
    fullName: ['server', 'fullnameOverride'],
    longest: 63,
    suffix: '',
  },
  'kube-prometheus-stack': {
    account: ['prometheus', 'serviceAccount'],
    rbac: ['global', 'rbac', 'create'],
    namespace: 'namespaceOverride',
    fullName: ['fullnameOverride'],
    longest: 26,
    suffix: '-prometheus',
  },
};

/**
 * The account that a chart runs Prometheus as, by its values: the named one, `default` where it makes none, else one that is
 * called like the chart’s objects. `path`: the keys above the chart’s own values, as in those of a chart around it.
 * See https://github.com/prometheus-community/helm-charts/blob/main/charts/prometheus/templates/_helpers.tpl
 */
export function helmAccount(chart: HelmChart, values: ManifestNode, uri: string, path: readonly string[]): HelmAccount {
  const keys = KEYS[chart];
  const isMade = booleanOfField(values, ...keys.account, 'create') !== false;
  const hasOther = (textOfField(values, 'server', 'useExistingClusterRoleName') ?? '') !== '';
  const makesRoles = booleanOfField(values, ...keys.rbac) !== false && !hasOther;
  return {
    name: nameOf(keys, values, uri, isMade) ?? {
      state: 'unnamed',
      setting: [...path, ...keys.account, 'name'].join('.'),
    },
    namespace: textOfField(values, keys.namespace) || undefined,
    roles: makesRoles ? 'by-chart' : 'elsewhere',
  };
}

function nameOf(
  keys: AccountKeys,
  values: ManifestNode,
  uri: string,
  isMade: boolean,
): HelmAccount['name'] | undefined {
  const named = (path: readonly string[], name: string): HelmAccount['name'] | undefined => {
    const found = fieldOf(values, ...path);
    const made = isMade ? 'by-chart' : 'elsewhere';
    return found && { state: 'named', name, place: { uri, span: spanOf(found.node) }, made };
  };
  const own = textOfField(values, ...keys.account, 'name') ?? '';
  if (own !== '') return named([...keys.account, 'name'], own);
  if (!isMade) return named([...keys.account, 'create'], 'default');
  const full = textOfField(values, ...keys.fullName) ?? '';
  const cut = full.slice(0, keys.longest).replace(/-$/, '');
  return cut === '' ? undefined : named(keys.fullName, `${cut}${keys.suffix}`);
}
