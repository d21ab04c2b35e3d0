/** Their declarations are of modules by the packages' own names. */
declare module 'appwrite-11' {
  export { Client, Databases } from 'node-appwrite';
}

declare module 'replicate-0' {
  export { default } from 'replicate';
}
