/** The public components and their args. Importing this makes nothing. */
export type * from "./args";
export { RunCommandAccess } from "./runCommandAccess";
