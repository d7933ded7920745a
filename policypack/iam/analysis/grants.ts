/** The effective PassRole grants of a document: its Allow statements minus its Deny statements. */
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
import { covers, hasWildcard } from "../syntax/glob";
import { deniesIn } from "./guards";
import { writtenText, type PolicyModel, type StatementModel, type PolicyString } from "../model/document";
import { unknownZone, type ZoneOfTrust } from "./zoneOfTrust";
import { partitions } from "../knowledge/partitions";
import { haveSameMembers, memoizeRecent } from "../syntax/memoize";
import { passedToCheck, passedToService } from "./passedToService";
import { roleScope, rolesOverlap, type RoleScope } from "./roleScope";
import { hasAction } from "./statementMatch";
import { PatternIndex } from "../syntax/patternIndex";
import { knowsVariables } from "./policyVersion";

const passRole = "iam:passrole";

/** One Resource that iam:PassRole is allowed on. */
export interface PassRoleGrant {
    /** The path of the Resource. */
    readonly path: string;
    /** The role ARN pattern as IAM matches it; `*` for a NotResource. */
    readonly resource: string;
    /** The pattern as it stands in the document. */
    readonly written: string;
    /** The services the role may be passed to, if `iam:PassedToService` restricts them. */
    readonly services: readonly string[] | undefined;
    /** The other conditions, in readable form. They do not restrict which role is passed. */
    readonly conditions: readonly string[];
}

/** A grant with the details that rules need. */
export interface RoleGrant extends PassRoleGrant {
    readonly statement: StatementModel;
    readonly scope: RoleScope;
    /** How `iam:PassedToService` is restricted. */
    readonly passedTo: Restriction;
    /** If a Deny with NotResource narrowed a wider Resource to this one, the path of that NotResource. */
    readonly remainder: string | undefined;
}

const none: readonly RoleGrant[] = [];

/** What the grants of a document depend on. */
interface GrantsOf {
    readonly document: PolicyModel;
    readonly zone: ZoneOfTrust;
}

/** Rules run on one document after the other, so the last result is enough. */
const lastGrants = memoizeRecent(
    {
        most: 1,
        isSame: (one: GrantsOf, other: GrantsOf) =>
            one.document === other.document && haveSameMembers(one.zone.accounts, other.zone.accounts),
    },
    ({ document, zone }): readonly RoleGrant[] => {
        const allows = document.statements.filter((one) => one.effect === "Allow" && hasAction(one, passRole));
        return allows.length === 0 ? none : remainingGrants(document, allows, zone);
    },
);

/** The roles the document allows its principal to pass. Boundaries and trust policies grant nothing. */
export const roleGrants = (document: PolicyModel, zone: ZoneOfTrust = unknownZone): readonly RoleGrant[] =>
    document.kind === "grant" ? lastGrants({ document, zone }) : none;

const remainingGrants = (
    document: PolicyModel,
    allows: readonly StatementModel[],
    zone: ZoneOfTrust,
): readonly RoleGrant[] => {
    const denies = deniesIn(document).filter((deny) => hasAction(deny, passRole));
    const unconditional = denies.filter(({ conditions }) => conditions.every(isAlwaysTrue));
    const isExcept = ({ notResources }: StatementModel): boolean => notResources.length > 0;
    const listed = unconditional.filter((one) => !isExcept(one)).flatMap(({ resources }) => resources);
    const limiting = {
        denied: listed.length === 0 ? undefined : new DeniedRoles(listed, zone),
        excepting: unconditional.filter(isExcept),
        conditional: denies.filter(isByService),
    };
    return allows.flatMap((one) => grantsOf(document, one, limiting, zone));
};

/** The roles that may be passed, and to which services. */
export const passRoleGrants = (document: PolicyModel): readonly PassRoleGrant[] =>
    roleGrants(document).map(({ path, resource, written, services, conditions }) => ({
        path,
        resource,
        written,
        services,
        conditions,
    }));

/** The Deny statements that can narrow a grant. A Deny with any other condition can be bypassed, so it is ignored. */
interface Denies {
    /** The roles that Deny statements list, if they list any. */
    readonly denied: DeniedRoles | undefined;
    /** The Deny statements with NotResource. */
    readonly excepting: readonly StatementModel[];
    /** With one condition that may leave some services. */
    readonly conditional: readonly StatementModel[];
}

const isByService = ({ conditions, resources, notResources }: StatementModel): boolean =>
    conditions.length === 1 &&
    conditions.some((one) => one.key === passedToService && invertDenyCondition(one) !== undefined) &&
    notResources.length === 0 &&
    resources.some(({ text }) => text === "*");

const grantsOf = (
    document: PolicyModel,
    statement: StatementModel,
    { denied, excepting, conditional }: Denies,
    zone: ZoneOfTrust,
): readonly RoleGrant[] => {
    const variables = knowsVariables(document);
    const passedTo = passedToOf(statement, conditional, variables);
    const services = servicesOf(passedTo);
    const conditions = statement.conditions.filter(({ key }) => key !== passedToService).map(describeCondition);
    const grants: RoleGrant[] = [];
    for (const granted of resourcesOf(statement, zone)) {
        for (const { resource, remainder } of subtractDenied(granted, denied, excepting, variables)) {
            const { text, path } = resource;
            const scope = roleScope(text, variables);
            if (scope === "none") {
                continue;
            }
            const written = writtenText(resource);
            grants.push({ path, resource: text, written, services, conditions, statement, scope, passedTo, remainder });
        }
    }
    return grants;
};

const servicesOf = (passedTo: Restriction): readonly string[] | undefined => {
    if (passedTo.state === "restricted") {
        return passedTo.values;
    }
    return passedTo.state === "neverTrue" ? [] : undefined;
};

/** A NotResource grants everything it does not match, so it grants no role only if it matches every role. */
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
 * Whether the pattern covers every role that can be passed: the roles of the own accounts if they are known, else of
 * any account. IAM accepts only ARNs of its own partition, so the partition in the document is the partition it is used
 * in.
 */
const coversEveryRole = (pattern: string, zone: ZoneOfTrust, granted = pattern): boolean => {
    const partition = partitionOf(granted) ?? partitionOf(pattern) ?? "aws";
    const accounts = zone.accounts.length === 0 ? ["????????????"] : zone.accounts;
    return accounts.every((account) => covers(pattern, `arn:${partition}:iam::${account}:role/?*`));
};

const partitionOf = (pattern: string): string | undefined => {
    const partition = arnParts(pattern)?.partition;
    return partition !== undefined && partitions.includes(partition) ? partition : undefined;
};

interface Remainder {
    readonly resource: PolicyString;
    readonly remainder: string | undefined;
}

/** What unconditional Deny statements leave of a Resource. */
const subtractDenied = (
    granted: PolicyString,
    denied: DeniedRoles | undefined,
    excepting: readonly StatementModel[],
    variables: boolean,
): readonly Remainder[] => {
    const notDenied = ({ resource }: Remainder): boolean => denied?.includes(resource.text) !== true;
    let left: readonly Remainder[] = [{ resource: granted, remainder: undefined }].filter(notDenied);
    for (const { notResources } of excepting) {
        if (left.length === 0) {
            return left;
        }
        const remainders = left.flatMap((one) => remainderOfNotResource(one, notResources, variables));
        left = distinct(remainders).filter(notDenied);
    }
    return left.length <= maxRemainders ? left : firstOfEachScope(left, variables);
};

/** Several patterns of a list can leave the same Resource, and would leave it several times for the next list. */
const distinct = (left: readonly Remainder[]): readonly Remainder[] => {
    const seen = new Set<string>();
    return left.filter(({ resource }) => {
        const isNew = !seen.has(resource.text);
        seen.add(resource.text);
        return isNew;
    });
};

/** What a list leaves of one Resource; more adds nothing for the user. */
const maxRemainders = 50;

/** Remainders of the same scope are reported alike. */
const maxOfEachScope = 5;

const firstOfEachScope = (left: readonly Remainder[], variables: boolean): readonly Remainder[] => {
    const counts = new Map<RoleScope, number>();
    return left.filter(({ resource }) => {
        const scope = roleScope(resource.text, variables);
        const count = counts.get(scope) ?? 0;
        counts.set(scope, count + 1);
        return count < maxOfEachScope;
    });
};

/** The roles that Deny statements list, so that each grant is compared with few of their patterns. */
class DeniedRoles {
    private readonly patterns: PatternIndex<string>;
    private readonly wildcards: readonly string[];
    /** Whether every role is denied, by the partition of the granted role. */
    private readonly everyRole = new Map<string | undefined, boolean>();

    constructor(
        listed: readonly PolicyString[],
        private readonly zone: ZoneOfTrust,
    ) {
        const texts = [...new Set(listed.map(({ text }) => text))];
        this.patterns = new PatternIndex(texts, (text) => text);
        this.wildcards = texts.filter(hasWildcard);
    }

    /** Whether all roles that a pattern matches are denied. */
    includes(granted: string): boolean {
        return this.patterns.covers(granted) || this.includesEveryRole(granted);
    }

    private includesEveryRole(granted: string): boolean {
        const partition = partitionOf(granted);
        const known =
            this.everyRole.get(partition) ?? this.wildcards.some((text) => coversEveryRole(text, this.zone, granted));
        this.everyRole.set(partition, known);
        return known;
    }
}

/** A Deny with NotResource leaves what both the Allow and the list match: the narrower of the two patterns. */
const remainderOfNotResource = (
    { resource, remainder }: Remainder,
    listed: readonly PolicyString[],
    variables: boolean,
): readonly Remainder[] => {
    const wide = roleScope(resource.text, variables) === "all";
    const isLiteral = !hasWildcard(resource.text);
    // Nothing is narrower than one role.
    const isNarrower = ({ text }: PolicyString): boolean =>
        !isLiteral && (wide || covers(resource.text, text)) && !covers(text, resource.text);
    const left: Remainder[] = [];
    let isWholeLeft = false;
    for (const one of listed) {
        const narrower = isNarrower(one);
        // Several patterns of the list leave the whole Resource, which is listed once.
        if ((isWholeLeft && !narrower) || !rolesOverlap(one, resource)) {
            continue;
        }
        left.push(
            narrower ? { resource: { ...one, path: resource.path }, remainder: one.path } : { resource, remainder },
        );
        isWholeLeft ||= !narrower;
    }
    return left;
};

/** An Allow can restrict the service, and so can a Deny of every other service. */
const passedToOf = (statement: StatementModel, denies: readonly StatementModel[], variables: boolean): Restriction => {
    const check = passedToCheck(variables);
    const restriction = restrictionOf(statement.conditions, passedToService, check);
    if (restriction.state === "restricted" || restriction.state === "neverTrue") {
        return restriction;
    }
    const present = requiresKey(statement.conditions, passedToService);
    for (const clause of denies.flatMap(({ conditions }) => conditions)) {
        const inverted = invertDenyCondition(clause) ?? clause;
        const left = restrictionOf([inverted], passedToService, check, present || trueWhenAbsent(clause));
        if (left.state === "restricted") {
            return left;
        }
    }
    return restriction;
};
