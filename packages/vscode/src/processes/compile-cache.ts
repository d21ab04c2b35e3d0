/** Code that V8 has compiled, kept on disk from one start of a process to the next. */
import module from 'node:module';

/** Since Node 22.10; our types are those of the oldest Node that the other packages run on. */
interface CompileCache {
  enableCompileCache?: (folder: string) => unknown;
  flushCompileCache?: () => void;
}

/** Long after the first lint, so that what a lint needs is kept too. */
const keptAfter = 10_000;

/**
 * Nothing is kept unless the extension says where.
 * @param onKept told of the folder
 */
export function keepCompiledCode(onKept?: (folder: string) => void): void {
  const folder = process.env['FAILSOFT_COMPILE_CACHE'];
  if (folder === undefined) return;
  const { enableCompileCache, flushCompileCache }: CompileCache & typeof module = module;
  enableCompileCache?.(folder);
  const keep = (): void => {
    // Node writes it when a process ends by itself, which a worker is not left to do.
    flushCompileCache?.();
    onKept?.(folder);
  };
  setTimeout(keep, keptAfter).unref();
}
