import type { VSCode } from './connect.ts';

/** Runs `body` with a user setting changed, and sets it back. */
export async function withSetting(code: VSCode, key: string, value: unknown, body: () => Promise<void>): Promise<void> {
  const before = await changeSetting(code, key, value);
  try {
    await body();
  } finally {
    await changeSetting(code, key, before);
  }
}

/** Resolves to the user setting's value before; null: there was none, and as `value`: there shall be none. */
async function changeSetting(code: VSCode, key: string, value: unknown): Promise<unknown> {
  return code.extensionHost.call(
    async (vscode, name, next) => {
      const settings = vscode.workspace.getConfiguration();
      const old = settings.inspect(name)?.globalValue;
      await settings.update(name, next ?? undefined, vscode.ConfigurationTarget.Global);
      return old ?? null;
    },
    key,
    value,
  );
}
