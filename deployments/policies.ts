import { PolicyGroup, PolicyPack } from "@pulumi/pulumiservice";
import type { DeploymentsArgs } from "./args";

/** The policy pack of this repository. */
export interface PolicyPackVersion {
    /** The name that it is published under, from policypack/index.ts. */
    readonly name: string;
    /** The version in its package.json. */
    readonly version: string;
}

/** The folder of the pack, relative to this program so that the state does not depend on the machine. */
const sourcePath = "../policypack";

/**
 * Publishes the pack in the version of its package.json; the provider reads the rules from the pack itself. Older
 * versions are retained: a policy group may use them, and a rollback needs them.
 */
const publish = (organization: string, { name, version }: PolicyPackVersion): PolicyPack =>
    new PolicyPack("policy-pack", { organization, name, versionTag: version, sourcePath }, { retainOnDelete: true });

/** Publishes the pack and creates the policy groups that enforce it. */
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
