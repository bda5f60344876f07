import { ANY, type FieldEntry, listWithoutNulls } from '../../schema/shape.ts';
import { manual } from './manual.ts';

/** What the mechanism discovers, and since when. */
const MECHANISMS: { readonly [name: string]: readonly [doc: string, since?: string] } = {
  aws: ['Targets of several AWS services, chosen by `role`', '3.8'],
  azure: ['Azure virtual machines'],
  consul: ['Services of Consul’s catalogue'],
  digitalocean: ['DigitalOcean Droplets'],
  dns: ['DNS records'],
  docker: ['Docker containers'],
  dockerswarm: ['Docker Swarm services, tasks or nodes'],
  ec2: ['AWS EC2 instances'],
  ecs: ['AWS ECS tasks'],
  elasticache: ['AWS ElastiCache clusters'],
  eureka: ['Instances registered in Eureka'],
  file: ['Targets from JSON or YAML files that something else writes'],
  gce: ['Google Compute Engine instances'],
  hetzner: ['Hetzner servers'],
  http: ['Targets from an HTTP endpoint'],
  ionos: ['IONOS Cloud servers'],
  kuma: ['Data planes of the Kuma service mesh'],
  lightsail: ['AWS Lightsail instances'],
  linode: ['Linode instances'],
  marathon: ['Marathon applications'],
  msk: ['AWS MSK brokers'],
  nerve: ['Airbnb Nerve, stored in Zookeeper'],
  nomad: ['Nomad services'],
  oci: ['Oracle Cloud instances', '3.14'],
  openstack: ['OpenStack instances, hypervisors or load balancers'],
  outscale: ['Outscale virtual machines', '3.12'],
  ovhcloud: ['OVHcloud servers'],
  puppetdb: ['Nodes known to PuppetDB'],
  rds: ['AWS RDS databases'],
  scaleway: ['Scaleway instances'],
  serverset: ['Serversets stored in Zookeeper'],
  stackit: ['STACKIT servers', '3.5'],
  triton: ['Triton containers and compute nodes'],
  uyuni: ['Systems managed by Uyuni'],
  vultr: ['Vultr instances'],
};

/** The discovery mechanisms beside Kubernetes and static targets: their entries are not checked. */
export const OTHER_DISCOVERY_FIELDS: { readonly [name: string]: FieldEntry } = Object.fromEntries(
  Object.entries(MECHANISMS).map(([name, [doc, since]]) => [
    `${name}_sd_configs`,
    { shape: listWithoutNulls(ANY), doc: `Discovers: ${doc}.`, since, link: manual(`${name}_sd_config`) },
  ]),
);

/** Whether `key` is the field of one of these mechanisms, such as `consul_sd_configs`. */
export function isOtherDiscovery(key: string): boolean {
  return Object.hasOwn(OTHER_DISCOVERY_FIELDS, key);
}
