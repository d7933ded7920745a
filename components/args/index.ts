/** The args of every component: the one place where they are written and documented. Types only. */
export type { Unwrap } from "@pulumi/pulumi";
export type * from "./automationAccessArgs";
export type * from "./automationEventsArgs";
export type * from "./defaultHostManagementArgs";
export type * from "./deploymentsAccessArgs";
export type * from "./granteesArgs";
export type * from "./maintenanceWindowAccessArgs";
export type * from "./managedInstanceAccessArgs";
export type * from "./nodeArgs";
export type * from "./nodeEgressArgs";
export type * from "./parameterAccessArgs";
export type * from "./patternArgs";
export type * from "./runCommandAccessArgs";
export type * from "./runCommandNotificationsArgs";
export type * from "./sessionAccessArgs";
export type * from "./systemsManagerEndpointsArgs";
