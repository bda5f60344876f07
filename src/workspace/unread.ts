import { RBAC_KINDS } from '../kubernetes/rbac/rbac-objects.ts';
import { endOf, hasSyntaxError, startOf } from '../yaml/source.ts';
import type { OpenReason } from './bundle.ts';
import type { ManifestObject, WorkspaceFile } from './manifest-object.ts';
import { bringsBinding } from './manifest-text.ts';
import { placeholderIn } from './placeholders.ts';

/** What every manifest says; a prometheus.yml, half typed or with the templates of a tool, does not. */
const MANIFEST = /\bapiVersion["']?[ \t]*:/;

/** OpenShift has roles and bindings of its own, which it turns into those of Kubernetes. */
const OPENSHIFT_RBAC = /^(?:authorization\.openshift\.io\/)?v1$/;

/** Why a file may hold other objects than were read of it; none when it was read whole, or is no manifest. */
export function unreadReasons(file: Omit<WorkspaceFile, 'unread'>): readonly OpenReason[] {
  const isTemplated = file.templated === 'templated';
  const isBroken = file.file.documents.some(hasSyntaxError);
  if (!isTemplated && !isBroken) return file.objects.flatMap(unreadReason);
  if (!MANIFEST.test(file.file.text)) return [];
  return [{ kind: isTemplated ? 'templated' : 'unreadable', uri: file.uri, what: '' }];
}

/** Why an object that was read may be, or bring, another one than it says. */
function unreadReason(object: ManifestObject): readonly OpenReason[] {
  const { uri, apiVersion = '', kind = '' } = object;
  const placeholder = placeholderIn(object);
  if (placeholder !== undefined) return [{ kind: 'templated', uri, what: placeholder }];
  // Of OpenShift: https://docs.openshift.com/container-platform/latest/openshift_images/using-templates.html
  if (kind === 'Template') return [{ kind: 'templated', uri, what: kind }];
  const isRbac = RBAC_KINDS.some(one => one === kind);
  const mayBring = isRbac ? OPENSHIFT_RBAC.test(apiVersion) : kind !== 'Kustomization' && holdsBinding(object);
  return mayBring ? [{ kind: 'unreadable', uri, what: `${apiVersion} ${kind}` }] : [];
}

/** As those of Crossplane and Helm's operators do, and the files in a ConfigMap that somebody applies. */
function holdsBinding({ file, node }: ManifestObject): boolean {
  return file.text.includes('RoleBinding') && bringsBinding(file.text.slice(startOf(node), endOf(node)));
}
