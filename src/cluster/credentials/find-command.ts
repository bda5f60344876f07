import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../api/connection-options.ts';

export type FoundCommand =
  | { readonly found: 'program'; readonly file: string }
  /** A Windows batch file, which cannot be given arguments safely without a shell. */
  | { readonly found: 'batch-file'; readonly file: string }
  | { readonly found: 'nothing' };

/** What has to be known of the machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  isExecutable(file: string): Promise<boolean>;
}

export const THIS_MACHINE: Machine = { platform: process.platform, isExecutable };

/**
 * The file that a plugin's command stands for, as Go's exec.LookPath: a name with a folder is that file, any other is
 * looked up in PATH, in which folders that are not absolute are never used.
 */
export async function findCommand(command: string, environment: Environment, machine: Machine): Promise<FoundCommand> {
  const windows = machine.platform === 'win32';
  const { basename, delimiter, isAbsolute, join } = windows ? path.win32 : path.posix;
  const endings = windows ? windowsEndings(command, environment) : [''];
  const folders = basename(command) === command ? variable(environment, 'PATH', windows).split(delimiter) : [''];
  for (const folder of folders) {
    if (command === basename(command) && !isAbsolute(folder)) continue;
    for (const ending of endings) {
      const file = (folder === '' ? command : join(folder, command)) + ending;
      if (!(await machine.isExecutable(file))) continue;
      return { found: windows && /\.(?:bat|cmd)$/i.test(file) ? 'batch-file' : 'program', file };
    }
  }
  return { found: 'nothing' };
}

/** A name with one of the endings is taken as it is first. */
function windowsEndings(command: string, environment: Environment): readonly string[] {
  const given = variable(environment, 'PATHEXT', true) || '.COM;.EXE;.BAT;.CMD';
  const endings = given.split(';').filter(ending => ending !== '');
  return path.win32.extname(command) === '' ? endings : ['', ...endings];
}

/** Windows does not tell `Path` from `PATH`. */
function variable(environment: Environment, name: string, anyCase: boolean): string {
  const key = anyCase ? Object.keys(environment).find(one => one.toUpperCase() === name) : name;
  return (key !== undefined && environment[key]) || '';
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
