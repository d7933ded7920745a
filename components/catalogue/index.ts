/** Every access pattern, in the order a reader should meet them. A new pattern is a new file and a new line here. */
import { automation } from "./automation";
import { automationEvents } from "./automationEvents";
import { defaultHostManagement } from "./defaultHostManagement";
import { deployments } from "./deployments";
import { edgeDevice } from "./edgeDevice";
import { hybridActivation } from "./hybridActivation";
import { flowLogDelivery } from "./flowLogDelivery";
import { inventorySync } from "./inventorySync";
import { maintenanceWindow } from "./maintenanceWindow";
import { managedInstance } from "./managedInstance";
import { nodeEgress } from "./nodeEgress";
import { notifications } from "./notifications";
import { parameter } from "./parameter";
import { patchPattern } from "./patch";
import { runCommand } from "./runCommand";
import { serviceLinkedRoles } from "./serviceLinkedRoles";
import { session } from "./session";
import { stateManager } from "./stateManager";
import { systemsManagerEndpoints } from "./systemsManagerEndpoints";

export type * from "./plan";
export type { Identity } from "./names";
export type { Place } from "./place";
export { namedActions } from "./boundaryActions";
export { canBeDeployed } from "./deployedArns";

export const patterns = [
    runCommand,
    notifications,
    session,
    parameter,
    patchPattern,
    stateManager,
    inventorySync,
    serviceLinkedRoles,
    managedInstance,
    defaultHostManagement,
    hybridActivation,
    edgeDevice,
    systemsManagerEndpoints,
    nodeEgress,
    maintenanceWindow,
    automation,
    automationEvents,
    flowLogDelivery,
    deployments,
] as const;
