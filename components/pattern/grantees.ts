import type { AccessLevelArgs, Grantees } from "./granteesArgs";
import type { Unwrap } from "./args";
import { requireSameAccount } from "./sameAccountAndRegion";
import type { Constraints } from "./constraints";
import type { NamingScope } from "./naming";
import { nameOf } from "./location";
import type { ValidationIssue } from "./validationIssue";
import { groupGrantee, roleGrantee, userGrantee } from "./values";

type GivenGrantees = Unwrap<Grantees>;

export const granteesConstraints: Constraints<GivenGrantees> = {
    properties: {
        users: { atLeast: 1, each: userGrantee },
        groups: { atLeast: 1, each: groupGrantee },
        roles: { atLeast: 1, each: roleGrantee },
    },
    groups: [{ rule: "atLeastOne", of: ["users", "groups", "roles"] }],
};

/** Roles that only AWS can change. Attaching a policy to one fails halfway through a deployment. */
const protectedRoles: readonly (readonly [name: RegExp, fix: string])[] = [
    [/^AWSReservedSSO_/, "Add the policy to the permission set in IAM Identity Center."],
    [/^AWSServiceRoleFor/, "Grant access to the principal that calls the service instead."],
];

/** Reports grantees of other accounts, grantees that no policy can be attached to, and duplicates. */
export const holderIssues = (
    grantees: GivenGrantees | undefined,
    path: string,
    scope: NamingScope | undefined,
): readonly ValidationIssue[] =>
    (["users", "groups", "roles"] as const).flatMap((kind) =>
        (grantees?.[kind] ?? []).flatMap((value: unknown, i, all: readonly unknown[]) => {
            const at = `${path}.${kind}[${String(i)}]`;
            if (typeof value !== "string") {
                return [];
            }
            const fixes = kind === "roles" ? protectedRoles.filter(([name]) => name.test(nameOf(value))) : [];
            const first = all.findIndex((other) => typeof other === "string" && nameOf(other) === nameOf(value));
            return [
                ...requireSameAccount(at, value, scope),
                ...fixes.map(([, fix]) => ({ path: at, value, message: "is a role that only AWS can change", fix })),
                ...(first < i
                    ? [{ path: at, value, message: `duplicates ${kind}[${String(first)}]`, fix: "Remove one of them." }]
                    : []),
            ];
        }),
    );

/** Grantees need a policy to be attached to them. */
const createPolicyIssues = (
    { grantees, createPolicy }: Unwrap<AccessLevelArgs>,
    path: string,
): readonly ValidationIssue[] =>
    createPolicy === false && grantees !== undefined
        ? [
              {
                  path: `${path}.createPolicy`,
                  value: createPolicy,
                  message: "contradicts the grantees of this access level, which get a policy",
                  fix: 'Remove it, or remove "grantees".',
              },
          ]
        : [];

/**
 * Validates grantees that are well-formed on their own.
 *
 * @param accessLevels the args that have `grantees`, each with its own policy.
 */
export const granteesIssues = <AccessLevel extends string>(
    args: Readonly<Partial<Record<AccessLevel, Unwrap<AccessLevelArgs>>>>,
    accessLevels: readonly AccessLevel[],
    scope: NamingScope | undefined,
): readonly ValidationIssue[] =>
    accessLevels.flatMap((holder) => {
        const level: Unwrap<AccessLevelArgs> = args[holder] ?? {};
        return [...holderIssues(level.grantees, `${holder}.grantees`, scope), ...createPolicyIssues(level, holder)];
    });
