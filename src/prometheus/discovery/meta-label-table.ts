import type { AttachMetadataOption, KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { PrometheusVersion } from '../version.ts';
import type { MetaLabel, MetaLabelArgument, MetaLabelSource } from './meta-label.ts';

type Level = MetaLabelSource['level'];

const FIRST: PrometheusVersion = v(2, 0);

/** Who sets the labels that speak of a pod: its own role once per pod, the endpoints roles once per address. */
const POD = [on('pod', 'group', FIRST), on('endpoints', 'target', FIRST), on('endpointslice', 'target', v(2, 21))];
const POD_PORT = [
  on('pod', 'target', FIRST),
  on('endpoints', 'target', FIRST),
  on('endpointslice', 'target', v(2, 21)),
];
const SERVICE = [
  on('service', 'group', FIRST),
  on('endpoints', 'group', FIRST),
  on('endpointslice', 'group', v(2, 21)),
];
const SERVICE_PORT = [on('service', 'target', FIRST)];
const ENDPOINT = [on('endpoints', 'target', FIRST)];
const SLICE = [on('endpointslice', 'group', v(2, 21))];
const SLICE_TARGET = [on('endpointslice', 'target', v(2, 21))];
const INGRESS = [on('ingress', 'group', FIRST)];
const INGRESS_TARGET = [on('ingress', 'target', FIRST)];
const NODE = [
  on('node', 'group', FIRST),
  attached('pod', 'group', 'node', v(2, 35)),
  attached('endpoints', 'target', 'node', v(2, 37)),
  attached('endpointslice', 'target', 'node', v(2, 37)),
];
const NAMESPACE = (['pod', 'service', 'endpoints', 'endpointslice', 'ingress'] as const).map(role =>
  attached(role, 'group', 'namespace', v(3, 6)),
);

/**
 * What `discovery/kubernetes` of Prometheus sets, role by role. The endpoints roles add only the name, labels and
 * annotations of the service, whatever the page says of "all labels of the service role".
 *
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export const META_LABEL_TABLE: readonly MetaLabel[] = [
  label('namespace', 'The namespace of the object.', [
    ...SERVICE,
    on('pod', 'group', FIRST),
    on('ingress', 'group', FIRST),
  ]),
  ...families('namespace', 'namespace', NAMESPACE, NAMESPACE),

  label('node_name', 'The name of the node.', NODE),
  ...families('node', 'node', NODE, NODE),
  label('node_provider_id', "The cloud provider's name for the node.", [on('node', 'group', v(2, 33))]),
  family('node_condition_', 'condition type', 'The status of this condition of the node: true, false or unknown.', [
    on('node', 'group', v(3, 12)),
  ]),
  family('node_address_', 'address type', "The node's first address of this type, such as InternalIP or Hostname.", [
    on('node', 'target', FIRST),
  ]),

  label('service_name', 'The name of the service.', SERVICE),
  ...families('service', 'service', SERVICE, SERVICE),
  label('service_type', 'The type of the service, such as ClusterIP.', younger(SERVICE_PORT, v(2, 17))),
  label(
    'service_cluster_ip',
    'The cluster IP of the service, None when it is headless, nothing when its type is ExternalName.',
    younger(SERVICE_PORT, v(2, 7)),
  ),
  label(
    'service_external_name',
    'The DNS name that a service of type ExternalName stands for.',
    younger(SERVICE_PORT, v(2, 7)),
  ),
  label(
    'service_loadbalancer_ip',
    'The IP addresses of the load balancer of a service of type LoadBalancer.',
    younger(SERVICE_PORT, v(2, 39)),
  ),
  label('service_port_name', 'The name of the service port.', SERVICE_PORT),
  label('service_port_number', 'The number of the service port.', younger(SERVICE_PORT, v(2, 38))),
  label('service_port_protocol', 'The protocol of the service port.', SERVICE_PORT),

  label('pod_name', 'The name of the pod.', POD),
  ...families('pod', 'pod', POD, POD),
  label('pod_ip', 'The IP address of the pod.', POD),
  label('pod_ready', 'Whether the pod is ready: true, false or unknown.', POD),
  label('pod_phase', 'The phase of the pod: Pending, Running, Succeeded, Failed or Unknown.', younger(POD, v(2, 6))),
  label('pod_node_name', 'The name of the node that the pod runs on.', POD),
  label('pod_host_ip', 'The IP address of the node that the pod runs on.', POD),
  label('pod_uid', 'The UID of the pod.', younger(POD, v(2, 1))),
  label(
    'pod_controller_kind',
    'The kind of the object that controls the pod, such as ReplicaSet.',
    younger(POD, v(2, 3)),
  ),
  label('pod_controller_name', 'The name of the object that controls the pod.', younger(POD, v(2, 3))),
  label('pod_deployment_name', 'The name of the Deployment that the pod belongs to.', attachedPod('deployment')),
  label('pod_job_name', 'The name of the Job that the pod belongs to.', attachedPod('job')),
  label('pod_cronjob_name', 'The name of the CronJob that the pod belongs to.', attachedPod('cronjob')),
  label('pod_container_name', 'The name of the container.', POD_PORT),
  label('pod_container_id', 'The ID of the container, as `containerd://…`.', [on('pod', 'target', v(2, 42))]),
  label('pod_container_image', 'The image of the container.', younger(POD_PORT, v(2, 38))),
  label('pod_container_init', 'Whether it is an init container: true or false.', younger(POD_PORT, v(2, 11))),
  label('pod_container_port_name', 'The name of the container port.', POD_PORT),
  label('pod_container_port_number', 'The number of the container port.', POD_PORT),
  label('pod_container_port_protocol', 'The protocol of the container port.', POD_PORT),

  label('endpoints_name', 'The name of the Endpoints object, which is that of its service.', [
    on('endpoints', 'group', FIRST),
  ]),
  ...families(
    'endpoints',
    'Endpoints object',
    [on('endpoints', 'group', v(2, 25))],
    [on('endpoints', 'group', v(2, 46))],
  ),
  label('endpoint_port_name', 'The name of the endpoint port.', ENDPOINT),
  label('endpoint_port_protocol', 'The protocol of the endpoint port.', ENDPOINT),
  label('endpoint_ready', 'Whether the address is ready: true or false.', ENDPOINT),
  label('endpoint_hostname', 'The host name of the address.', younger(ENDPOINT, v(2, 10))),
  label('endpoint_node_name', 'The name of the node that hosts the address.', younger(ENDPOINT, v(2, 10))),
  label('endpoint_address_target_kind', 'The kind of the object behind the address, such as Pod.', ENDPOINT),
  label('endpoint_address_target_name', 'The name of the object behind the address.', ENDPOINT),

  label('endpointslice_name', 'The name of the EndpointSlice, which is generated.', SLICE),
  ...families('endpointslice', 'EndpointSlice', younger(SLICE, v(2, 46)), younger(SLICE, v(2, 46))),
  label('endpointslice_address_type', 'The type of the addresses: IPv4, IPv6 or FQDN.', SLICE),
  label('endpointslice_port', 'The number of the endpoint port.', SLICE_TARGET),
  label('endpointslice_port_name', 'The name of the endpoint port.', SLICE_TARGET),
  label('endpointslice_port_protocol', 'The protocol of the endpoint port.', SLICE_TARGET),
  label('endpointslice_port_app_protocol', 'The application protocol of the endpoint port.', SLICE_TARGET),
  label('endpointslice_endpoint_conditions_ready', 'Whether the endpoint is ready: true or false.', SLICE_TARGET),
  label(
    'endpointslice_endpoint_conditions_serving',
    'Whether the endpoint is serving: true or false.',
    younger(SLICE_TARGET, v(2, 42)),
  ),
  label(
    'endpointslice_endpoint_conditions_terminating',
    'Whether the endpoint is terminating: true or false.',
    younger(SLICE_TARGET, v(2, 42)),
  ),
  label('endpointslice_endpoint_hostname', 'The host name of the endpoint.', SLICE_TARGET),
  label(
    'endpointslice_endpoint_node_name',
    'The name of the node that hosts the endpoint.',
    younger(SLICE_TARGET, v(2, 52)),
  ),
  label('endpointslice_endpoint_zone', 'The zone that the endpoint is in.', younger(SLICE_TARGET, v(2, 52))),
  label('endpointslice_address_target_kind', 'The kind of the object behind the endpoint, such as Pod.', SLICE_TARGET),
  label('endpointslice_address_target_name', 'The name of the object behind the endpoint.', SLICE_TARGET),
  family(
    'endpointslice_endpoint_topology_',
    'label key',
    'The value of this key in the deprecated topology of the endpoint.',
    SLICE_TARGET,
  ),
  family(
    'endpointslice_endpoint_topology_present_',
    'label key',
    'true when the deprecated topology of the endpoint has this key.',
    SLICE_TARGET,
  ),

  label('ingress_name', 'The name of the ingress.', INGRESS),
  ...families('ingress', 'ingress', INGRESS, INGRESS),
  label('ingress_class_name', 'The name of the ingress class.', younger(INGRESS, v(2, 28))),
  label('ingress_scheme', 'https when the TLS section of the ingress covers the host, else http.', INGRESS_TARGET),
  label('ingress_host', 'The host of the rule.', INGRESS_TARGET),
  label('ingress_path', 'The path of the rule, `/` when it has none.', INGRESS_TARGET),
];

function v(major: number, minor: number): PrometheusVersion {
  return { major, minor };
}

function on(role: KubernetesRole, level: Level, since: PrometheusVersion): MetaLabelSource {
  return { role, level, attach: 'none', since };
}

function attached(
  role: KubernetesRole,
  level: Level,
  attach: AttachMetadataOption,
  since: PrometheusVersion,
): MetaLabelSource {
  return { role, level, attach, since };
}

function attachedPod(option: AttachMetadataOption): readonly MetaLabelSource[] {
  return POD.map(source => attached(source.role, source.level, option, v(3, 11)));
}

/** The same sources, none of them before `since`. */
function younger(sources: readonly MetaLabelSource[], since: PrometheusVersion): readonly MetaLabelSource[] {
  return sources.map(source => {
    const own = source.since;
    const later = own.major > since.major || (own.major === since.major && own.minor > since.minor);
    return later ? source : { ...source, since };
  });
}

function label(name: string, documentation: string, sources: readonly MetaLabelSource[]): MetaLabel {
  return { name: `__meta_kubernetes_${name}`, argument: 'none', documentation, sources };
}

function family(
  name: string,
  argument: MetaLabelArgument,
  documentation: string,
  sources: readonly MetaLabelSource[],
): MetaLabel {
  return { name: `__meta_kubernetes_${name}`, argument, documentation, sources };
}

/** The four families that come from the labels and annotations of an object. */
function families(
  prefix: string,
  what: string,
  labels: readonly MetaLabelSource[],
  annotations: readonly MetaLabelSource[],
): readonly MetaLabel[] {
  const presentSince = v(2, 9);
  return [
    family(`${prefix}_label_`, 'label key', `The value of this label of the ${what}.`, labels),
    family(
      `${prefix}_labelpresent_`,
      'label key',
      `true when the ${what} has this label, even an empty one.`,
      younger(labels, presentSince),
    ),
    family(`${prefix}_annotation_`, 'annotation key', `The value of this annotation of the ${what}.`, annotations),
    family(
      `${prefix}_annotationpresent_`,
      'annotation key',
      `true when the ${what} has this annotation, even an empty one.`,
      younger(annotations, presentSince),
    ),
  ];
}
