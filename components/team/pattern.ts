import type { TeamAccessArgs } from "./args";
import { holderConstraints, holderWarnings, teamRole, teamTrust } from "./holder";
import { levelsConstraint } from "./levels";
import { policiesOfTeam, teamPolicies, teamRolePolicies, type TeamPolicy, type TeamRolePolicy } from "./policies";
import { validateTeam } from "./validate";
import type { Unwrap } from "../pattern/args";
import type { Child, PolicyChild } from "../pattern/children";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import type { Constraints } from "../pattern/constraints";
import { namedPolicies, type RoleNameArgs } from "../pattern/namedResources";
import type { DocumentFunctions, NamedResource, Pattern, PlannedDocument } from "../pattern/pattern";

type Args = Unwrap<TeamAccessArgs>;

type TeamDocument = "trust" | TeamPolicy | TeamRolePolicy;
type Documented = Readonly<Record<TeamDocument, PlannedDocument | undefined>>;
type DocumentFunction = DocumentFunctions<Args, Documented>[TeamDocument];

const constraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        levels: { atLeast: 1, each: levelsConstraint },
        holder: holderConstraints,
    },
};

const forEach = <Policy extends string, Value>(
    policies: readonly Policy[],
    valueOf: (index: number) => Value,
): Readonly<Record<Policy, Value>> =>
    Object.fromEntries(policies.map((policy, index) => [policy, valueOf(index)])) as Record<Policy, Value>;

const toGrantees: PolicyChild = { kind: "policy", purpose: "grantees", granteesArg: "holder" };
const toRole: PolicyChild = { kind: "policy", purpose: "role" };

const children: Readonly<Record<"role" | TeamPolicy | TeamRolePolicy, Child<TeamDocument>>> = {
    role: { kind: "role", nameArg: "roleName", trust: "trust", grants: teamRolePolicies, passedBy: [] },
    ...forEach(teamPolicies, () => toGrantees),
    ...forEach(teamRolePolicies, () => toRole),
};

/** What a team holds, said once: access levels of any patterns, in as few policies as hold them. */
export const team: Pattern<
    Args,
    Readonly<Record<"role" | TeamPolicy | TeamRolePolicy, NamedResource>>,
    Documented,
    RoleNameArgs
> = {
    component: "TeamAccess",
    summary: "The access levels of a team, from any of the other patterns, merged into as few policies as hold them.",
    sources: [
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html",
        "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html",
    ],
    unverified: [],
    constraints,
    children,
    validate: validateTeam,
    warnings: holderWarnings,
    names: (scope, explicit) => ({
        role: teamRole(scope, explicit),
        ...namedPolicies(scope, [...teamPolicies, ...teamRolePolicies], explicit),
    }),
    documents: {
        trust: ({ location }, { holder: { role } }) => role && teamTrust(location, role.trust),
        ...forEach(
            teamPolicies,
            (index): DocumentFunction =>
                (scope, args) =>
                    args.holder.role === undefined ? policiesOfTeam(scope, args)[index] : undefined,
        ),
        ...forEach(
            teamRolePolicies,
            (index): DocumentFunction =>
                (scope, args) =>
                    args.holder.role === undefined ? undefined : policiesOfTeam(scope, args)[index],
        ),
    },
};
