import { PolicyGroup, PolicyPack } from "@pulumi/pulumiservice";
import type { DeploymentsArgs } from "./args";

/** The pack as this repository has it. */
export interface PolicyPackVersion {
    /** What it is published as; the name that policypack/index.ts gives it. */
    readonly name: string;
    /** The version in its package.json. */
    readonly version: string;
}

/** The folder of the pack from the folder of this program, so that the state is the same on every machine. */
const sourcePath = "../policypack";

/**
 * Published in the version its package.json says; the rules and their words the provider asks of the pack itself. An
 * older version is never taken back: a group may hold stacks to it, and it is what a rollback returns to.
 */
const publish = (organization: string, { name, version }: PolicyPackVersion): PolicyPack =>
    new PolicyPack("policy-pack", { organization, name, versionTag: version, sourcePath }, { retainOnDelete: true });

/** Publishes the pack, and holds each group's stacks to it. */
export const enforcePolicies = (config: DeploymentsArgs, own: PolicyPackVersion): PolicyPack | undefined => {
    const { organization, project = "ssm-access" } = config;
    const pack = config.publishPolicyPack === false ? undefined : publish(organization, own);
    for (const [name, group] of Object.entries(config.policyGroups ?? {})) {
        new PolicyGroup(
            name,
            {
                name,
                organizationName: organization,
                entityType: "stacks",
                mode: group.mode,
                policyPacks: [{ name: own.name, versionTag: group.versionTag ?? own.version, config: group.config }],
                stacks: group.stacks.map((stack) => {
                    const [first = "", second] = stack.split("/");
                    return second === undefined
                        ? { name: first, routingProject: project }
                        : { name: second, routingProject: first };
                }),
            },
            { dependsOn: pack === undefined ? [] : [pack] },
        );
    }
    return pack;
};
