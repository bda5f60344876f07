/**
 * Which program will read the YAML:
 *
 * - `prometheus`: prometheus.yml, by go-yaml v2, the first document only;
 * - `rules`: rule files, by go-yaml v3;
 * - `manifest`: Kubernetes objects, by sigs.k8s.io/yaml, every document.
 */
export type Dialect = 'prometheus' | 'rules' | 'manifest';
