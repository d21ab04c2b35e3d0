/** Whether a file is server code on a request path, and if not, why it is quiet. */
export type Audience =
  | { readonly kind: 'server' }
  | { readonly kind: 'quiet'; readonly why: 'browser' | 'test' | 'script' | 'migration' | 'config' | 'generated' | 'other runtime' };
