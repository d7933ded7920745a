import type { EcsExecAccessArgs } from "../../../components/ecsExec/args";
import type { Unwrap } from "../../../components/pattern/args";
import { keyArn } from "../managedInstance/fixture";

type Args = Unwrap<EcsExecAccessArgs>;

export const configuration: NonNullable<Args["configuration"]> = {
    kmsKeyArn: keyArn("a"),
    logGroup: { logGroupName: "/ecs/exec" },
    bucket: {
        bucketName: "acme-sessions",
        keyPrefix: "exec",
        kmsKeyArn: keyArn("b", "eu-central-1"),
    },
};

export const users: NonNullable<Args["users"]> = {
    grantees: { groups: ["developers"] },
    taskTags: { Environment: ["dev", "test"] },
    containerNames: ["web"],
};

/** Args that ask for all the pattern can create. */
export const everything: Args = {
    clusterNames: ["web"],
    configuration,
    cluster: { clusterName: "jobs" },
    taskRole: { anyRegion: true },
    tasks: { grantees: { roles: ["web-task"] } },
    users: { ...users, dataChannels: true, console: true },
};

/** One existing cluster without tags, logs and a Deny. */
export const narrow: Args = {
    clusterNames: ["web"],
    taskRole: {},
    users: {
        grantees: { groups: ["developers"] },
        taskTags: { Team: ["web"] },
        globalTagKey: true,
        directSessions: true,
    },
};
