import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** The release of Go that programs are built with, as `1.26`. */
export interface GoRelease {
  readonly major: number;
  readonly minor: number;
}

/** Something is missing that the reader can install; the message says what. */
export class MissingTool extends Error {}

/**
 * The release of the `go` that serves the module in `folder`, at least the one asked for. Rejects with MissingTool when
 * there is none or it is too old. (From 1.21 on, Go fetches the release that a go.mod asks for unless GOTOOLCHAIN
 * forbids it: https://go.dev/doc/toolchain.)
 */
export async function goRelease(folder: string, wanted: GoRelease): Promise<GoRelease> {
  const need = `Go ${wanted.major}.${wanted.minor} or newer is needed to build the test tools`;
  const advice = 'Install it from https://go.dev/dl/ and run `npm run tools` again.';
  const text = await output(['version'], folder).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no `go` in PATH' : firstLine(error.message);
    throw new MissingTool(`${need}: ${why}. ${advice}`);
  });
  const found = /\bgo(\d+)\.(\d+)/.exec(text);
  if (found === null) throw new MissingTool(`${need}: \`go version\` says ${firstLine(text)}. ${advice}`);
  const release = { major: Number(found[1]), minor: Number(found[2]) };
  const old = release.major < wanted.major || (release.major === wanted.major && release.minor < wanted.minor);
  if (old) throw new MissingTool(`${need}: this is ${release.major}.${release.minor}. ${advice}`);
  return release;
}

function firstLine(text: string): string {
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('Command failed'));
  return lines[0] ?? text;
}

/** The folders of the modules that the module in `folder` requires, by module path; missing ones are downloaded. */
export async function moduleFolders(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await output(['list', '-m', '-f', '{{if not (or .Indirect .Main)}}{{.Path}}{{end}}', 'all'], folder);
  const required = names.split('\n').filter(name => name !== '');
  await output(['mod', 'download', ...required], folder);
  const lines = await output(['list', '-m', '-f', '{{.Path}}\t{{.Dir}}', ...required], folder);
  const pairs = lines.trim().split('\n');
  return Object.fromEntries(pairs.map(line => line.split('\t') as [string, string]));
}

async function output(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)('go', [...args], { cwd, maxBuffer: 64 << 20 });
  return stdout;
}

/** Runs `go` with what it says on the standard error output, since its standard output may be that of a script. */
export async function runGo(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('go', args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 2, 2] });
  const code = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit, signal) => resolve(exit ?? signal));
  });
  if (code !== 0) throw new Error(`go ${args.slice(0, 2).join(' ')} in ${cwd} ended with ${code}`);
}
