/** What keeps strangers from using a principal that a document lets in: the statement's own Condition, and the Denies. */
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
import { memoizeLast } from "./memoizeLast";
import type { ConditionModel, PolicyModel, PrincipalModel, StatementModel } from "../model/document";
import type { ZoneOfTrust } from "./zoneOfTrust";
import type { RestrictingKey } from "./confusedDeputyKeys";
import { coversActions, coversPrincipal, coversResources, hasAction } from "./statementMatch";
import { knowsVariables } from "./policyVersion";

/** The answer for one principal of one statement. */
export interface Guard {
    /** `denied`: a Deny takes all away. `closed`: nothing can meet the Condition. `foreign`: bound to somebody else. */
    readonly state: "denied" | "neverTrue" | "restricted" | "external" | "unrestricted" | "absent";
    /** Why it does not bind, or why nothing can meet it. */
    readonly why: string;
    /** Where the reason stands. */
    readonly path: string;
    /** The Denies that bind, in plain words. */
    readonly by: readonly string[];
}

/** More Denies than any document of legal size has room for; leaving the rest out can only lead to a finding. */
const maxDenies = 200;

/** Twice what any service of AWS takes for a policy (KMS: 32 KB). Denies of a larger text are not weighed at all. */
const maxEvaluatedSize = 65_536;

/** The Denies of a document. */
export const deniesIn = memoizeLast(({ size, statements }): readonly StatementModel[] =>
    size > maxEvaluatedSize ? [] : statements.filter(({ effect }) => effect === "Deny").slice(0, maxDenies),
);

/** The Denies that reach everything the statement gives this principal. `action` narrows it to one action. */
export const deniesOf = (
    document: PolicyModel,
    allow: StatementModel,
    principal: PrincipalModel,
    action?: string,
): readonly StatementModel[] => deniesIn(document).filter((deny) => reaches(deny, allow, principal, action));

/** Who holds an identity policy: it names nobody, and its Denies speak to the same one. */
export const policyHolder: PrincipalModel = { kind: "aws", text: "", path: "" };

/** Whether a Deny of an identity policy takes away all that the statement gives its holder, whatever the request. */
export const isDenied = (document: PolicyModel, allow: StatementModel, action?: string): boolean =>
    deniesOf(document, allow, policyHolder, action).some(({ conditions }) => conditions.every(isAlwaysTrue));

const reaches = (
    deny: StatementModel,
    allow: StatementModel,
    principal: PrincipalModel,
    action: string | undefined,
): boolean =>
    coversPrincipal(deny, principal) &&
    (action === undefined ? coversActions(deny, allow) : hasAction(deny, action)) &&
    coversResources(deny, allow);

/** A Deny that asks about anything else can be stepped around; that is seen before its reach is measured. */
const canRestrict = ({ conditions }: StatementModel, keys: readonly RestrictingKey[]): boolean =>
    conditions.every((one) => one.key === isService || keys.some(({ key }) => key === one.key) || isAlwaysTrue(one));

const isService = "aws:principalisawsservice";

/** What binds this principal of this statement by any of the keys. */
export const guardOf = (
    document: PolicyModel,
    allow: StatementModel,
    principal: PrincipalModel,
    keys: readonly RestrictingKey[],
    zone: ZoneOfTrust,
    action?: string,
): Guard => {
    const denies = deniesIn(document).filter(
        (deny) => canRestrict(deny, keys) && reaches(deny, allow, principal, action),
    );
    const all = denies.find(({ conditions }) => conditions.every((one) => mustHold(one, allow, denies, principal)));
    if (all !== undefined) {
        return { state: "denied", why: "a Deny takes it away", path: all.path, by: [] };
    }
    const variables = knowsVariables(document);
    const judge = ({ key, check: judgeOf }: RestrictingKey): KeyCheck => [key, judgeOf(variables, zone)];
    // Of a score of keys a statement names one or two, and most documents have no Deny.
    const found =
        allow.conditions.length === 0
            ? []
            : keys
                  .filter(({ key }) => allow.conditions.some((one) => one.key === key))
                  .map((one) => allowRestriction(allow, denies, judge(one)));
    if (denies.length === 0) {
        return strongest(found);
    }
    const judges = keys.map(judge);
    return strongest([...found, ...denies.flatMap((deny) => denyRestriction(deny, allow, denies, principal, judges))]);
};

interface RestrictionSource {
    readonly restriction: Restriction;
    /** In plain words, where it is a Deny that binds. */
    readonly by: readonly string[];
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

type KeyCheck = readonly [key: string, judge: ValueCheck];

const allowRestriction = (
    { conditions }: StatementModel,
    denies: readonly StatementModel[],
    [key, judge]: KeyCheck,
): RestrictionSource => {
    const present = requiresKey(conditions, key) || deniesAbsence(denies, key);
    return { restriction: restrictionOf(conditions, key, judge, present), by: [] };
};

/** A Deny of every request without the key is as good as a Null guard. */
const deniesAbsence = (denies: readonly StatementModel[], key: string): boolean =>
    denies.some(({ conditions }) => conditions.every((one) => one.key === key && trueWhenAbsent(one) && isNull(one)));

const isNull = ({ operator, setPrefix }: ConditionModel): boolean => operator === "Null" && setPrefix === undefined;

/**
 * A Deny under a negated operator leaves those it names. Its clauses are ANDed, so each of them weakens it: it binds
 * only if every one holds for all who could come, or leaves known sources only.
 */
const denyRestriction = (
    { conditions }: StatementModel,
    allow: StatementModel,
    denies: readonly StatementModel[],
    principal: PrincipalModel,
    judges: readonly KeyCheck[],
): readonly RestrictionSource[] => {
    const clauses = conditions.filter((one) => !mustHold(one, allow, denies, principal));
    const left = clauses.map((clause) => {
        const turned = invertDenyCondition(clause);
        const known = judges.find(([key]) => key === clause.key);
        if (turned === undefined || known === undefined) {
            return undefined;
        }
        const absenceDenied = trueWhenAbsent(clause) || deniesAbsence(denies, clause.key);
        const present = absenceDenied || requiresKey(allow.conditions, clause.key);
        const by = [`denied unless ${describeCondition(turned)}`];
        return { restriction: restrictionOf([turned], clause.key, known[1], present), by };
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

/** Whether a clause of a Deny is true of everything that the Allow lets through, so that it weakens nothing. */
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

/** True of every call that a service makes itself. */
const holdsForServices = ({ key, operator, values }: ConditionModel, { kind }: PrincipalModel): boolean =>
    kind === "service" &&
    key === isService &&
    operator === "Bool" &&
    values.length > 0 &&
    values.every(({ text }) => text.toLowerCase() === "true");
