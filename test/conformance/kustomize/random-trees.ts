import type { Random } from '../random.ts';
import type { KustomizeCase } from './kustomize-case.ts';
import { randomObjects } from './random-objects.ts';

const NAMES = ['prom', 'app', 'web', 'more'];
const NAMESPACES = ['prod', 'mon', 'default'];

/** A tree of kustomizations around random objects: a base, perhaps one in between, a variant beside it, a component. */
export function randomTree(random: Random, index: number): KustomizeCase {
  const files = new Map<string, string>();
  const generated = new Set<string>();
  const folders = ['base', 'mid', 'comp', 'var', 'top'];
  for (const folder of folders) {
    files.set(`${folder}/prometheus.yml`, `# of ${folder}\nscrape_configs: []\n`);
    files.set(`${folder}/rules.yml`, `# of ${folder}\ngroups: []\n`);
  }
  files.set('base/objects.yaml', randomObjects(random));
  files.set('base/kustomization.yaml', `resources: [objects.yaml]\n${changes(random, 'base', files, generated)}`);
  const below = random.happens(1, 3) ? 'mid' : 'base';
  if (below === 'mid') {
    files.set('mid/more.yaml', randomObjects(random));
    const more = random.happens(1, 2) ? ', more.yaml' : '';
    files.set('mid/kustomization.yaml', `resources: [../base${more}]\n${changes(random, 'mid', files, generated)}`);
  }
  const others: string[] = [];
  if (random.happens(1, 3)) {
    const variant = random.happens(9, 10) ? 'nameSuffix: -v\n' : '';
    files.set(
      'var/kustomization.yaml',
      `resources: [../base]\n${variant}${changes(random, 'var', files, new Set(generated))}`,
    );
    others.push('../var');
  }
  const components: string[] = [];
  if (random.happens(1, 3)) {
    const head = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';
    files.set('comp/kustomization.yaml', `${head}${changes(random, 'comp', files, generated)}namePrefix: c-\n`);
    components.push('components: [../comp]\n');
  }
  const resources = [`../${below}`, ...others].join(', ');
  files.set(
    'top/kustomization.yaml',
    `resources: [${resources}]\n${components.join('')}${changes(random, 'top', files, generated)}`,
  );
  return { name: `random tree ${index}`, root: 'top', files };
}

/** What a kustomization does beside including others. */
function changes(random: Random, folder: string, files: Map<string, string>, generated: Set<string>): string {
  const parts: string[] = [];
  if (random.happens(1, 2) && folder !== 'comp') parts.push(`namePrefix: ${random.pick(['p-', 'b-', 'team-'])}`);
  if (random.happens(1, 5) && folder !== 'var') parts.push(`nameSuffix: ${random.pick(['-s', '-x'])}`);
  if (random.happens(2, 5)) parts.push(`namespace: ${random.pick(NAMESPACES)}`);
  if (random.happens(1, 3)) parts.push(generator(random, generated));
  if (random.happens(1, 8)) parts.push('generatorOptions: {disableNameSuffixHash: true}');
  if (random.happens(1, 4)) parts.push('commonLabels: {team: a}');
  if (random.happens(1, 3)) parts.push(`patches:\n${random.list(1, 2, () => patch(random, folder, files)).join('\n')}`);
  return `${parts.join('\n')}\n`;
}

/** Mostly one that kustomize takes: what is there already is changed, what is not is made. */
function generator(random: Random, generated: Set<string>): string {
  const field = random.pick(['configMapGenerator', 'configMapGenerator', 'secretGenerator']);
  const name = random.pick(NAMES);
  const isThere = generated.has(`${field} ${name}`);
  const behavior =
    random.happens(19, 20) === isThere ? random.pick(['\n  behavior: merge', '\n  behavior: replace']) : '';
  generated.add(`${field} ${name}`);
  const namespace = random.happens(1, 10) ? `\n  namespace: ${random.pick(NAMESPACES)}` : '';
  const sources = random.pick([
    'files: [prometheus.yml]',
    'files: [prometheus.yml, rules.yml]',
    'files: [prometheus.yml=rules.yml]',
    'literals: [a=b]',
    'literals: [prometheus.yml=none]',
  ]);
  return `${field}:\n- name: ${name}${behavior}${namespace}\n  ${sources}`;
}

const TARGETS = [
  '{kind: Deployment}',
  '{kind: ServiceAccount}',
  '{kind: ServiceAccount, name: prom}',
  '{name: prom}',
  '{name: "p.*"}',
  '{kind: "Role|ClusterRole", group: rbac.authorization.k8s.io}',
  '{kind: ConfigMap}',
  '{namespace: mon}',
  '{version: v1, kind: Role}',
  '{labelSelector: "team=a"}',
];
const MERGES = [
  'metadata: {name: x, labels: {patched: "yes"}}',
  'metadata: {name: x}\nspec: {replicas: 2}',
  'metadata: {name: x}\nspec: {template: {spec: {serviceAccountName: other}}}',
  'metadata: {name: x}\nspec: {template: {spec: {containers: [{name: c, image: "b:1"}]}}}',
  'metadata: {name: x}\nspec: {template: {spec: {volumes: [{name: v, configMap: {name: web}}]}}}',
  'metadata: {name: x}\nspec: {template: {spec: {volumes: null}}}',
  'metadata: {name: x}\nspec: null',
  '$patch: delete\nmetadata: {name: x}',
];
const OPERATIONS = [
  '{op: add, path: /metadata/labels, value: {patched: "yes"}}',
  '{op: add, path: /metadata/annotations, value: {patched: "yes"}}',
  '{op: replace, path: /metadata/name, value: renamed}',
  '{op: add, path: /metadata/namespace, value: moved}',
  '{op: add, path: /rules, value: []}',
  '{op: add, path: /spec, value: {}}',
];

/** Patches of all objects that a target selects, written in the kustomization or in a file. */
function patch(random: Random, folder: string, files: Map<string, string>): string {
  const target = random.pick(TARGETS);
  const isMerge = random.happens(1, 2);
  const text = isMerge ? `apiVersion: v1\nkind: X\n${random.pick(MERGES)}\n` : `- ${random.pick(OPERATIONS)}\n`;
  if (random.happens(1, 2)) {
    const path = `patch-${files.size}.yaml`;
    files.set(`${folder}/${path}`, text);
    return `- path: ${path}\n  target: ${target}`;
  }
  return `- target: ${target}\n  patch: |\n${text.replaceAll(/^/gm, '    ').trimEnd()}`;
}
