import type { PolicyDocument } from "../../policypack/iam";
import { isAllowed, type Request } from "./oracle";
import type { World } from "./policiesInForce";

/** The initial state of an account that is attacked. */
export interface Account extends Required<Pick<World, "grants" | "trusts" | "boundaries">> {
    /** Customer managed policies by ARN. */
    readonly policies: Readonly<Record<string, PolicyDocument>>;
    /** The policies attached to each principal. */
    readonly attached: Readonly<Record<string, readonly string[]>>;
}

/** What the attacker may use in addition to what exists in the account. */
export interface AttackOptions {
    /** Roles that do not exist yet. */
    readonly newRoles: readonly string[];
    /** AWS managed policies to try to attach. */
    readonly awsPolicies: readonly string[];
}

const everything: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Everything", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

/** Actions that only an administrator may perform: the goal of the attack. */
const administration: readonly Omit<Request, "principal">[] = [
    { action: "iam:CreateUser", resource: "arn:aws:iam::123456789012:user/mallory" },
    { action: "iam:CreateAccessKey", resource: "arn:aws:iam::123456789012:user/mallory" },
    { action: "iam:CreateRole", resource: "arn:aws:iam::123456789012:role/mallory" },
];

const isRole = (arn: string): boolean => arn.includes(":role/");

/** A step that the attacker takes as soon as AWS allows it, and its effect on the account. */
interface Step {
    readonly name: string;
    readonly requests: readonly Omit<Request, "principal">[];
    /** @default - at any time. */
    readonly possible?: (account: Account) => boolean;
    readonly next: (account: Account) => Account;
    /** The principal that the attacker controls afterwards. */
    readonly gains?: string;
}

const withGrant = (account: Account, holder: string, document: PolicyDocument): Account => ({
    ...account,
    grants: { ...account.grants, [holder]: [...(account.grants[holder] ?? []), document] },
});

/** Every possible step in an account. An attachment counts as a grant of its document. */
const steps = (account: Account, { newRoles, awsPolicies }: AttackOptions): readonly Step[] => {
    const roles = [...new Set([...Object.keys(account.grants), ...Object.keys(account.trusts)])].filter(isRole);
    const boundaries = [undefined, ...Object.keys(account.policies)];
    const attachable: Readonly<Record<string, PolicyDocument>> = {
        ...account.policies,
        ...Object.fromEntries(awsPolicies.map((arn) => [arn, everything])),
    };
    /** The condition key for the permissions boundary of the role in a request. */
    const boundaryContext = (role: string): Request["context"] => {
        const [arn] = Object.entries(account.policies).find(([, text]) => text === account.boundaries[role]) ?? [];
        return arn === undefined ? {} : { "iam:PermissionsBoundary": arn };
    };
    return [
        ...newRoles
            .filter((role) => !(role in account.trusts))
            .flatMap((role) =>
                boundaries.map((boundary): Step => ({
                    name: `create ${role} under ${boundary ?? "no boundary"}`,
                    requests: [
                        {
                            action: "iam:CreateRole",
                            resource: role,
                            context: boundary === undefined ? {} : { "iam:PermissionsBoundary": boundary },
                        },
                    ],
                    possible: (from) => !(role in from.trusts),
                    next: (from) => ({
                        ...from,
                        trusts: { ...from.trusts, [role]: everything },
                        grants: { ...from.grants, [role]: [] },
                        boundaries: {
                            ...from.boundaries,
                            ...(boundary === undefined ? {} : { [role]: from.policies[boundary] ?? everything }),
                        },
                    }),
                    gains: role,
                })),
            ),
        ...roles.flatMap((role): readonly Step[] => [
            {
                name: `write a policy into ${role}`,
                requests: [{ action: "iam:PutRolePolicy", resource: role, context: boundaryContext(role) ?? {} }],
                next: (from) => withGrant(from, role, everything),
            },
            {
                name: `rewrite the trust of ${role}`,
                requests: [
                    { action: "iam:UpdateAssumeRolePolicy", resource: role, context: boundaryContext(role) ?? {} },
                ],
                next: (from) => from,
                gains: role,
            },
            {
                name: `remove the boundary of ${role}`,
                requests: [
                    {
                        action: "iam:DeleteRolePermissionsBoundary",
                        resource: role,
                        context: boundaryContext(role) ?? {},
                    },
                ],
                next: (from) => ({
                    ...from,
                    boundaries: Object.fromEntries(Object.entries(from.boundaries).filter(([at]) => at !== role)),
                }),
            },
            ...["ec2.amazonaws.com", "lambda.amazonaws.com", "ssm.amazonaws.com", "events.amazonaws.com"].map(
                (service): Step => ({
                    name: `pass ${role} to ${service}`,
                    requests: [{ action: "iam:PassRole", resource: role, context: { "iam:PassedToService": service } }],
                    next: (from) => from,
                    gains: role,
                }),
            ),
            ...Object.entries(attachable).map(([arn, document]): Step => ({
                name: `attach ${arn} to ${role}`,
                requests: [
                    {
                        action: "iam:AttachRolePolicy",
                        resource: role,
                        context: { ...boundaryContext(role), "iam:PolicyARN": arn },
                    },
                ],
                next: (from) => withGrant(from, role, document),
            })),
        ]),
        ...Object.keys(account.policies).map((arn): Step => ({
            name: `rewrite ${arn}`,
            requests: [{ action: "iam:CreatePolicyVersion", resource: arn }],
            next: (from) => ({
                ...from,
                policies: { ...from.policies, [arn]: everything },
                grants: Object.fromEntries(
                    Object.entries(from.grants).map(([holder, documents]) => [
                        holder,
                        from.attached[holder]?.includes(arn) === true ? [...documents, everything] : documents,
                    ]),
                ),
                boundaries: Object.fromEntries(
                    Object.entries(from.boundaries).map(([at, text]) => [
                        at,
                        text === from.policies[arn] ? everything : text,
                    ]),
                ),
            }),
        })),
    ];
};

/**
 * The steps by which a principal can become an administrator; empty if it cannot. Tries the steps repeatedly, each with
 * what the earlier ones gained. Steps never take anything away, so retrying all of them after each gain is enough.
 */
export const wayToAdministration = async (
    start: Account,
    principal: string,
    options: AttackOptions,
): Promise<readonly string[]> => {
    let account = start;
    const held = new Set([principal]);
    const taken: string[] = [];
    const someHolderMay = async (request: Omit<Request, "principal">): Promise<boolean> => {
        for (const holder of held) {
            if (await isAllowed(account, { ...request, principal: holder })) {
                return true;
            }
        }
        return false;
    };
    for (let progress = true; progress;) {
        progress = false;
        for (const request of administration) {
            if (await someHolderMay(request)) {
                return [...taken, request.action];
            }
        }
        for (const { name, requests, possible = () => true, next, gains } of steps(account, options)) {
            const allowed = await Promise.all(requests.map(someHolderMay));
            if (!taken.includes(name) && possible(account) && allowed.every(Boolean)) {
                account = next(account);
                taken.push(name);
                if (gains !== undefined) {
                    held.add(gains);
                }
                progress = true;
            }
        }
    }
    return [];
};
