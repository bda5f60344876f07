/** The environment variable with the id of the process that VS Code's stand-in is to end with; else its parent's counts. */
export const OWNER_VARIABLE = 'VSCODE_LAUNCHER_OWNER';
