import type { EdgeDeviceAccessArgs } from "../../../components/edgeDevice/args";
import type { HybridActivationArgs } from "../../../components/hybridActivation/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Hybrid = Unwrap<HybridActivationArgs>;
type Edge = Unwrap<EdgeDeviceAccessArgs>;

/** Nodes with all features in two Regions, an activation, and operators with all options. */
export const everything: Hybrid = {
    roleName: "nodes",
    furtherRegions: ["eu-central-1"],
    ec2Messages: true,
    parameters: { paths: ["/factory"], kmsKeyArns: [keyArn("a")] },
    cloudWatchAgent: {},
    directoryIds: ["d-1234567890"],
    logs: { logGroupNames: ["/factory"] },
    outputBuckets: [{ bucketName: "acme-output", keyPrefix: "factory" }],
    awsBuckets: {},
    restrictReports: true,
    activation: { registrationLimit: 20, expirationDate: "2026-11-01T00:00:00Z", nodeTags: { Site: "factory" } },
    operators: {
        grantees: { groups: ["factory-it"] },
        nodeTags: { Site: ["factory", "depot"], Tier: ["edge"] },
        deleteActivations: true,
        deregister: true,
        changeRole: true,
    },
};

/** The role, and operators without tags. */
export const least: Hybrid = { roleName: "nodes", operators: { grantees: { groups: ["factory-it"] } } };

/** Edge devices with tags. */
export const edge: Edge = {
    roleName: "devices",
    path: "/greengrass/",
    sessionsOnly: true,
    devices: { grantees: { roles: ["GreengrassV2TokenExchangeRole"] } },
    nodeTags: { Site: "plant" },
};

/** Edge devices without tags and with an unguarded trust policy. */
export const unguarded: Edge = {
    roleName: "devices",
    awsManagedCore: true,
    acceptUnguardedTrust: "Our Region's devices do not register with the guard.",
    devices: { grantees: { roles: ["GreengrassV2TokenExchangeRole"] } },
};
