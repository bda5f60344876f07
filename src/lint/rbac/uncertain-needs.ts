import type { AccessNeed, AccessReason, RequiredAccess } from '../../prometheus/access/access.ts';
import { valueOr } from '../../prometheus/config/field.ts';
import { itemsOf, textOfField } from '../../workspace/manifest-fields.ts';
import { isPrometheusImage } from '../../workspace/reads-config.ts';
import type { Asker } from '../../workspace/who-asks.ts';
import { podSpecOf } from '../../workspace/workload.ts';
import type { Configuration } from './configuration.ts';

/** In what a need arises. */
export interface NeedContext {
  readonly configuration: Configuration;
  readonly required: RequiredAccess;
  readonly askers: readonly Asker[];
}

/**
 * Whether something beside the need itself leaves open that it is asked for as it stands: it is only of targets for which
 * a rule of the job does not match, it is of one object by its name, or it is asked for in another API group.
 */
export function isLeftOpen(need: AccessNeed, context: NeedContext): boolean {
  return need.reasons.every(
    reason => isOfTheRest(reason, context) || isByName(reason, context) || isOfOlderGroup(need, context),
  );
}

/** A job that goes through the API server’s proxy, but for targets without what makes the path, asks nobody for those. */
function isOfTheRest({ section, index, discovery, why }: AccessReason, { required }: NeedContext): boolean {
  if (why.of !== 'api-server') return false;
  const others = required.needs.flatMap(({ reasons }) => reasons);
  return others.some(
    one =>
      one.why.of === 'api-server-proxy' &&
      one.section === section &&
      one.index === index &&
      one.discovery === discovery,
  );
}

/**
 * A list with a selector of the name is one of that object, which a rule with `resourceNames` allows.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
function isByName({ section, index, discovery, why }: AccessReason, { configuration }: NeedContext): boolean {
  if (section !== 'scrape_configs' || why.of !== 'role') return false;
  const sd = configuration.config.scrapeConfigs[index]?.kubernetesSdConfigs[discovery];
  const selectors = sd ? (valueOr(sd.selectors, []) ?? []) : [];
  return selectors.some(({ field }) => /(?:^|,)\s*metadata\.name\s*=/.test(valueOr(field, '') ?? ''));
}

/** The first Prometheus of which it is certain that it does not list Ingresses in `extensions`, as older ones did. */
const LISTS_NEWER = [2, 30] as const;

function isOfOlderGroup({ access }: AccessNeed, { askers }: NeedContext): boolean {
  return access.kind === 'resource' && access.resource === 'ingresses' && askers.some(isOlder);
}

function isOlder({ workload }: Asker): boolean {
  return itemsOf(podSpecOf(workload.object), 'containers')
    .filter(isPrometheusImage)
    .some(container => {
      const [, major, minor] = /:v?(\d{1,4})\.(\d{1,4})/.exec(textOfField(container, 'image') ?? '') ?? [];
      if (major === undefined || minor === undefined) return false;
      return Number(major) < LISTS_NEWER[0] || (Number(major) === LISTS_NEWER[0] && Number(minor) < LISTS_NEWER[1]);
    });
}
