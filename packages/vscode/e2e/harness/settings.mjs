/**
 * The user's settings in every editor: nothing moves, asks, or needs the network. Only current names and values: what it has to migrate,
 * the editor writes back, and while it does so it drops answers to requests for code actions.
 */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.fontFamily': "'JetBrains Mono', monospace",
  'editor.fontLigatures': false,
  'editor.fontSize': 13,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.stickyScroll.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.exclude': { '**/node_modules': true },
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
