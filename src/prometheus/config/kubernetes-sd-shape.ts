import { BOOL, listOf, listWithoutNulls, objectOf, oneOf, STRING, text } from '../../schema/shape.ts';
import { HTTP_CLIENT_FIELDS } from './http-client-shape.ts';
import { manual } from './manual.ts';

const LINK = manual('kubernetes_sd_config');

const ROLE = oneOf({
  node: 'One target per cluster node, at the kubelet’s port.',
  pod: 'One target per declared container port of each pod; one without a port for a container that declares none.',
  service: 'One target per service port, at the service’s DNS name. For blackbox monitoring.',
  endpoints: 'One target per endpoint address and port. Kubernetes has deprecated Endpoints: take `endpointslice`.',
  endpointslice: 'One target per address and port of each EndpointSlice, with the labels of pod and service.',
  ingress: 'One target per path of each ingress. For blackbox monitoring.',
});

const NAMESPACES = objectOf({
  title: '`namespaces`',
  link: LINK,
  fields: {
    own_namespace: {
      shape: BOOL,
      doc: 'Discovers in the namespace that Prometheus runs in. Only in-cluster, without `api_server` and `kubeconfig_file`.',
      default: 'false',
      since: '2.33',
    },
    names: { shape: listOf(STRING), doc: 'Namespaces to discover in. None and no `own_namespace`: all namespaces.' },
  },
});

const SELECTOR = objectOf({
  title: '`selectors`',
  link: LINK,
  fields: {
    role: {
      shape: ROLE,
      doc: 'The kind of object that is selected: the role itself, or one that the role looks at too. At most one entry each.',
      required: 'non-empty',
    },
    label: {
      shape: text('label-selector', 'app=web', 'tier in (backend, frontend)'),
      doc: 'Kubernetes label selector: `app=web,tier in (a, b),!canary`.',
    },
    field: {
      shape: text('field-selector', 'metadata.name=web', 'status.phase=Running', 'spec.nodeName=node-1'),
      doc: 'Kubernetes field selector: `status.phase=Running`. The API server knows few fields of each kind.',
    },
  },
});

const ATTACH_METADATA = objectOf({
  title: '`attach_metadata`',
  link: LINK,
  fields: {
    node: {
      shape: BOOL,
      doc: 'Adds labels and annotations of the node. For roles pod, endpoints, endpointslice; needs to list and watch nodes.',
      default: 'false',
      since: '2.35',
    },
    namespace: {
      shape: BOOL,
      doc: 'Adds labels and annotations of the namespace. For all roles but node; needs to list and watch namespaces.',
      default: 'false',
      since: '3.6',
    },
    deployment: {
      shape: BOOL,
      doc: 'Adds the name of the pod’s Deployment. For roles pod, endpoints, endpointslice; needs to list and watch replicasets.',
      default: 'false',
      since: '3.11',
    },
    job: {
      shape: BOOL,
      doc: 'Adds the name of the pod’s Job. For roles pod, endpoints, endpointslice; needs to list and watch jobs.',
      default: 'false',
      since: '3.11',
    },
    cronjob: {
      shape: BOOL,
      doc: 'Adds the name of the pod’s CronJob. For roles pod, endpoints, endpointslice; needs to list and watch jobs.',
      default: 'false',
      since: '3.11',
    },
  },
});

/** See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config */
export const KUBERNETES_SD_SHAPE = objectOf({
  title: '`kubernetes_sd_configs`',
  link: LINK,
  fields: {
    role: { shape: ROLE, doc: 'The kind of object that becomes targets.', required: 'non-empty' },
    api_server: {
      shape: text('url', 'https://kubernetes.default.svc'),
      doc: 'Address of the API server. Without it and without `kubeconfig_file`, that of the cluster Prometheus runs in.',
    },
    kubeconfig_file: {
      shape: text('path'),
      doc: 'Kubeconfig file to connect with. Not together with `api_server` or HTTP settings.',
      since: '2.28',
    },
    namespaces: { shape: NAMESPACES, doc: 'Where to discover. Role node ignores it.' },
    selectors: {
      // A null entry is a selector without a role, which no role allows.
      shape: listWithoutNulls(SELECTOR),
      doc: 'Has the API server filter the objects by label or field.',
      since: '2.17',
    },
    attach_metadata: {
      shape: ATTACH_METADATA,
      doc: 'Metadata of related objects to add to the targets.',
      since: '2.35',
    },
    ...HTTP_CLIENT_FIELDS,
  },
});

export const KUBERNETES_SD_LIST = listWithoutNulls(KUBERNETES_SD_SHAPE);
