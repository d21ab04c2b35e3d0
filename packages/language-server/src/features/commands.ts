export const commands = ['failsoft.openPage', 'failsoft.restart', 'failsoft.fixDependency', 'failsoft.vendorRuntime'] as const;
