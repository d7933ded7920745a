/** All access patterns, in the order in which the docs present them. Add a new pattern to this list. */
import { automation } from "./automation/pattern";
import { automationEvents } from "./automationEvents/pattern";
import { defaultHostManagement } from "./defaultHostManagement/pattern";
import { deployments } from "./deployments/pattern";
import { ecsExec } from "./ecsExec/pattern";
import { edgeDevice } from "./edgeDevice/pattern";
import { hybridActivation } from "./hybridActivation/pattern";
import { fleetManager } from "./fleetManager/pattern";
import { flowLogDelivery } from "./flowLogDelivery/pattern";
import { inventorySync } from "./inventorySync/pattern";
import { maintenanceWindow } from "./maintenanceWindow/pattern";
import { managedInstance } from "./managedInstance/pattern";
import { nodeEgress } from "./nodeEgress/pattern";
import { runCommandNotifications } from "./runCommandNotifications/pattern";
import { parameter } from "./parameter/pattern";
import { patch } from "./patch/pattern";
import { runCommand } from "./runCommand/pattern";
import { serviceLinkedRoles } from "./serviceLinkedRoles/pattern";
import { session } from "./session/pattern";
import { stateManager } from "./stateManager/pattern";
import { systemsManagerEndpoints } from "./systemsManagerEndpoints/pattern";
import { document } from "./document/pattern";
import { team } from "./team/pattern";

export const patterns = [
    runCommand,
    runCommandNotifications,
    session,
    fleetManager,
    ecsExec,
    parameter,
    patch,
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
    document,
    team,
] as const;
