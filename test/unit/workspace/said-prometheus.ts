const named = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;
const labelled = (label: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: a, labels: {${label}}}\n`;
const pods = (image: string) => `{containers: [{name: a, image: ${image}}]}`;
const workload = (kind: string, spec: string) => `kind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;

/** Manifests, and whether one of their objects says Prometheus of itself. */
export const SAID: readonly { readonly what: string; readonly text: string; readonly is: boolean }[] = [
  { what: 'nothing', text: '', is: false },
  { what: 'no object', text: 'metadata: {name: prometheus}\n', is: false },
  { what: 'an object of others', text: named('web'), is: false },
  { what: 'a name', text: named('prometheus'), is: true },
  { what: 'a name that holds it', text: named('kube-Prometheus-0'), is: true },
  { what: 'a name without a kind yet', text: 'apiVersion: v1\nmetadata: {name: prometheus}\n', is: true },
  { what: 'a name without a version yet', text: 'kind: Role\nmetadata: {name: prometheus}\n', is: true },
  { what: 'a name under a version that is still empty', text: 'apiVersion:\nmetadata: {name: prometheus}\n', is: true },
  { what: 'a name that is no text', text: 'kind: Role\nmetadata: {name: [prometheus]}\n', is: false },
  { what: 'the label app', text: labelled('app: prometheus'), is: true },
  { what: 'the label of a name', text: labelled('app.kubernetes.io/name: prometheus'), is: true },
  { what: 'another label', text: labelled('release: prometheus'), is: false },
  { what: 'an annotation', text: 'kind: Pod\nmetadata: {annotations: {app: prometheus}}\n', is: false },
  { what: 'the image of a pod', text: workload('Pod', pods('prom/prometheus:v3')), is: true },
  { what: 'another image', text: workload('Pod', pods('nginx')), is: false },
  { what: 'a deployment', text: workload('Deployment', `{template: {spec: ${pods('prom/prometheus')}}}`), is: true },
  {
    what: 'a cron job',
    text: workload('CronJob', `{jobTemplate: {spec: {template: {spec: ${pods('prom/prometheus')}}}}}`),
    is: true,
  },
  {
    what: 'a first container',
    text: workload('Pod', '{initContainers: [{image: quay.io/prometheus/busybox}]}'),
    is: true,
  },
  { what: 'a port', text: workload('Pod', '{containers: [{ports: [{name: prometheus}]}]}'), is: false },
  { what: 'the Operator', text: 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\n', is: true },
  { what: 'a second document', text: `${named('web')}---\n${named('prometheus')}`, is: true },
  { what: 'an item of a list', text: 'kind: List\nitems:\n- metadata: {name: prometheus}\n', is: true },
  { what: 'items of what is no list', text: 'kind: Shop\nitems:\n- metadata: {name: prometheus}\n', is: false },
  { what: 'a merged label', text: 'x: &x {app: prometheus}\nkind: A\nmetadata: {labels: {<<: *x}}\n', is: true },
  { what: 'a Compose file', text: 'services: {prometheus: {image: prom/prometheus}}\n', is: false },
];
