/** Matches statements by action, resource and principal, including the Not… elements. */
import { matches, overlaps } from "../syntax/glob";
import { memoizeByObject } from "../syntax/memoize";
import { PatternList } from "../syntax/patternList";
import type { PrincipalModel, StatementModel, PolicyString } from "../model/document";

/** Whether the statement matches this action, given in lower case: IAM actions are case-insensitive. */
export const hasAction = ({ actions, notActions }: StatementModel, action: string): boolean =>
    notActions.length > 0
        ? !notActions.some(({ text }) => isAction(text, action))
        : actions.some(({ text }) => isAction(text, action));

/**
 * Whether a pattern matches an action, given in lower case. Compares the first letter before lower-casing the text,
 * because most actions already differ there.
 */
export const isAction = (text: string, action: string): boolean => {
    const first = text.charCodeAt(0) | 0x20;
    const isLetter = first >= 0x61 && first <= 0x7a;
    return (!isLetter || first === action.charCodeAt(0)) && matches(text.toLowerCase(), action);
};

/** The first action or NotAction element by which the statement matches, for the message. */
export const matchingAction = ({ actions, notActions }: StatementModel, action: string): PolicyString | undefined =>
    notActions.length > 0 ? notActions[0] : actions.find(({ text }) => isAction(text, action));

/** Actions are compared in lower case. */
type Spelling = "lower" | "asWritten";

/** The lists of elements, in lower case and as written: a Deny is compared with every Allow of its document. */
const lists = {
    lower: memoizeByObject((strings: readonly PolicyString[]) => new PatternList(textsOf(strings, "lower"))),
    asWritten: memoizeByObject((strings: readonly PolicyString[]) => new PatternList(textsOf(strings, "asWritten"))),
};

const textsOf = (strings: readonly PolicyString[], spelling: Spelling): readonly string[] =>
    strings.map(({ text }) => (spelling === "lower" ? text.toLowerCase() : text));

/** Whether everything that `inner` matches is matched by `inList`, or by the complement of a non-empty `outList`. */
const within = (
    inner: readonly string[],
    inList: readonly PolicyString[],
    outList: readonly PolicyString[],
    spelling: Spelling,
): boolean => {
    if (outList.length > 0) {
        const out = lists[spelling](outList);
        return inner.every((one) => !out.overlaps(one));
    }
    const list = lists[spelling](inList);
    return inner.every((one) => list.covers(one));
};

/** The patterns an element matches; a Not… element counts as `*`. */
const orAnything = (
    strings: readonly PolicyString[],
    notStrings: readonly PolicyString[],
    spelling: Spelling,
): readonly string[] => (notStrings.length > 0 ? ["*"] : textsOf(strings, spelling));

/** Whether the Deny covers every action of the Allow. */
export const coversActions = (deny: StatementModel, allow: StatementModel): boolean =>
    within(orAnything(allow.actions, allow.notActions, "lower"), deny.actions, deny.notActions, "lower");

/** Whether the Deny covers every resource of the Allow; a document about one resource may have no Resource. */
export const coversResources = (deny: StatementModel, allow: StatementModel): boolean => {
    if (deny.resources.length + deny.notResources.length === 0) {
        return true;
    }
    const given =
        allow.resources.length + allow.notResources.length === 0
            ? ["*"]
            : orAnything(allow.resources, allow.notResources, "asWritten");
    return within(given, deny.resources, deny.notResources, "asWritten");
};

/** Whether the Deny applies to everyone the principal includes. */
export const coversPrincipal = (deny: StatementModel, principal: PrincipalModel): boolean => {
    // An identity policy applies to the principal it is attached to.
    if (deny.principals.length + deny.notPrincipals.length === 0) {
        return true;
    }
    if (deny.notPrincipals.length > 0) {
        return principal.kind !== "everyone" && !deny.notPrincipals.some((one) => matchesAny(one, principal));
    }
    const named = principalNames(deny.principals);
    return named.has("everyone") || named.has(nameOf(principal));
};

/** A service is named in any case. */
const nameOf = ({ kind, text }: PrincipalModel): string =>
    kind === "everyone" ? kind : `${kind} ${kind === "service" ? text.toLowerCase() : text}`;

const principalNames = memoizeByObject(
    (principals: readonly PrincipalModel[]): ReadonlySet<string> => new Set(principals.map(nameOf)),
);

const matchesAny = (left: PrincipalModel, right: PrincipalModel): boolean =>
    left.kind === "everyone" ||
    (left.kind === right.kind && overlaps(left.text.toLowerCase(), right.text.toLowerCase()));

/** The principals an Allow applies to: with `NotPrincipal`, everyone else. */
export const allowedPrincipals = ({ principals, notPrincipals }: StatementModel): readonly PrincipalModel[] =>
    notPrincipals.length === 0
        ? principals
        : [
              {
                  kind: "everyone",
                  text: "*",
                  path: (notPrincipals[0]?.path ?? "").replace(/\.NotPrincipal.*$/s, ".NotPrincipal"),
              },
          ];
