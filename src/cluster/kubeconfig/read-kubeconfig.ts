import type { Kubeconfig } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import type { KubeconfigFiles } from '../../kubernetes/kubeconfig/kubeconfig-files.ts';
import type { KubeconfigReading } from '../session/ports.ts';
import { contextChoices } from './context-choices.ts';
import { type KubeconfigEnvironment, kubeconfigPaths } from './kubeconfig-paths.ts';
import { type KubeconfigLoad, loadKubeconfig } from './load-kubeconfig.ts';
import { resolveContext } from './resolve-context.ts';
import { watchedFiles } from './watched-files.ts';

/** What reading needs of the machine. */
export interface KubeconfigMachine extends KubeconfigEnvironment {
  readonly files: KubeconfigFiles;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * The kubeconfig of the setting (see `kubeconfigPaths`) as it is now. `files` are those whose change may change the
 * answer: all that were looked for and, of the contexts' users and clusters, certificates, keys and tokens.
 */
export function readKubeconfig(setting: string, machine: KubeconfigMachine): KubeconfigReading {
  const paths = kubeconfigPaths(setting, machine);
  const load = loadKubeconfig(paths, machine.files, machine);
  if (load.state === 'missing') return { state: 'none', files: paths.files };
  if (load.state === 'refused') return { state: 'unreadable', files: paths.files, message: refusalText(load) };
  if (load.read.length === 0) return { state: 'none', files: paths.files };
  const { kubeconfig } = load;
  return {
    state: 'read',
    files: watchedFiles(paths, kubeconfig),
    currentContext: kubeconfig.currentContext,
    contexts: contextChoices(kubeconfig),
    resolve: context => accessReading(kubeconfig, context, machine),
  };
}

function accessReading(kubeconfig: Kubeconfig, context: string, machine: KubeconfigMachine) {
  const resolution = resolveContext(kubeconfig, context, { ...machine, now: machine.now() });
  return resolution.ok ? resolution : ({ ok: false, message: resolution.problem.message } as const);
}

const MOST_FAULTS = 5;

/** For the user; names the files and the places in them, and no value. */
export function refusalText({ files }: Extract<KubeconfigLoad, { state: 'refused' }>): string {
  const texts = files.map(({ file, faults }) => {
    const more = faults.length > MOST_FAULTS ? ` And ${faults.length - MOST_FAULTS} more.` : '';
    return `${file}: ${faults.slice(0, MOST_FAULTS).join(' ')}${more}`;
  });
  return `The kubeconfig cannot be used; kubectl refuses it as well. ${texts.join(' ')}`;
}
