/** Which conditions restrict a principal that a document allows: the statement's own Condition, and Deny statements. */
import {
    isAlwaysTrue,
    implies,
    acceptsAnyValue,
    restrictionOf,
    invertDenyCondition,
    describeCondition,
    requiresKey,
    trueWhenAbsent,
    type Restriction,
    type ValueCheck,
} from "./conditions";
import { haveSameMembers, memoizeLast, memoizeRecent } from "../syntax/memoize";
import {
    numberOfStrings,
    type ConditionModel,
    type PolicyModel,
    type PrincipalModel,
    type StatementModel,
} from "../model/document";
import type { ZoneOfTrust } from "./zoneOfTrust";
import type { RestrictingKey } from "./confusedDeputyKeys";
import { coversActions, coversPrincipal, coversResources, hasAction } from "./statementMatch";
import { knowsVariables } from "./policyVersion";

/** The result for one principal of one statement. */
export interface Guard {
    /** `denied`: by a Deny. `neverTrue`: no request satisfies the Condition. `external`: outside the zone of trust. */
    readonly state: "denied" | "neverTrue" | "restricted" | "external" | "unrestricted" | "absent";
    /** Why the Condition does not restrict the principal, or is never true. */
    readonly why: string;
    /** The path the reason refers to. */
    readonly path: string;
    /** The conditions of Deny statements that restrict the principal; `describeGuard` describes them. */
    readonly by: readonly ConditionModel[];
}

/** The Deny statements that restrict the principal, in readable form. */
export const describeGuard = ({ by }: Guard): readonly string[] =>
    by.map((condition) => `denied unless ${describeCondition(condition)}`);

/** More Deny statements than a document of valid size can hold; ignoring the rest can only lead to a violation. */
const maxDenies = 200;

/** Twice the largest policy any AWS service accepts (KMS: 32 KB). Deny statements of larger documents are ignored. */
const maxEvaluatedSize = 65_536;

/**
 * The strings of Deny statements times the strings of the others: how often strings are compared. The largest policy
 * that AWS accepts stays below; the Deny statements of other documents are ignored, which can only lead to a violation.
 */
const maxComparisons = 500_000;

const stringsIn = (statements: readonly StatementModel[]): number =>
    statements.reduce((sum, one) => sum + numberOfStrings(one), 0);

/** The Deny statements of a document. */
export const deniesIn = memoizeLast(({ size, statements }: PolicyModel): readonly StatementModel[] => {
    const denies = statements.filter(({ effect }) => effect === "Deny").slice(0, maxDenies);
    if (denies.length === 0 || size > maxEvaluatedSize) {
        return [];
    }
    const others = statements.filter(({ effect }) => effect !== "Deny");
    return stringsIn(denies) * stringsIn(others) > maxComparisons ? [] : denies;
});

/** The Deny statements that cover everything the statement allows this principal, or one `action` of it. */
export const deniesOf = (
    document: PolicyModel,
    allow: StatementModel,
    principal: PrincipalModel,
    action?: string,
): readonly StatementModel[] =>
    selected(coveringDenies(document, allow, action), (deny) => coversPrincipal(deny, principal));

/** The principal an identity policy is attached to: the policy does not name it, and every Deny in it applies to it. */
export const policyHolder: PrincipalModel = { kind: "aws", text: "", path: "" };

/** Whether an identity policy unconditionally denies everything the statement allows. */
export const isDenied = (document: PolicyModel, allow: StatementModel, action?: string): boolean =>
    deniesOf(document, allow, policyHolder, action).some(({ conditions }) => conditions.every(isAlwaysTrue));

/** What the Deny statements that cover an Allow, or one action of it, depend on. */
interface CoveredAllow {
    readonly document: PolicyModel;
    readonly allow: StatementModel;
    readonly action: string | undefined;
}

/** The last Allow has the same Deny statements for all of its principals. */
const lastCovering = memoizeRecent(
    {
        most: 1,
        isSame: (one: CoveredAllow, other: CoveredAllow) =>
            one.document === other.document && one.allow === other.allow && one.action === other.action,
    },
    ({ document, allow, action }): readonly StatementModel[] =>
        deniesIn(document).filter(
            (deny) =>
                (action === undefined ? coversActions(deny, allow) : hasAction(deny, action)) &&
                coversResources(deny, allow),
        ),
);

const noDenies: readonly StatementModel[] = [];

/** The Deny statements that a condition holds for. Most documents have none. */
const selected = (
    denies: readonly StatementModel[],
    holds: (deny: StatementModel) => boolean,
): readonly StatementModel[] => (denies.length === 0 ? noDenies : denies.filter(holds));

/** Most documents have no Deny statement. */
const coveringDenies = (
    document: PolicyModel,
    allow: StatementModel,
    action: string | undefined,
): readonly StatementModel[] =>
    deniesIn(document).length === 0 ? noDenies : lastCovering({ document, allow, action });

/** A Deny with a condition on any other key can be bypassed. */
const canRestrict = ({ conditions }: StatementModel, keys: readonly RestrictingKey[]): boolean =>
    conditions.every((one) => one.key === isService || keys.some(({ key }) => key === one.key) || isAlwaysTrue(one));

const isService = "aws:principalisawsservice";

/** What a guard depends on. Principals of one kind, and statements without conditions, often have the same. */
interface GuardSubject {
    readonly document: PolicyModel;
    readonly conditions: readonly ConditionModel[];
    readonly denies: readonly StatementModel[];
    readonly keys: readonly RestrictingKey[];
    readonly zone: ZoneOfTrust;
    readonly kind: PrincipalModel["kind"];
}

/** One principal of one statement. */
interface GuardedPrincipal extends GuardSubject {
    readonly allow: StatementModel;
    readonly principal: PrincipalModel;
}

const areSame = (left: GuardSubject, right: GuardSubject): boolean =>
    left.document === right.document &&
    left.kind === right.kind &&
    haveSameMembers(left.conditions, right.conditions) &&
    haveSameMembers(left.keys, right.keys) &&
    haveSameMembers(left.zone.accounts, right.zone.accounts) &&
    haveSameMembers(left.zone.organizations, right.zone.organizations) &&
    haveSameMembers(left.denies, right.denies);

/** How any of the keys restricts this principal of this statement. */
export const guardOf = (
    document: PolicyModel,
    allow: StatementModel,
    principal: PrincipalModel,
    keys: readonly RestrictingKey[],
    zone: ZoneOfTrust,
    action?: string,
): Guard => {
    const denies = selected(deniesOf(document, allow, principal, action), (deny) => canRestrict(deny, keys));
    const { conditions } = allow;
    if (conditions.length === 0 && denies.length === 0) {
        return noGuard;
    }
    return lastGuard({ document, conditions, denies, keys, zone, kind: principal.kind, allow, principal });
};

const evaluateGuard = ({ document, denies, keys, zone, allow, principal }: GuardedPrincipal): Guard => {
    const unconditional = denies.find(({ conditions }) =>
        conditions.every((one) => mustHold(one, allow, denies, principal)),
    );
    if (unconditional !== undefined) {
        return { state: "denied", why: "a Deny statement denies it", path: unconditional.path, by: [] };
    }
    const variables = knowsVariables(document);
    const toKeyCheck = ({ key, check }: RestrictingKey): KeyCheck => [key, check(variables, zone)];
    // A statement has conditions on one or two of some twenty keys, and most documents have no Deny.
    const found =
        allow.conditions.length === 0
            ? []
            : keys
                  .filter(({ key }) => allow.conditions.some((one) => one.key === key))
                  .map((one) => allowRestriction(allow, denies, toKeyCheck(one)));
    if (denies.length === 0) {
        return strongest(found);
    }
    const checks = keys.map(toKeyCheck);
    return strongest([...found, ...denies.flatMap((deny) => denyRestriction(deny, allow, denies, principal, checks))]);
};

const lastGuard = memoizeRecent({ most: 1, isSame: areSame }, evaluateGuard);

interface RestrictionSource {
    readonly restriction: Restriction;
    /** What the restricting Deny leaves; empty for the statement's own Condition. */
    readonly by: readonly ConditionModel[];
}

const order: readonly Restriction["state"][] = ["neverTrue", "restricted", "external", "unrestricted"];

const noGuard: Guard = { state: "absent", why: "", path: "", by: [] };

const strongest = (found: readonly RestrictionSource[]): Guard => {
    if (found.length === 0) {
        return noGuard;
    }
    for (const state of order) {
        const [first, ...more] = found.filter(({ restriction }) => restriction.state === state);
        if (first === undefined || first.restriction.state === "absent") {
            continue;
        }
        return {
            state,
            why: "why" in first.restriction ? first.restriction.why : "",
            path: first.restriction.path,
            by: state === "restricted" ? [first, ...more].flatMap(({ by }) => by) : [],
        };
    }
    return noGuard;
};

type KeyCheck = readonly [key: string, check: ValueCheck];

const allowRestriction = (
    { conditions }: StatementModel,
    denies: readonly StatementModel[],
    [key, check]: KeyCheck,
): RestrictionSource => {
    const present = requiresKey(conditions, key) || deniesAbsence(denies, key);
    return { restriction: restrictionOf(conditions, key, check, present), by: [] };
};

/** A Deny of every request without the key is equivalent to a Null check. */
const deniesAbsence = (denies: readonly StatementModel[], key: string): boolean =>
    denies.some(({ conditions }) => conditions.every((one) => one.key === key && trueWhenAbsent(one) && isNull(one)));

const isNull = ({ operator, setPrefix }: ConditionModel): boolean => operator === "Null" && setPrefix === undefined;

/**
 * A Deny with a negated operator leaves the listed values allowed. Its clauses are ANDed, so each one narrows the Deny:
 * it restricts the principal only if every clause is always true for that principal or leaves only known values.
 */
const denyRestriction = (
    { conditions }: StatementModel,
    allow: StatementModel,
    denies: readonly StatementModel[],
    principal: PrincipalModel,
    checks: readonly KeyCheck[],
): readonly RestrictionSource[] => {
    const clauses = conditions.filter((one) => !mustHold(one, allow, denies, principal));
    const left = clauses.map((clause) => {
        const inverted = invertDenyCondition(clause);
        const known = checks.find(([key]) => key === clause.key);
        if (inverted === undefined || known === undefined) {
            return undefined;
        }
        const absenceDenied = trueWhenAbsent(clause) || deniesAbsence(denies, clause.key);
        const present = absenceDenied || requiresKey(allow.conditions, clause.key);
        return { restriction: restrictionOf([inverted], clause.key, known[1], present), by: [inverted] };
    });
    const reviewed = left.filter((one) => one !== undefined);
    if (reviewed.length < left.length) {
        return [];
    }
    const loose = reviewed.filter(
        ({ restriction }) => restriction.state !== "restricted" && restriction.state !== "neverTrue",
    );
    return loose.length > 0 ? loose : reviewed;
};

/** Whether a clause of a Deny is true for every request that the Allow matches, so that it does not narrow the Deny. */
const mustHold = (
    clause: ConditionModel,
    { conditions }: StatementModel,
    denies: readonly StatementModel[],
    principal: PrincipalModel,
): boolean =>
    isAlwaysTrue(clause) ||
    holdsForServices(clause, principal) ||
    conditions.some((one) => implies(one, clause)) ||
    (acceptsAnyValue(clause) &&
        (trueWhenAbsent(clause) || requiresKey(conditions, clause.key) || deniesAbsence(denies, clause.key)));

/** Whether the clause is true for every call that a service makes itself. */
const holdsForServices = ({ key, operator, values }: ConditionModel, { kind }: PrincipalModel): boolean =>
    kind === "service" &&
    key === isService &&
    operator === "Bool" &&
    values.length > 0 &&
    values.every(({ text }) => text.toLowerCase() === "true");
