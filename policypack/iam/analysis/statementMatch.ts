/** What a statement speaks of: which actions, resources and principals, with the Not… elements. */
import { covers, matches, overlaps } from "../syntax/glob";
import type { PrincipalModel, StatementModel, PolicyString } from "../model/document";

/** Whether the statement speaks of this action (in lower case; IAM does not tell case apart in actions). */
export const hasAction = ({ actions, notActions }: StatementModel, action: string): boolean =>
    notActions.length > 0
        ? !notActions.some(({ text }) => isAction(text, action))
        : actions.some(({ text }) => isAction(text, action));

/** Most actions differ from the one asked for in the first letter; that is seen before anything is lowered. */
const isAction = (text: string, action: string): boolean => {
    const first = text.charCodeAt(0) | 0x20;
    const isLetter = first >= 0x61 && first <= 0x7a;
    return (!isLetter || first === action.charCodeAt(0)) && matches(text.toLowerCase(), action);
};

/** The first text by which the statement speaks of the action, for the message. */
export const matchingAction = ({ actions, notActions }: StatementModel, action: string): PolicyString | undefined =>
    notActions.length > 0 ? notActions[0] : actions.find(({ text }) => isAction(text, action));

/** Whether everything the first of these two lists reaches is reached by the other two. */
const within = (inner: readonly string[], inList: readonly string[], outList: readonly string[]): boolean => {
    if (outList.length > 0) {
        return inner.every((one) => !outList.some((out) => overlaps(out, one)));
    }
    return inner.every((one) => inList.some((pattern) => covers(pattern, one)));
};

const lower = (words: readonly PolicyString[]): string[] => words.map(({ text }) => text.toLowerCase());
const same = (words: readonly PolicyString[]): string[] => words.map(({ text }) => text);

/** What an element reaches, as patterns; a Not… element could be anything. */
const orAnything = (texts: string[], notTexts: readonly PolicyString[]): string[] =>
    notTexts.length > 0 ? ["*"] : texts;

/** Whether the Deny takes away every action that the Allow gives. */
export const coversActions = (deny: StatementModel, allow: StatementModel): boolean =>
    within(orAnything(lower(allow.actions), allow.notActions), lower(deny.actions), lower(deny.notActions));

/** Whether the Deny takes every resource away that the Allow gives; a document about one resource may name none. */
export const coversResources = (deny: StatementModel, allow: StatementModel): boolean => {
    if (deny.resources.length + deny.notResources.length === 0) {
        return true;
    }
    const given = allow.resources.length + allow.notResources.length === 0 ? ["*"] : same(allow.resources);
    return within(orAnything(given, allow.notResources), same(deny.resources), same(deny.notResources));
};

/** Whether the Deny speaks to everyone the principal stands for. */
export const coversPrincipal = (deny: StatementModel, principal: PrincipalModel): boolean => {
    // An identity policy speaks to its holder, whoever that is.
    if (deny.principals.length + deny.notPrincipals.length === 0) {
        return true;
    }
    if (deny.notPrincipals.length > 0) {
        return principal.kind !== "everyone" && !deny.notPrincipals.some((one) => meets(one, principal));
    }
    return deny.principals.some((one) => one.kind === "everyone" || isSame(one, principal));
};

const isSame = (left: PrincipalModel, right: PrincipalModel): boolean =>
    left.kind === right.kind &&
    (left.kind === "service" ? left.text.toLowerCase() === right.text.toLowerCase() : left.text === right.text);

const meets = (left: PrincipalModel, right: PrincipalModel): boolean =>
    left.kind === "everyone" ||
    (left.kind === right.kind && overlaps(left.text.toLowerCase(), right.text.toLowerCase()));

/** Whom an Allow lets in: `NotPrincipal` lets in everyone else. */
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
