import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** NO_COLOR wins over FORCE_COLOR; else colours are for terminals only, also on CI. */
export function colorsFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors {
  return picocolors.createColors(isColored(stream, env));
}

function isColored(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
