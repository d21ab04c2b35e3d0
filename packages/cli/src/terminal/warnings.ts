/** Node and ESLint warn of how a project is configured for them, which is not what was asked of us. */
export function quietenHostWarnings(host: NodeJS.Process): void {
  const listeners = host.listeners('warning');
  host.removeAllListeners('warning');
  host.on('warning', (warning) => {
    if (isAboutOtherTools(warning)) return;
    for (const listener of listeners) listener(warning);
  });
}

function isAboutOtherTools(warning: Error): boolean {
  return warning.name.startsWith('ESLint') || warning.name === 'ExperimentalWarning' || ('code' in warning && warning.code === 'MODULE_TYPELESS_PACKAGE_JSON');
}
