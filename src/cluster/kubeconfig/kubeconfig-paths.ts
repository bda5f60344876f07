import type { PlatformPath } from 'node:path';

/** What decides which files are read, as the process has it. */
export interface KubeconfigEnvironment {
  /** `process.env`, or a copy of it: on Windows names are found in any case. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The working directory: relative names in KUBECONFIG start there. */
  readonly cwd: string;
  readonly path: PlatformPath;
}

/** Which files are read, in their order, absolute. */
export type KubeconfigPaths =
  /** The setting names one, as --kubeconfig: it must be there. */
  | { readonly by: 'setting'; readonly files: readonly [string] }
  | { readonly by: 'variable'; readonly files: readonly string[] }
  /** The first candidate that is there. Which one is read when none is does not matter. */
  | { readonly by: 'default'; readonly files: readonly string[] };

/**
 * Where kubectl looks: the file of the setting, else those of $KUBECONFIG, else `.kube/config` in the home. A leading `~/`
 * of the setting is the home, as shells make it for --kubeconfig. Clusters that the extension runs in are not looked for:
 * an account of a pod is not the user, and kubectl falls back to it only where it has no kubeconfig.
 */
export function kubeconfigPaths(setting: string, environment: KubeconfigEnvironment): KubeconfigPaths {
  const { cwd, path } = environment;
  const absolute = (name: string) => path.resolve(cwd, name);
  if (setting !== '') {
    const isInHome = /^~[/\\]/.test(setting);
    const name = isInHome ? path.join(homes(environment)[0] ?? '', setting.slice(2)) : setting;
    return { by: 'setting', files: [absolute(name)] };
  }
  const list = variable('KUBECONFIG', environment);
  if (list !== '') {
    const names = splitList(list, environment).filter(name => name !== '');
    return { by: 'variable', files: [...new Set(names.map(absolute))] };
  }
  const candidates = homes(environment).flatMap(home => [path.join(home, '.kube', 'config')]);
  return { by: 'default', files: [...new Set([...candidates, ...migrated(environment)].map(absolute))] };
}

/**
 * The home folders in the order in which they are looked through, as client-go's homedir.HomeDir: on Windows %HOME%,
 * %HOMEDRIVE%%HOMEPATH%, %USERPROFILE%, elsewhere $HOME alone, '' (the working directory) without it.
 */
function homes(environment: KubeconfigEnvironment): readonly string[] {
  const home = variable('HOME', environment);
  if (environment.platform !== 'win32') return [home];
  const drive = variable('HOMEDRIVE', environment);
  const folder = variable('HOMEPATH', environment);
  const onDrive = drive === '' || folder === '' ? '' : drive + folder;
  const set = [home, onDrive, variable('USERPROFILE', environment)].filter(name => name !== '');
  return set.length === 0 ? [''] : set;
}

/** The place of very old kubectls, whose file kubectl copies to the default place where there is none. We only read it. */
function migrated(environment: KubeconfigEnvironment): readonly string[] {
  const name = environment.platform === 'win32' ? 'config' : '.kubeconfig';
  return [environment.path.join(variable('HOME', environment), '.kube', name)];
}

function variable(name: string, { env, platform }: KubeconfigEnvironment): string {
  const value = env[name];
  if (value !== undefined || platform !== 'win32') return value ?? '';
  const found = Object.keys(env).find(key => key.toUpperCase() === name);
  return (found === undefined ? undefined : env[found]) ?? '';
}

/** A list of files as Go's filepath.SplitList: on Windows by `;`, of which quotes protect. */
function splitList(list: string, { platform, path }: KubeconfigEnvironment): readonly string[] {
  if (platform !== 'win32') return list.split(path.delimiter);
  const names = [''];
  let isQuoted = false;
  for (const character of list) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === ';' && !isQuoted) names.push('');
    else names[names.length - 1] += character;
  }
  return names;
}
