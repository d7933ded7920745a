/** The public components and their args. Importing this makes nothing. */
export type * from "./args";
export { AutomationAccess } from "./automationAccess";
export { AutomationEvents } from "./automationEvents";
export { DefaultHostManagement } from "./defaultHostManagement";
export { DeploymentsAccess } from "./deploymentsAccess";
export { EdgeDeviceAccess } from "./edgeDeviceAccess";
export { HybridActivation } from "./hybridActivation";
export { FlowLogDelivery } from "./flowLogDelivery";
export { MaintenanceWindowAccess } from "./maintenanceWindowAccess";
export { ManagedInstanceAccess } from "./managedInstanceAccess";
export { NodeEgress } from "./nodeEgress";
export { ParameterAccess } from "./parameterAccess";
export { PatchAccess } from "./patchAccess";
export { RunCommandAccess } from "./runCommandAccess";
export { RunCommandNotifications } from "./runCommandNotifications";
export { SessionAccess } from "./sessionAccess";
export { StateManagerAccess } from "./stateManagerAccess";
export { SystemsManagerEndpoints } from "./systemsManagerEndpoints";
