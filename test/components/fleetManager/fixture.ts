import type { FleetManagerAccessArgs } from "../../../components/fleetManager/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<FleetManagerAccessArgs>;

const targetTags = { Environment: ["dev"] };

export const instanceProfile = "arn:aws:iam::123456789012:instance-profile/web";
export const instanceRole = "arn:aws:iam::123456789012:role/web";

/** Args that ask for all the pattern can create. */
export const everything: Args = {
    kmsKeyArn: keyArn("a"),
    readers: {
        targetTags,
        files: true,
        processes: true,
        users: true,
        registry: true,
        volumes: true,
        performance: true,
        events: true,
        grantees: { groups: ["support"] },
    },
    writers: {
        targetTags,
        files: true,
        processes: true,
        users: true,
        registry: true,
        volumes: true,
        passwordReset: true,
        tagKeys: ["CostCenter"],
        instanceProfiles: { instanceProfileArns: [instanceProfile], roleArns: [instanceRole], detach: true },
        grantees: { groups: ["ops"] },
    },
    desktopUsers: { targetTags, keyPairs: true, identityCenter: {}, grantees: { users: ["ana"] } },
};

/** Single nodes, one feature of each level, and no sessions. */
export const narrow: Args = {
    commandsOnly: true,
    readers: { nodeIds: ["i-0123456789abcdef0"], performance: true, grantees: { groups: ["support"] } },
    writers: {
        nodeIds: ["mi-0123456789abcdef0"],
        processes: true,
        tagKeys: ["CostCenter"],
        grantees: { groups: ["ops"] },
    },
    desktopUsers: {
        nodeIds: ["i-0123456789abcdef0"],
        identityCenter: { directCalls: true },
        grantees: { users: ["ana"] },
    },
};
