import type { GoodRow, RejectedCase } from "./case";

export const good: readonly GoodRow[] = [
    [
        "aws:ecs/cluster:Cluster",
        () => ({
            name: "web",
            configuration: {
                executeCommandConfiguration: {
                    logging: "OVERRIDE",
                    logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: "/ecs/exec" },
                },
            },
        }),
    ],
];

const configured = (executeCommandConfiguration: { readonly logging: string }) => ({
    configuration: { executeCommandConfiguration },
});

/** Clusters of ECS. */
export const rejected: readonly RejectedCase[] = [
    {
        name: "a cluster name with a dot",
        type: "aws:ecs/cluster:Cluster",
        change: { name: "a.b" },
        rejected: /name must be letters/,
    },
    {
        name: "a duplicate cluster",
        type: "aws:ecs/cluster:Cluster",
        change: {},
        rejected: /already exists/,
        keepName: true,
    },
    {
        name: "an unknown kind of logging",
        type: "aws:ecs/cluster:Cluster",
        change: configured({ logging: "ALL" }),
        rejected: /must be one of NONE, DEFAULT, OVERRIDE/,
    },
    {
        name: "logs that replace those of the task without a destination",
        type: "aws:ecs/cluster:Cluster",
        change: configured({ logging: "OVERRIDE" }),
        rejected: /logConfiguration must be provided/,
    },
];
