import type { Input } from "@pulumi/pulumi";
import type { AccessLevelArgs, Grantees } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs } from "../pattern/args";
import type { RegisteredNodesArgs } from "../nodes/registrationArgs";

/** The devices that can register themselves. */
export interface EdgeDevices extends AccessLevelArgs {
    /**
     * The token exchange roles of the devices, in `roles`. AWS IoT Greengrass creates one for its core devices.
     *
     * @default - no grantees: the component offers the policy document as an output, `…PolicyJson`.
     */
    grantees?: Grantees;
}

/** The role with which AWS IoT Greengrass core devices register, and the devices that can register with it. */
export interface EdgeDeviceAccessArgs extends RegisteredNodesArgs, UnverifiedTrustArgs {
    /**
     * Devices that can register themselves as nodes with this role, and pass exactly this role to Systems Manager.
     *
     * @default - no devices; this component grants no access to register.
     */
    devices?: EdgeDevices;
    /**
     * Tags that nodes get when devices register, set in the `deploymentConfiguration` output: 1 to 50 tags. Devices can
     * register with exactly these tags, and can add them to managed nodes of the account that have none of them.
     *
     * @default - no tags.
     */
    nodeTags?: Record<string, Input<string>>;
    /**
     * Whether the `deploymentConfiguration` output overrides an existing registration, so that a device that was
     * registered with a hybrid activation registers again.
     *
     * @default false
     */
    overrideExistingRegistration?: boolean;
}
