/** What keeps strangers from using a principal that a document lets in: the statement's own Condition, and the Denies. */
import {
    alwaysHolds,
    implies,
    takesAnyValue,
    bindingOf,
    leftByDeny,
    plainly,
    requiresKey,
    trueWhenAbsent,
    type Binding,
    type Judge,
} from "./conditions";
import { onceFor } from "./memoizeLast";
import type { NormalCondition, NormalDocument, NormalPrincipal, NormalStatement } from "../model/document";
import type { Own } from "./zoneOfTrust";
import type { BindingKey } from "./confusedDeputyKeys";
import { coversActions, coversPrincipal, coversResources, hasAction } from "./statementMatch";
import { knowsVariables } from "./policyVersion";

/** The answer for one principal of one statement. */
export interface Guard {
    /** `denied`: a Deny takes all away. `closed`: nothing can meet the Condition. `foreign`: bound to somebody else. */
    readonly state: "denied" | "closed" | "bound" | "foreign" | "open" | "absent";
    /** Why it does not bind, or why nothing can meet it. */
    readonly why: string;
    /** Where the reason stands. */
    readonly path: string;
    /** The Denies that bind, in plain words. */
    readonly by: readonly string[];
}

/** More Denies than any document of legal size has room for; leaving the rest out can only lead to a finding. */
const mostDenies = 200;

/** Twice what any service of AWS takes for a policy (KMS: 32 KB). Denies of a larger text are not weighed at all. */
const mostWeighed = 65_536;

/** The Denies of a document. */
export const deniesIn = onceFor(({ size, statements }): readonly NormalStatement[] =>
    size > mostWeighed ? [] : statements.filter(({ effect }) => effect === "Deny").slice(0, mostDenies),
);

/** The Denies that reach everything the statement gives this principal. `action` narrows it to one action. */
export const deniesOf = (
    document: NormalDocument,
    allow: NormalStatement,
    principal: NormalPrincipal,
    action?: string,
): readonly NormalStatement[] => deniesIn(document).filter((deny) => reaches(deny, allow, principal, action));

/** Who holds an identity policy: it names nobody, and its Denies speak to the same one. */
export const holder: NormalPrincipal = { kind: "aws", text: "", path: "" };

/** Whether a Deny of an identity policy takes away all that the statement gives its holder, whatever the request. */
export const isDenied = (document: NormalDocument, allow: NormalStatement, action?: string): boolean =>
    deniesOf(document, allow, holder, action).some(({ conditions }) => conditions.every(alwaysHolds));

const reaches = (
    deny: NormalStatement,
    allow: NormalStatement,
    principal: NormalPrincipal,
    action: string | undefined,
): boolean =>
    coversPrincipal(deny, principal) &&
    (action === undefined ? coversActions(deny, allow) : hasAction(deny, action)) &&
    coversResources(deny, allow);

/** A Deny that asks about anything else can be stepped around; that is seen before its reach is measured. */
const canBind = ({ conditions }: NormalStatement, keys: readonly BindingKey[]): boolean =>
    conditions.every((one) => one.key === isService || keys.some(({ key }) => key === one.key) || alwaysHolds(one));

const isService = "aws:principalisawsservice";

/** What binds this principal of this statement by any of the keys. */
export function guardOf(
    document: NormalDocument,
    allow: NormalStatement,
    principal: NormalPrincipal,
    keys: readonly BindingKey[],
    own: Own,
    action?: string,
): Guard {
    const denies = deniesIn(document).filter((deny) => canBind(deny, keys) && reaches(deny, allow, principal, action));
    const all = denies.find(({ conditions }) => conditions.every((one) => mustHold(one, allow, denies, principal)));
    if (all !== undefined) return { state: "denied", why: "a Deny takes it away", path: all.path, by: [] };
    const variables = knowsVariables(document);
    const judge = ({ key, judge: judgeOf }: BindingKey): KeyJudge => [key, judgeOf(variables, own)];
    // Of a score of keys a statement names one or two, and most documents have no Deny.
    const found =
        allow.conditions.length === 0
            ? []
            : keys
                  .filter(({ key }) => allow.conditions.some((one) => one.key === key))
                  .map((one) => allowBinding(allow, denies, judge(one)));
    if (denies.length === 0) return strongest(found);
    const judges = keys.map(judge);
    return strongest([...found, ...denies.flatMap((deny) => denyBinding(deny, allow, denies, principal, judges))]);
}

interface Found {
    readonly binding: Binding;
    /** In plain words, where it is a Deny that binds. */
    readonly by: readonly string[];
}

const order: readonly Binding["state"][] = ["closed", "bound", "foreign", "open"];

const noGuard: Guard = { state: "absent", why: "", path: "", by: [] };

function strongest(found: readonly Found[]): Guard {
    if (found.length === 0) return noGuard;
    for (const state of order) {
        const [first, ...more] = found.filter(({ binding }) => binding.state === state);
        if (first === undefined || first.binding.state === "absent") continue;
        return {
            state,
            why: "why" in first.binding ? first.binding.why : "",
            path: first.binding.path,
            by: state === "bound" ? [first, ...more].flatMap(({ by }) => by) : [],
        };
    }
    return noGuard;
}

type KeyJudge = readonly [key: string, judge: Judge];

function allowBinding(
    { conditions }: NormalStatement,
    denies: readonly NormalStatement[],
    [key, judge]: KeyJudge,
): Found {
    const present = requiresKey(conditions, key) || deniesAbsence(denies, key);
    return { binding: bindingOf(conditions, key, judge, present), by: [] };
}

/** A Deny of every request without the key is as good as a Null guard. */
const deniesAbsence = (denies: readonly NormalStatement[], key: string): boolean =>
    denies.some(({ conditions }) => conditions.every((one) => one.key === key && trueWhenAbsent(one) && isNull(one)));

const isNull = ({ operator, setPrefix }: NormalCondition): boolean => operator === "Null" && setPrefix === undefined;

/**
 * A Deny under a negated operator leaves those it names. Its clauses are ANDed, so each of them weakens it: it binds
 * only if every one holds for all who could come, or leaves known sources only.
 */
function denyBinding(
    { conditions }: NormalStatement,
    allow: NormalStatement,
    denies: readonly NormalStatement[],
    principal: NormalPrincipal,
    judges: readonly KeyJudge[],
): readonly Found[] {
    const clauses = conditions.filter((one) => !mustHold(one, allow, denies, principal));
    const left = clauses.map((clause) => {
        const turned = leftByDeny(clause);
        const known = judges.find(([key]) => key === clause.key);
        if (turned === undefined || known === undefined) return undefined;
        const absenceDenied = trueWhenAbsent(clause) || deniesAbsence(denies, clause.key);
        const present = absenceDenied || requiresKey(allow.conditions, clause.key);
        const by = [`denied unless ${plainly(turned)}`];
        return { binding: bindingOf([turned], clause.key, known[1], present), by };
    });
    const judged = left.filter((one) => one !== undefined);
    if (judged.length < left.length) return [];
    const loose = judged.filter(({ binding }) => binding.state !== "bound" && binding.state !== "closed");
    return loose.length > 0 ? loose : judged;
}

/** Whether a clause of a Deny is true of everything that the Allow lets through, so that it weakens nothing. */
const mustHold = (
    clause: NormalCondition,
    { conditions }: NormalStatement,
    denies: readonly NormalStatement[],
    principal: NormalPrincipal,
): boolean =>
    alwaysHolds(clause) ||
    holdsForServices(clause, principal) ||
    conditions.some((one) => implies(one, clause)) ||
    (takesAnyValue(clause) &&
        (trueWhenAbsent(clause) || requiresKey(conditions, clause.key) || deniesAbsence(denies, clause.key)));

/** True of every call that a service makes itself. */
const holdsForServices = ({ key, operator, values }: NormalCondition, { kind }: NormalPrincipal): boolean =>
    kind === "service" &&
    key === isService &&
    operator === "Bool" &&
    values.length > 0 &&
    values.every(({ text }) => text.toLowerCase() === "true");
