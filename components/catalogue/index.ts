/** Every access pattern, in the order a reader should meet them. A new pattern is a new file and a new line here. */
import { automation } from "./automation";
import { automationEvents } from "./automationEvents";
import { deployments } from "./deployments";
import { maintenanceWindow } from "./maintenanceWindow";
import { managedInstance } from "./managedInstance";
import { notifications } from "./notifications";
import { runCommand } from "./runCommand";
import { session } from "./session";

export type * from "./plan";
export type { Identity } from "./names";
export type { Place } from "./place";
export { namedActions } from "./deploymentRights";

export const patterns = [
    runCommand,
    notifications,
    session,
    managedInstance,
    maintenanceWindow,
    automation,
    automationEvents,
    deployments,
] as const;
