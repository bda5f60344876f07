/** What an editor puts into the environment of its own processes, as VS Code keeps it out of its terminals. */
const OF_THE_EDITOR = /^(?:ELECTRON_|VSCODE_|SNAP(?:_|$)|GDK_PIXBUF_|NODE_CHANNEL_|NODE_UNIQUE_ID$)/i;

/** Flags of Node that a thread does not take, and that were meant for other programs. */
const OF_NODE = /^NODE_OPTIONS$/i;

/**
 * The environment as the user's shell would have it: credential plugins run in it. On Windows, where names have no case
 * until a thread gets a copy, they are in capitals.
 */
export function workerEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !OF_THE_EDITOR.test(entry[0]) && !OF_NODE.test(entry[0]),
  );
  return Object.fromEntries(platform === 'win32' ? kept.map(([name, value]) => [name.toUpperCase(), value]) : kept);
}
