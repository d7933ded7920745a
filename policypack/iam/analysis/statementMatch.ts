/** Matches statements by action, resource and principal, including the Not… elements. */
import { covers, matches, overlaps } from "../syntax/glob";
import type { PrincipalModel, StatementModel, PolicyString } from "../model/document";

/** Whether the statement matches this action, given in lower case: IAM actions are case-insensitive. */
export const hasAction = ({ actions, notActions }: StatementModel, action: string): boolean =>
    notActions.length > 0
        ? !notActions.some(({ text }) => isAction(text, action))
        : actions.some(({ text }) => isAction(text, action));

/** Compares the first letter before lower-casing the text, because most actions already differ there. */
const isAction = (text: string, action: string): boolean => {
    const first = text.charCodeAt(0) | 0x20;
    const isLetter = first >= 0x61 && first <= 0x7a;
    return (!isLetter || first === action.charCodeAt(0)) && matches(text.toLowerCase(), action);
};

/** The first action or NotAction element by which the statement matches, for the message. */
export const matchingAction = ({ actions, notActions }: StatementModel, action: string): PolicyString | undefined =>
    notActions.length > 0 ? notActions[0] : actions.find(({ text }) => isAction(text, action));

/** Whether everything that `inner` matches is matched by `inList`, or by the complement of a non-empty `outList`. */
const within = (inner: readonly string[], inList: readonly string[], outList: readonly string[]): boolean => {
    if (outList.length > 0) {
        return inner.every((one) => !outList.some((out) => overlaps(out, one)));
    }
    return inner.every((one) => inList.some((pattern) => covers(pattern, one)));
};

const lower = (strings: readonly PolicyString[]): string[] => strings.map(({ text }) => text.toLowerCase());
const same = (strings: readonly PolicyString[]): string[] => strings.map(({ text }) => text);

/** The patterns an element matches; a Not… element counts as `*`. */
const orAnything = (texts: string[], notTexts: readonly PolicyString[]): string[] =>
    notTexts.length > 0 ? ["*"] : texts;

/** Whether the Deny covers every action of the Allow. */
export const coversActions = (deny: StatementModel, allow: StatementModel): boolean =>
    within(orAnything(lower(allow.actions), allow.notActions), lower(deny.actions), lower(deny.notActions));

/** Whether the Deny covers every resource of the Allow; a document about one resource may have no Resource. */
export const coversResources = (deny: StatementModel, allow: StatementModel): boolean => {
    if (deny.resources.length + deny.notResources.length === 0) {
        return true;
    }
    const given = allow.resources.length + allow.notResources.length === 0 ? ["*"] : same(allow.resources);
    return within(orAnything(given, allow.notResources), same(deny.resources), same(deny.notResources));
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
    return deny.principals.some((one) => one.kind === "everyone" || equals(one, principal));
};

const equals = (left: PrincipalModel, right: PrincipalModel): boolean =>
    left.kind === right.kind &&
    (left.kind === "service" ? left.text.toLowerCase() === right.text.toLowerCase() : left.text === right.text);

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
