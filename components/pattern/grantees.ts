import type { Grantees } from "./granteesArgs";
import type { Unwrap } from "./args";
import { requireSameAccount } from "./sameAccountAndRegion";
import type { Constraints } from "./constraints";
import type { NamingScope } from "./naming";
import { nameOf } from "./location";
import type { ValidationIssue } from "./validationIssue";
import { groupGrantee, roleGrantee, userGrantee } from "./values";

type GivenGrantees = Unwrap<Grantees>;

export const granteesConstraints: Constraints<GivenGrantees> = {
    required: 'Give the "users", "groups" or "roles" it is for.',
    properties: {
        users: { atLeast: 1, each: userGrantee },
        groups: { atLeast: 1, each: groupGrantee },
        roles: { atLeast: 1, each: roleGrantee },
    },
    groups: [{ rule: "atLeastOne", of: ["users", "groups", "roles"] }],
};

/** Only AWS changes these, so attaching a policy to one fails after half of the stack was made. */
const protectedRoles: readonly (readonly [name: RegExp, fix: string])[] = [
    [/^AWSReservedSSO_/, "Put the policy into the permission set of IAM Identity Center."],
    [/^AWSServiceRoleFor/, "Grant to the principal that makes the service act."],
];

/** Another account's, one that takes no policy, one named twice. */
const issuesOf = (
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
                ...fixes.map(([, fix]) => ({ path: at, value, message: "is a role that only AWS may change", fix })),
                ...(first < i
                    ? [{ path: at, value, message: `is named at ${kind}[${String(first)}] too`, fix: "Name it once." }]
                    : []),
            ];
        }),
    );

/**
 * What is wrong with grantees that each look right.
 *
 * @param holders the args that name them, each with a policy of its own.
 */
export const granteesIssues = <Holder extends string>(
    args: Readonly<Partial<Record<Holder, { readonly grantees: GivenGrantees }>>>,
    holders: readonly Holder[],
    scope: NamingScope | undefined,
): readonly ValidationIssue[] =>
    holders.flatMap((holder) => issuesOf(args[holder]?.grantees, `${holder}.grantees`, scope));
