import type { AutomationAccessArgs } from "../automation/args";
import type { DefaultHostManagementArgs } from "../defaultHostManagement/args";
import type { DocumentAccessArgs } from "../document/args";
import type { EcsExecAccessArgs } from "../ecsExec/args";
import type { EdgeDeviceAccessArgs } from "../edgeDevice/args";
import type { FleetManagerAccessArgs } from "../fleetManager/args";
import type { FlowLogDeliveryArgs } from "../flowLogDelivery/args";
import type { HybridActivationArgs } from "../hybridActivation/args";
import type { InventorySyncArgs } from "../inventorySync/args";
import type { MaintenanceWindowAccessArgs } from "../maintenanceWindow/args";
import type { ManagedInstanceAccessArgs } from "../managedInstance/args";
import type { ParameterAccessArgs } from "../parameter/args";
import type { PatchAccessArgs } from "../patch/args";
import type { RunCommandAccessArgs } from "../runCommand/args";
import type { RunCommandNotificationsArgs } from "../runCommandNotifications/args";
import type { ServiceLinkedRolesArgs } from "../serviceLinkedRoles/args";
import type { SessionAccessArgs } from "../session/args";
import type { StateManagerAccessArgs } from "../stateManager/args";

/** Which access levels of a component a team gets. */
export interface LevelSelection {
    /**
     * The logical name of the component with these args. Set it if the component creates roles, topics or buckets: the
     * documents of its access levels contain their names.
     *
     * @default - the logical name of the team's component.
     */
    componentName?: string;
    /**
     * The access levels of the args that the team gets: `operator`.
     *
     * @default - all access levels that the args set.
     */
    levels?: string[];
}

/** Access levels of Run Command. */
export interface RunCommandLevels extends RunCommandAccessArgs, LevelSelection {}

/** Access levels of Run Command notifications. */
export interface RunCommandNotificationsLevels extends RunCommandNotificationsArgs, LevelSelection {}

/** Access levels of Session Manager. */
export interface SessionLevels extends SessionAccessArgs, LevelSelection {}

/** Access levels of Parameter Store. */
export interface ParameterLevels extends ParameterAccessArgs, LevelSelection {}

/** Access levels of Patch Manager. */
export interface PatchLevels extends PatchAccessArgs, LevelSelection {}

/** Access levels of State Manager. */
export interface StateManagerLevels extends StateManagerAccessArgs, LevelSelection {}

/** Access levels of Inventory. */
export interface InventorySyncLevels extends InventorySyncArgs, LevelSelection {}

/** Access levels of the service-linked roles. */
export interface ServiceLinkedRolesLevels extends ServiceLinkedRolesArgs, LevelSelection {}

/** Access levels of EC2 instances. */
export interface ManagedInstanceLevels extends ManagedInstanceAccessArgs, LevelSelection {}

/** Access levels of Default Host Management Configuration. */
export interface DefaultHostManagementLevels extends DefaultHostManagementArgs, LevelSelection {}

/** Access levels of hybrid activations. */
export interface HybridActivationLevels extends HybridActivationArgs, LevelSelection {}

/** Access levels of edge devices. */
export interface EdgeDeviceLevels extends EdgeDeviceAccessArgs, LevelSelection {}

/** Access levels of maintenance windows. */
export interface MaintenanceWindowLevels extends MaintenanceWindowAccessArgs, LevelSelection {}

/** Access levels of Automation. */
export interface AutomationLevels extends AutomationAccessArgs, LevelSelection {}

/** Access levels of flow log delivery. */
export interface FlowLogDeliveryLevels extends FlowLogDeliveryArgs, LevelSelection {}

/** Access levels of ECS Exec. */
export interface EcsExecLevels extends EcsExecAccessArgs, LevelSelection {}

/** Access levels of documents. */
export interface DocumentLevels extends DocumentAccessArgs, LevelSelection {}

/** Access levels of Fleet Manager. */
export interface FleetManagerLevels extends FleetManagerAccessArgs, LevelSelection {}

/** Access levels of one pattern: plain args of its component. Exactly one of the properties. */
export interface TeamLevels {
    /**
     * Access levels of Run Command.
     *
     * @default - another pattern.
     */
    runCommand?: RunCommandLevels;
    /**
     * Access levels of Run Command notifications.
     *
     * @default - another pattern.
     */
    runCommandNotifications?: RunCommandNotificationsLevels;
    /**
     * Access levels of Session Manager.
     *
     * @default - another pattern.
     */
    session?: SessionLevels;
    /**
     * Access levels of Parameter Store.
     *
     * @default - another pattern.
     */
    parameter?: ParameterLevels;
    /**
     * Access levels of Patch Manager.
     *
     * @default - another pattern.
     */
    patch?: PatchLevels;
    /**
     * Access levels of State Manager.
     *
     * @default - another pattern.
     */
    stateManager?: StateManagerLevels;
    /**
     * Access levels of Inventory.
     *
     * @default - another pattern.
     */
    inventorySync?: InventorySyncLevels;
    /**
     * Access levels of the service-linked roles.
     *
     * @default - another pattern.
     */
    serviceLinkedRoles?: ServiceLinkedRolesLevels;
    /**
     * Access levels of EC2 instances.
     *
     * @default - another pattern.
     */
    managedInstance?: ManagedInstanceLevels;
    /**
     * Access levels of Default Host Management Configuration.
     *
     * @default - another pattern.
     */
    defaultHostManagement?: DefaultHostManagementLevels;
    /**
     * Access levels of hybrid activations.
     *
     * @default - another pattern.
     */
    hybridActivation?: HybridActivationLevels;
    /**
     * Access levels of edge devices.
     *
     * @default - another pattern.
     */
    edgeDevice?: EdgeDeviceLevels;
    /**
     * Access levels of maintenance windows.
     *
     * @default - another pattern.
     */
    maintenanceWindow?: MaintenanceWindowLevels;
    /**
     * Access levels of Automation.
     *
     * @default - another pattern.
     */
    automation?: AutomationLevels;
    /**
     * Access levels of flow log delivery.
     *
     * @default - another pattern.
     */
    flowLogDelivery?: FlowLogDeliveryLevels;
    /**
     * Access levels of ECS Exec.
     *
     * @default - another pattern.
     */
    ecsExec?: EcsExecLevels;
    /**
     * Access levels of documents.
     *
     * @default - another pattern.
     */
    document?: DocumentLevels;
    /**
     * Access levels of Fleet Manager.
     *
     * @default - another pattern.
     */
    fleetManager?: FleetManagerLevels;
}
