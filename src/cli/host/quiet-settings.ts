/**
 * User settings of a VS Code that nobody sits in front of: nothing is asked of the network, nothing pops up, and nothing is
 * saved unless a test saves it.
 */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'chat.agentHost.enabled': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // in a browser VS Code saves after a delay
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'remote.autoForwardPorts': false,
  'remote.restoreForwardedPorts': false,
  'security.workspace.trust.startupPrompt': 'never', // where trust is asked for, Restricted Mode comes without a dialog
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
