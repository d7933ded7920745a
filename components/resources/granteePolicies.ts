import type * as pulumi from "@pulumi/pulumi";
import { hasPolicy, offersDocument } from "../pattern/accessLevels";
import type { AccessLevelArgs } from "../pattern/granteesArgs";
import type { PatternArgs } from "../pattern/args";
import type { NamedResource } from "../pattern/pattern";
import { managedPolicy } from "./managedPolicy";

/** The inputs of the grantees' policies, by the arg that has the grantees. */
interface GranteePolicies<AccessLevel extends string> {
    readonly names: pulumi.Output<Readonly<Record<AccessLevel, NamedResource>>>;
    /** Compliant documents as JSON. */
    readonly policies: Readonly<Record<AccessLevel, pulumi.Output<string>>>;
    /** Must not change after a release: changing the description of a policy replaces it. */
    readonly descriptions: Readonly<Record<AccessLevel, string>>;
    readonly args: PatternArgs & Readonly<Partial<Record<AccessLevel, AccessLevelArgs>>>;
}

/** What a component has of an access level. */
interface GranteePolicy {
    /** ARN of the policy, resolved once all grantees have it; undefined without a policy. */
    readonly arn?: pulumi.Output<string>;
    /** The document as JSON; undefined unless the args contain the level without grantees. */
    readonly json?: pulumi.Output<string>;
}

/**
 * Creates a policy for each access level of the args that has grantees or asks for one, and offers the document of each
 * level without grantees.
 */
export const granteePolicies = <AccessLevel extends string>(
    owner: pulumi.ComponentResource,
    name: string,
    accessLevels: readonly AccessLevel[],
    { names, policies, descriptions, args }: GranteePolicies<NoInfer<AccessLevel>>,
): Readonly<Record<AccessLevel, GranteePolicy>> => {
    const made: Partial<Record<AccessLevel, GranteePolicy>> = {};
    for (const holder of accessLevels) {
        const access: AccessLevelArgs | undefined = args[holder];
        const arn = hasPolicy(access)
            ? managedPolicy(owner, `${name}-${holder}`, {
                  resource: names.apply((known) => known[holder]),
                  policy: policies[holder],
                  description: descriptions[holder],
                  ...(access?.grantees === undefined ? {} : { grantees: access.grantees }),
                  args,
              })
            : undefined;
        made[holder] = {
            ...(arn === undefined ? {} : { arn }),
            ...(offersDocument(access) ? { json: policies[holder] } : {}),
        };
    }
    return made as Readonly<Record<AccessLevel, GranteePolicy>>;
};
