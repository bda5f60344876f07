import type { AccessFault, FaultKind } from './access-fault.ts';
import type { ExecEntry, UserEntry } from './kubeconfig.ts';
import { cannotOpen, type KubeconfigFiles } from './kubeconfig-files.ts';

/** What client-go's validateAuthInfo refuses of a user, in its order. */
export function userFaults(name: string, user: UserEntry, files: KubeconfigFiles): readonly AccessFault[] {
  const certificate = certificateFaults(name, user, files);
  const faults = [...certificate, ...(user.exec === undefined ? [] : execFaults(name, user.exec, user))];
  const hasBasic = user.username !== '' || user.password !== '';
  if (user.token !== '' && hasBasic) {
    const message = `The user "${name}" has both a token and a user name with password. Remove one.`;
    faults.push({ kind: 'several-methods', message });
  }
  const impersonatesMore =
    user.impersonateUid !== '' || user.impersonateGroups.length > 0 || user.impersonateExtra.size > 0;
  if (impersonatesMore && user.impersonate === '') {
    const message = `The user "${name}" has as-uid, as-groups or as-user-extra but no \`as\`. Set \`as\`, or remove them.`;
    faults.push({ kind: 'impersonation-without-user', message });
  }
  return faults;
}

function certificateFaults(name: string, user: UserEntry, files: KubeconfigFiles): readonly AccessFault[] {
  if (user.certFile === '' && user.certData.length === 0) return [];
  const faults: AccessFault[] = [];
  const add = (kind: FaultKind, message: string) => faults.push({ kind, message });
  if (user.certFile !== '' && user.certData.length > 0) {
    add('cert-twice', `The user "${name}" has both client-certificate and client-certificate-data. Remove one.`);
  }
  if (user.keyFile !== '' && user.keyData.length > 0) {
    add('key-twice', `The user "${name}" has both client-key and client-key-data. Remove one.`);
  }
  if (user.keyFile === '' && user.keyData.length === 0) {
    add('key-missing', `The user "${name}" has a client certificate without a key. Set client-key or client-key-data.`);
  }
  if (user.certFile !== '' && cannotOpen(user.certFile, files)) {
    add('cert-unreadable', `The client certificate of the user "${name}" cannot be read: ${user.certFile}.`);
  }
  if (user.keyFile !== '' && cannotOpen(user.keyFile, files)) {
    add('key-unreadable', `The client key of the user "${name}" cannot be read: ${user.keyFile}.`);
  }
  return faults;
}

function execFaults(name: string, exec: ExecEntry, user: UserEntry): readonly AccessFault[] {
  const faults: AccessFault[] = [];
  const add = (kind: FaultKind, message: string) => faults.push({ kind, message });
  if (user.authProvider !== undefined) {
    add('exec-and-auth-provider', `The user "${name}" has both exec and auth-provider. Remove one.`);
  }
  if (exec.command === '') add('exec-command', `The exec of the user "${name}" has no command.`);
  if (exec.apiVersion === '') {
    const way = 'Set it to client.authentication.k8s.io/v1, or to what the plugin answers.';
    add('exec-api-version', `The exec of the user "${name}" has no apiVersion. ${way}`);
  }
  for (const variable of exec.env) {
    if (variable.name === '') add('exec-env-name', `The exec of the user "${name}" has an env entry without a name.`);
  }
  if (exec.interactiveMode === '') {
    const way = 'This apiVersion asks for it: set Never or IfAvailable.';
    add('exec-mode-missing', `The exec of the user "${name}" has no interactiveMode. ${way}`);
  } else if (!['Never', 'IfAvailable', 'Always'].includes(exec.interactiveMode)) {
    const way = 'Set Never, IfAvailable or Always.';
    add('exec-mode-invalid', `The exec of the user "${name}" has an interactiveMode that does not exist. ${way}`);
  }
  return faults;
}
