import type { PolicyDocument } from "../../policypack/iam";
import { isAllowed, type Request } from "./oracle";
import type { World } from "./policiesInForce";

/** An account as an attacker finds it. */
export interface Account extends Required<Pick<World, "grants" | "trusts" | "boundaries">> {
    /** Customer managed policies by ARN. */
    readonly policies: Readonly<Record<string, PolicyDocument>>;
    /** Which policies each principal holds by attachment. */
    readonly attached: Readonly<Record<string, readonly string[]>>;
}

/** Where an attack may try to get to, beside what stands in the account. */
export interface Ambition {
    /** Roles that do not exist yet. */
    readonly newRoles: readonly string[];
    /** Managed policies of AWS worth attaching. */
    readonly awsPolicies: readonly string[];
}

const everything: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Everything", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

/** What only an administrator may do, in any order of steps that lead there. */
const administration: readonly Omit<Request, "principal">[] = [
    { action: "iam:CreateUser", resource: "arn:aws:iam::123456789012:user/mallory" },
    { action: "iam:CreateAccessKey", resource: "arn:aws:iam::123456789012:user/mallory" },
    { action: "iam:CreateRole", resource: "arn:aws:iam::123456789012:role/mallory" },
];

const isRole = (arn: string): boolean => arn.includes(":role/");

/** A step that the attacker takes once AWS lets him, and what the account is afterwards. */
interface Step {
    readonly name: string;
    readonly requests: readonly Omit<Request, "principal">[];
    /** @default - at any time. */
    readonly possible?: (account: Account) => boolean;
    readonly next: (account: Account) => Account;
    /** The principal that he holds afterwards. */
    readonly gains?: string;
}

const withGrant = (account: Account, holder: string, document: PolicyDocument): Account => ({
    ...account,
    grants: { ...account.grants, [holder]: [...(account.grants[holder] ?? []), document] },
});

/** Every step worth trying from an account. Attachments count as grants of their document. */
const steps = (account: Account, { newRoles, awsPolicies }: Ambition): readonly Step[] => {
    const roles = [...new Set([...Object.keys(account.grants), ...Object.keys(account.trusts)])].filter(isRole);
    const boundaries = [undefined, ...Object.keys(account.policies)];
    const attachable: Readonly<Record<string, PolicyDocument>> = {
        ...account.policies,
        ...Object.fromEntries(awsPolicies.map((arn) => [arn, everything])),
    };
    /** What AWS knows of the boundary of a role that a request names. */
    const bound = (role: string): Request["context"] => {
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
                requests: [{ action: "iam:PutRolePolicy", resource: role, context: bound(role) ?? {} }],
                next: (from) => withGrant(from, role, everything),
            },
            {
                name: `rewrite the trust of ${role}`,
                requests: [{ action: "iam:UpdateAssumeRolePolicy", resource: role, context: bound(role) ?? {} }],
                next: (from) => from,
                gains: role,
            },
            {
                name: `lift the boundary of ${role}`,
                requests: [{ action: "iam:DeleteRolePermissionsBoundary", resource: role, context: bound(role) ?? {} }],
                next: (from) => ({
                    ...from,
                    boundaries: Object.fromEntries(Object.entries(from.boundaries).filter(([at]) => at !== role)),
                }),
            },
            ...["ec2.amazonaws.com", "lambda.amazonaws.com", "ssm.amazonaws.com", "events.amazonaws.com"].map(
                (service): Step => ({
                    name: `hand ${role} to ${service}`,
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
                        context: { ...bound(role), "iam:PolicyARN": arn },
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
 * The steps that lead a principal to administration, tried in every order: what one step gains, the next ones use. Empty
 * when there is no way. Steps only ever add to what is held, so trying each once more after every gain is enough.
 */
export const wayToAdministration = async (
    start: Account,
    principal: string,
    ambition: Ambition,
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
        for (const { name, requests, possible = () => true, next, gains } of steps(account, ambition)) {
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
