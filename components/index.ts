/** The public components and their args. Importing this makes nothing. */
export type * from "./args";
export { MaintenanceWindowAccess } from "./maintenanceWindowAccess";
export { RunCommandAccess } from "./runCommandAccess";
