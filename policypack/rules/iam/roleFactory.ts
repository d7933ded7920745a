import { arnParts, isAccountId, PatternIndex, passRoleGrants } from "../../iam";
import type { RuleOptions, StackReport, StackRule } from "../../engine/rule";
import { confines, effectiveAllows, type EffectiveAllow } from "../../graph/effectiveAllow";
import type { GraphPrincipal } from "../../graph/graph";

/** Actions that create a role or extend its permissions, with the condition keys that can restrict each action. */
const making: Readonly<Record<string, readonly string[]>> = {
    "iam:CreateRole": ["iam:permissionsboundary"],
    "iam:PutRolePolicy": ["iam:permissionsboundary"],
    "iam:AttachRolePolicy": ["iam:permissionsboundary", "iam:policyarn"],
    "iam:UpdateAssumeRolePolicy": ["iam:permissionsboundary"],
};

interface Making extends EffectiveAllow {
    readonly action: string;
}

const isFree = ({ statement, action }: Making): boolean =>
    !(making[action] ?? []).some((key) => statement.conditions.some((condition) => confines(condition, key)));

const makings = ({ documents }: GraphPrincipal): readonly Making[] =>
    Object.keys(making)
        .flatMap((action) => effectiveAllows(documents, action.toLowerCase()).map((allow) => ({ ...allow, action })))
        .filter(isFree);

/** The resources that may be passed, after every Allow and Deny in the principal's documents. */
const passable = ({ documents }: GraphPrincipal): readonly string[] => {
    const left = new Set(effectiveAllows(documents, "iam:passrole").flatMap(({ resources }) => resources));
    return documents
        .flatMap(({ document }) => passRoleGrants(document))
        .filter(({ resource, services }) => left.has(resource) && services?.length !== 0)
        .map(({ resource }) => resource);
};

/** A placeholder for a permissions boundary, in the account and partition of the passed role. */
const placeholderBoundary = (passed: string, { account, partition }: RuleOptions): string => {
    const arn = arnParts(passed);
    const isPlain = arn !== undefined && /^[a-z-]+$/.test(arn.partition);
    const accountId = account ?? (arn !== undefined && isAccountId(arn.account) ? arn.account : "ACCOUNT_ID");
    return `arn:${partition ?? (isPlain ? arn.partition : "aws")}:iam::${accountId}:policy/BOUNDARY`;
};

const report = (
    principal: GraphPrincipal,
    free: readonly Making[],
    passed: string,
    options: RuleOptions,
): StackReport<"createsAndPasses"> | undefined => {
    const [first] = free;
    if (first === undefined) {
        return undefined;
    }
    const actions = [...new Set(free.map(({ action }) => action))].join(", ");
    const { kind, name } = principal;
    const resources = first.resources.join(", ");
    const boundary = placeholderBoundary(passed, options);
    return {
        urn: first.held.urn,
        property: first.held.property,
        path: first.statement.path,
        messageId: "createsAndPasses",
        data: { kind, name, actions, resources, role: passed },
        identity: `${kind} ${name} may ${actions} on ${resources} and pass ${passed}`,
        replacement: `"Condition": { "StringEquals": { "iam:PermissionsBoundary": "${boundary}" } }`,
    };
};

/**
 * Reports principals that can both create or change a role and pass it. All documents of a principal are evaluated
 * together, because one statement without a condition overrides the condition of another.
 */
export const roleFactory: StackRule<"createsAndPasses"> = {
    name: "iam-role-factory",
    on: "stack",
    level: "advisory",
    severity: "high",
    description:
        "Principals that may pass a role should not be able to create or change it without a permissions boundary.",
    remediationSteps:
        "Require iam:PermissionsBoundary (or iam:PolicyARN for attachments) on every statement that creates or changes " +
        "roles, or use separate role names.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    messages: {
        createsAndPasses: {
            message: "{kind} {name} may call {actions} on {resources} and pass {role}",
            reason:
                "A principal that can create or change a role and pass it to a service can give itself any " +
                "permissions.",
            fix:
                "Require a permissions boundary in each statement that creates or changes roles, or allow " +
                "iam:PassRole only on other roles.",
        },
    },
    check: ({ principals }, settings) =>
        principals.flatMap((principal) => {
            const passed = new PatternIndex([...passable(principal).entries()], ([, role]) => role);
            const made = makings(principal).map((making) => ({
                making,
                roles: making.resources.flatMap((resource) => {
                    const first = passed.firstOverlapping(resource);
                    return first === undefined ? [] : [first];
                }),
            }));
            const free = made.flatMap(({ making, roles }) => (roles.length === 0 ? [] : [making]));
            // The first of the roles that may be passed, in the order of the documents.
            const [reached] = made.flatMap(({ roles }) => roles).sort(([one], [other]) => one - other);
            return reached === undefined ? [] : (report(principal, free, reached[1], settings) ?? []);
        }),
};
