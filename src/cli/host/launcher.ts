// Stands in for the executable of desktop VS Code where that cannot run: `launcher.ts <oldest|newest> ARGS…` takes a
// desktop command line as @vscode/test-electron builds it and turns it into VS Code's server and a page in Chromium.
//   VSCODE_LAUNCHER_VERBOSE=1        print what the server and the page say
//   VSCODE_LAUNCHER_TIMEOUT=SECONDS  end after this time (default 3600)
import { prepareChromium } from './chromium.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { HOST_NAMES } from './host.ts';
import { endOnSignals, Owned } from './owned.ts';
import { OWNER_VARIABLE } from './owner.ts';
import { openPage } from './page.ts';
import { runServerCommand, startServer } from './server.ts';
import { prepareServerHost } from './server-host.ts';

const DEFAULT_TIMEOUT = 3600;

function logger(): (text: string) => void {
  if ((process.env['VSCODE_LAUNCHER_VERBOSE'] ?? '') === '') return () => {};
  return text => void process.stderr.write(`${text.trimEnd()}\n`);
}

async function runExtensionCommand(
  commandLine: CommandLine & { kind: 'extensions' },
  name: string,
  owned: Owned,
): Promise<number> {
  const host = await prepareServerHost(hostName(name));
  const { args, folders } = commandLine;
  return runServerCommand({ host, folders, args, env: process.env, owned, log: text => process.stdout.write(text) });
}

/** Resolves to the exit code when the window's tests have ended or something that it needs is gone. */
async function runWindow(commandLine: CommandLine & { kind: 'window' }, name: string, owned: Owned): Promise<number> {
  const { window, folders } = commandLine;
  const log = logger();
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const give = (why: string) => {
    process.stderr.write(`${why}\n`);
    end(1);
  };
  const seconds = Number(process.env['VSCODE_LAUNCHER_TIMEOUT'] ?? DEFAULT_TIMEOUT);
  const timer = setTimeout(() => give(`VS Code was ended: it had run for ${seconds} s.`), seconds * 1000);
  owned.add(() => clearTimeout(timer));
  const [host, browser] = await Promise.all([prepareServerHost(hostName(name)), prepareChromium()]);
  const { serverArgs: args, trust } = window;
  const server = await startServer({ host, folders, trust, args, env: process.env, owned, log });
  void server.gone.then(code => give(`VS Code's server ended (${code}).`));
  // The page says 0 also when the extension host has died: who runs the tests must learn their result from them.
  const page = openPage({ browser, port: server.port, window, owned, onLog: log, onExit: end, onGone: give });
  void page.catch(error => give(String(error)));
  return ended;
}

function hostName(name: string) {
  const known = HOST_NAMES.find(host => host === name);
  if (known === undefined)
    throw new Error(`\`${name}\` is no VS Code that is known here: say ${HOST_NAMES.join(' or ')}.`);
  return known;
}

/** Whoever started this process may be killed outright: then this ends as well. */
function endWithOwner(owned: Owned): void {
  const owner = Number(process.env[OWNER_VARIABLE] ?? process.ppid);
  const timer = setInterval(() => {
    if (!isRunning(owner)) void owned.end().finally(() => process.exit(1));
  }, 1000);
  owned.add(() => clearInterval(timer));
  // With the owner goes the other end of these: what cannot be said any more must not end this process early.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const owned = new Owned();
endOnSignals(owned);
endWithOwner(owned);
const [name = '', ...argv] = process.argv.slice(2);
const commandLine = readCommandLine(argv);
try {
  process.exitCode =
    commandLine.kind === 'extensions'
      ? await runExtensionCommand(commandLine, name, owned)
      : await runWindow(commandLine, name, owned);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await owned.end();
}
process.exit();
