import type { Input } from "@pulumi/pulumi";
import type { Grantees } from "../pattern/granteesArgs";
import type { UnverifiedTrustArgs } from "../pattern/args";
import type { RegisteredNodesArgs } from "../nodes/registrationArgs";

/** The devices that register themselves. */
export interface EdgeDevices {
    /** The token exchange roles of the devices, under `roles`; AWS IoT Greengrass makes one for its core devices. */
    grantees: Grantees;
}

/** The role that AWS IoT Greengrass core devices register with, and the right of devices to register with it. */
export interface EdgeDeviceAccessArgs extends RegisteredNodesArgs, UnverifiedTrustArgs {
    /**
     * Devices that may register themselves as nodes with this role, and pass exactly it to Systems Manager.
     *
     * @default - no device is let by this component.
     */
    devices?: EdgeDevices;
    /**
     * Tags that the nodes get when devices register, through the configuration that is put out; devices can register with
     * these and no others, and give them to managed nodes of the account that have none of them.
     *
     * @default - nodes get no tags.
     */
    nodeTags?: Record<string, Input<string>>;
    /**
     * In the configuration that is put out: register a device anew that a hybrid activation registered before.
     *
     * @default false
     */
    overrideExistingRegistration?: boolean;
}
