/** What a document grants in the end: its Allows, less what its Denies take away. */
import { arnParts } from "../syntax/arn";
import {
    isAlwaysTrue,
    restrictionOf,
    invertDenyCondition,
    describeCondition,
    requiresKey,
    trueWhenAbsent,
    type Restriction,
} from "./conditions";
import { covers } from "../syntax/glob";
import { deniesIn } from "./guards";
import type { PolicyModel, StatementModel, PolicyString } from "../model/document";
import { unknownZone, type ZoneOfTrust } from "./zoneOfTrust";
import { partitions } from "../knowledge/partitions";
import { passedToCheck, passedToService } from "./passedToService";
import { roleScope, rolesOverlap, type RoleScope } from "./roleScope";
import { hasAction } from "./statementMatch";
import { knowsVariables } from "./policyVersion";

const passRole = "iam:passrole";

/** One Resource that may be passed. */
export interface PassRoleGrant {
    /** Where the Resource stands. */
    readonly path: string;
    /** The role ARN pattern, as written; `*` for what a NotResource leaves in. */
    readonly resource: string;
    /** The services it may be passed to, when `iam:PassedToService` binds them. */
    readonly services: readonly string[] | undefined;
    /** The other conditions, in plain words. They do not narrow which role is passed. */
    readonly conditions: readonly string[];
}

/** A grant with what the rules want to know besides. */
export interface RoleGrant extends PassRoleGrant {
    readonly statement: StatementModel;
    readonly scope: RoleScope;
    /** What became of `iam:PassedToService`. */
    readonly passedTo: Restriction;
    /** The roles a Deny with NotResource leaves of a wider Resource: with the path of that NotResource. */
    readonly remainder: string | undefined;
}

/** The rules ask one document after the other, so the last answer is the one that comes back. */
let last:
    | {
          readonly document: PolicyModel;
          readonly accounts: readonly string[];
          readonly grants: readonly RoleGrant[];
      }
    | undefined;

const none: readonly RoleGrant[] = [];

const areSame = (left: readonly string[], right: readonly string[]): boolean =>
    left === right || (left.length === right.length && left.every((one, at) => one === right[at]));

/** Every role the document lets its holder pass. Boundaries and trusts grant nothing. */
export const roleGrants = (document: PolicyModel, zone: ZoneOfTrust = unknownZone): readonly RoleGrant[] => {
    if (document.kind !== "grant") {
        return none;
    }
    if (last?.document === document && areSame(last.accounts, zone.accounts)) {
        return last.grants;
    }
    const allows = document.statements.filter((one) => one.effect === "Allow" && hasAction(one, passRole));
    const grants = allows.length === 0 ? none : remainingGrants(document, allows, zone);
    last = { document, accounts: zone.accounts, grants };
    return grants;
};

const remainingGrants = (
    document: PolicyModel,
    allows: readonly StatementModel[],
    zone: ZoneOfTrust,
): readonly RoleGrant[] => {
    const denies = deniesIn(document).filter((deny) => hasAction(deny, passRole));
    return allows.flatMap((one) => grantsOf(document, one, denies, zone));
};

/** The public question: which roles, to which services. */
export const passRoleGrants = (document: PolicyModel): readonly PassRoleGrant[] =>
    roleGrants(document).map(({ path, resource, services, conditions }) => ({
        path,
        resource,
        services,
        conditions,
    }));

const grantsOf = (
    document: PolicyModel,
    statement: StatementModel,
    denies: readonly StatementModel[],
    zone: ZoneOfTrust,
): readonly RoleGrant[] => {
    const variables = knowsVariables(document);
    const passedTo = passedToOf(statement, denies, variables);
    const services =
        passedTo.state === "restricted" ? passedTo.values : passedTo.state === "neverTrue" ? [] : undefined;
    const conditions = statement.conditions.filter(({ key }) => key !== passedToService).map(describeCondition);
    const grants: RoleGrant[] = [];
    for (const granted of resourcesOf(statement, zone)) {
        for (const { resource, remainder } of subtractDenied(granted, denies, zone, variables)) {
            const { text, path } = resource;
            const reach = roleScope(text, variables);
            if (reach === "none") {
                continue;
            }
            grants.push({ path, resource: text, services, conditions, statement, scope: reach, passedTo, remainder });
        }
    }
    return grants;
};

/** A NotResource grants all but what it names; only one that names every role there is grants none. */
const resourcesOf = ({ resources, notResources }: StatementModel, zone: ZoneOfTrust): readonly PolicyString[] => {
    const [first] = notResources;
    if (first === undefined) {
        return resources;
    }
    if (notResources.some(({ text }) => coversEveryRole(text, zone))) {
        return [];
    }
    return [{ text: "*", path: first.path.replace(/\[0\]$/, "") }];
};

/**
 * Every role that could be passed at all: those of one's own account, where that is known, else those of any. IAM takes
 * ARNs of its own partition only, so the one the document names is the one it stands in.
 */
const coversEveryRole = (pattern: string, zone: ZoneOfTrust, granted = pattern): boolean => {
    const partition = partitionOf(granted) ?? partitionOf(pattern) ?? "aws";
    const places = zone.accounts.length === 0 ? ["????????????"] : zone.accounts;
    return places.every((account) => covers(pattern, `arn:${partition}:iam::${account}:role/?*`));
};

const partitionOf = (pattern: string): string | undefined => {
    const partition = arnParts(pattern)?.partition;
    return partition !== undefined && partitions.includes(partition) ? partition : undefined;
};

interface Remainder {
    readonly resource: PolicyString;
    readonly remainder: string | undefined;
}

/** What unconditional Denies leave of a Resource. A Deny with a condition can be stepped around; it repairs nothing. */
const subtractDenied = (
    word: PolicyString,
    denies: readonly StatementModel[],
    zone: ZoneOfTrust,
    variables: boolean,
): readonly Remainder[] => {
    let left: readonly Remainder[] = [{ resource: word, remainder: undefined }];
    for (const { conditions, resources, notResources } of denies) {
        if (left.length === 0 || !conditions.every(isAlwaysTrue)) {
            continue;
        }
        if (notResources.length > 0) {
            left = left.flatMap((one) => remainderOfNotResource(one, notResources, variables));
        } else {
            left = left.filter((one) => !isDenied(one.resource.text, resources, zone));
        }
    }
    return left;
};

const isDenied = (resource: string, denied: readonly PolicyString[], zone: ZoneOfTrust): boolean =>
    denied.some(({ text }) => covers(text, resource) || coversEveryRole(text, zone, resource));

/** A Deny of all but the listed roles leaves what both the Allow and the list name: the narrower of the two. */
const remainderOfNotResource = (
    { resource, remainder }: Remainder,
    listed: readonly PolicyString[],
    variables: boolean,
): readonly Remainder[] => {
    const wide = roleScope(resource.text, variables) === "all";
    return listed.flatMap((one) => {
        if (!rolesOverlap(one.text, resource.text)) {
            return [];
        }
        if (!wide || covers(one.text, resource.text)) {
            return [{ resource, remainder }];
        }
        return [{ resource: { text: one.text, path: resource.path }, remainder: one.path }];
    });
};

/** An Allow can bind the service, and so can a Deny of every other service. */
const passedToOf = (statement: StatementModel, denies: readonly StatementModel[], variables: boolean): Restriction => {
    const judge = passedToCheck(variables);
    const own = restrictionOf(statement.conditions, passedToService, judge);
    if (own.state === "restricted" || own.state === "neverTrue") {
        return own;
    }
    const present = requiresKey(statement.conditions, passedToService);
    for (const { conditions, resources, notResources } of denies) {
        const [clause, ...more] = conditions;
        if (clause === undefined || more.length > 0) {
            continue;
        }
        const turned = invertDenyCondition(clause);
        const everywhere = notResources.length === 0 && resources.some(({ text }) => text === "*");
        if (turned === undefined || !everywhere) {
            continue;
        }
        const left = restrictionOf([turned], passedToService, judge, present || trueWhenAbsent(clause));
        if (left.state === "restricted") {
            return left;
        }
    }
    return own;
};
