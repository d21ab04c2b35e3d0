/** Before 13, its declarations are of a module by the package's own name. */
declare module 'appwrite-11' {
  export { Client, Databases } from 'node-appwrite';
}
