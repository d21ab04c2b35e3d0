export const commands = ['failsoft.openPage', 'failsoft.restart', 'failsoft.fixDependency'] as const;
