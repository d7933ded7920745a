import {
    arnParts,
    hasAction,
    isAccountId,
    memoizeByObject,
    PatternIndex,
    roleGrants,
    writtenText,
    type PolicyString,
    type RoleGrant,
} from "../../iam";
import { newClause, statementReplacement, toStatements } from "../shared/statementReplacement";
import type { Report, RuleOptions, StackReport, StackRule } from "../../engine/rule";
import { confines, effectiveAllows, type EffectiveAllow } from "../../graph/effectiveAllow";
import type { GraphPrincipal } from "../../graph/graph";

/** Actions that create a role or extend its permissions, with the condition keys that can restrict each action. */
const making: Readonly<Record<string, readonly string[]>> = {
    "iam:CreateRole": ["iam:permissionsboundary"],
    "iam:PutRolePolicy": ["iam:permissionsboundary"],
    "iam:AttachRolePolicy": ["iam:permissionsboundary", "iam:policyarn"],
    "iam:UpdateAssumeRolePolicy": ["iam:permissionsboundary"],
};

type Documents = GraphPrincipal["documents"];

interface Making extends EffectiveAllow {
    readonly action: string;
}

const isFree = ({ statement, action }: Making): boolean =>
    !(making[action] ?? []).some((key) => statement.conditions.some((condition) => confines(condition, key)));

const makings = (documents: Documents): readonly Making[] =>
    Object.keys(making)
        .flatMap((action) => effectiveAllows(documents, action.toLowerCase()).map((allow) => ({ ...allow, action })))
        .filter(isFree);

/** The resources that may be passed, after every Allow and Deny in the principal's documents. */
const passable = (documents: Documents): readonly RoleGrant[] => {
    const allowed = effectiveAllows(documents, "iam:passrole").flatMap(({ resources }) => resources);
    const left = new Set(allowed.map(({ text }) => text));
    return documents
        .flatMap(({ document }) => roleGrants(document))
        .filter(({ resource, services }) => left.has(resource) && services?.length !== 0);
};

/** A placeholder for a permissions boundary, in the account and partition of the passed role. */
const placeholderBoundary = (passed: string, { account, accountInState, partition }: RuleOptions): string => {
    const arn = arnParts(passed);
    const isPlain = arn !== undefined && /^[a-z-]+$/.test(arn.partition);
    const accountOfRole = arn !== undefined && isAccountId(arn.account) ? arn.account : undefined;
    const accountId = account ?? accountInState ?? accountOfRole ?? "ACCOUNT_ID";
    return `arn:${partition ?? (isPlain ? arn.partition : "aws")}:iam::${accountId}:policy/BOUNDARY`;
};

const report = (
    principal: GraphPrincipal,
    free: readonly Making[],
    { resource: passed, written: role, statement: passing }: RoleGrant,
    options: RuleOptions,
): StackReport<"createsAndPasses"> | undefined => {
    const [first] = free;
    if (first === undefined) {
        return undefined;
    }
    const actions = [...new Set(free.map(({ action }) => action))];
    const { kind, name } = principal;
    const resources = first.resources.map(writtenText).join(", ");
    const boundary = placeholderBoundary(passed, options);
    return {
        urn: first.held.urn,
        property: first.held.property,
        path: first.statement.path,
        messageId: "createsAndPasses",
        data: { kind, name, actions: actions.join(", "), resources, role },
        identity: [principal.urn, ...actions].join(" "),
        granted: {
            statements: [...free.map(({ statement }) => statement), passing],
            documents: principal.documents,
        },
        ...withBoundary(free, first, boundary, options),
    };
};

/**
 * The statement with a permissions boundary, in a statement of its own for the actions that make roles. Absent if
 * another statement makes roles, too, or if a wildcard does, out of which nothing can be taken.
 */
const withBoundary = (
    free: readonly Making[],
    { held: { document }, statement }: Making,
    boundary: string,
    options: RuleOptions,
): Pick<Report, "replacement"> => {
    const names = new Set(Object.keys(making).map((action) => action.toLowerCase()));
    const isMaking = ({ text }: PolicyString): boolean => names.has(text.toLowerCase());
    const rest = statement.actions.filter((action) => !isMaking(action));
    const isDivisible = statement.notActions.length === 0 && free.every((one) => one.statement === statement);
    if (!isDivisible || [...names].some((action) => hasAction({ ...statement, actions: rest }, action))) {
        return {};
    }
    const clause = newClause("StringEquals", "iam:PermissionsBoundary", [boundary]);
    const replacement = statementReplacement(document, statement, options, () => ({
        statements: toStatements([
            ...(rest.length === 0 ? [] : [{ ...statement, actions: rest }]),
            {
                ...statement,
                actions: statement.actions.filter(isMaking),
                conditions: [...statement.conditions.filter(({ key }) => key !== clause.key), clause],
            },
        ]),
        placeholders: ["BOUNDARY"],
    }));
    return { replacement };
};

interface Factory {
    readonly free: readonly Making[];
    /** The first of the roles that may be passed, in the order of the documents. */
    readonly role: RoleGrant;
}

/** What documents allow to make and to pass; undefined if no role is both. Principals that share a name share it. */
const factoryIn = memoizeByObject((documents: Documents): Factory | undefined => {
    const passed = new PatternIndex([...passable(documents).entries()], ([, { resource }]) => resource);
    const made = makings(documents).map((making) => ({
        making,
        roles: making.resources.flatMap((resource) => {
            const first = passed.firstOverlapping(resource.text);
            return first === undefined ? [] : [first];
        }),
    }));
    const [reached] = made.flatMap(({ roles }) => roles).sort(([one], [other]) => one - other);
    return reached === undefined
        ? undefined
        : { free: made.flatMap(({ making, roles }) => (roles.length === 0 ? [] : [making])), role: reached[1] };
});

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
            const found = factoryIn(principal.documents);
            return found === undefined ? [] : (report(principal, found.free, found.role, settings) ?? []);
        }),
};
