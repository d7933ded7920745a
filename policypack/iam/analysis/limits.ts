/** Which Deny statements can take away a part of what a statement allows, whatever their conditions. */
import { isAccountId, arnParts } from "../syntax/arn";
import { memoizeByObject } from "../syntax/memoize";
import { PatternIndex } from "../syntax/patternIndex";
import { PatternList } from "../syntax/patternList";
import type { PolicyString, PrincipalModel, StatementModel } from "../model/document";

const inLowerCase = memoizeByObject(
    (strings: readonly PolicyString[]) => new PatternList(strings.map(({ text }) => text.toLowerCase())),
);
const asWritten = memoizeByObject(
    (strings: readonly PolicyString[]) => new PatternList(strings.map(({ text }) => text)),
);

/** An element and its Not… form, one of which is empty. */
interface Element {
    readonly listed: readonly PolicyString[];
    readonly excepted: readonly PolicyString[];
}

const isMissing = ({ listed, excepted }: Element): boolean => listed.length + excepted.length === 0;

/** Whether a value matches both elements. A missing element matches every value. */
const haveCommon = (one: Element, other: Element, isLowerCase: boolean): boolean => {
    const listOf = isLowerCase ? inLowerCase : asWritten;
    const textOf = ({ text }: PolicyString): string => (isLowerCase ? text.toLowerCase() : text);
    if (isMissing(one) || isMissing(other) || (one.excepted.length > 0 && other.excepted.length > 0)) {
        return true;
    }
    if (other.excepted.length > 0) {
        return one.listed.some((text) => !listOf(other.excepted).covers(textOf(text)));
    }
    return one.excepted.length > 0
        ? haveCommon(other, one, isLowerCase)
        : one.listed.some((text) => listOf(other.listed).overlaps(textOf(text)));
};

const actionsOf = ({ actions, notActions }: StatementModel): Element => ({ listed: actions, excepted: notActions });

const resourcesOf = ({ resources, notResources }: StatementModel): Element => ({
    listed: resources,
    excepted: notResources,
});

/** Deny statements with the same actions: those that list resources, by each of them, and the others. */
class DeniesOfActions {
    private readonly listing: PatternIndex<readonly [pattern: string, deny: StatementModel]>;
    private readonly others: readonly StatementModel[];

    constructor(
        private readonly actions: Element,
        private readonly denies: readonly StatementModel[],
    ) {
        const isListing = ({ resources, notResources }: StatementModel): boolean =>
            resources.length > 0 && notResources.length === 0;
        const pairs = denies
            .filter(isListing)
            .flatMap((deny) => deny.resources.map(({ text }) => [text, deny] as const));
        this.listing = new PatternIndex(pairs, ([pattern]) => pattern);
        this.others = denies.filter((deny) => !isListing(deny));
    }

    addLimiting(allow: StatementModel, found: Set<StatementModel>): void {
        if (!haveCommon(actionsOf(allow), this.actions, true)) {
            return;
        }
        const resources = resourcesOf(allow);
        const isListing = resources.listed.length > 0 && resources.excepted.length === 0;
        for (const { text } of isListing ? resources.listed : []) {
            this.listing.overlapping(text).forEach(([, deny]) => found.add(deny));
        }
        for (const deny of isListing ? this.others : this.denies) {
            if (haveCommon(resources, resourcesOf(deny), false)) {
                found.add(deny);
            }
        }
    }
}

/** The Deny statements of documents, so that each Allow is compared with few of them. */
export class LimitingStatements {
    private readonly groups: readonly DeniesOfActions[];

    constructor(private readonly denies: readonly StatementModel[]) {
        const groups = new Map<string, StatementModel[]>();
        for (const deny of denies) {
            const { listed, excepted } = actionsOf(deny);
            const key = JSON.stringify([listed, excepted].map((one) => one.map(({ text }) => text.toLowerCase())));
            const same = groups.get(key) ?? [];
            same.push(deny);
            groups.set(key, same);
        }
        this.groups = [...groups.values()].flatMap((same) =>
            same[0] === undefined ? [] : [new DeniesOfActions(actionsOf(same[0]), same)],
        );
    }

    /** Those that apply to an action and a resource that the statement allows, in their order. */
    limiting(allow: StatementModel): readonly StatementModel[] {
        const found = new Set<StatementModel>();
        this.groups.forEach((group) => {
            group.addLimiting(allow, found);
        });
        return found.size === 0 ? [] : this.denies.filter((deny) => found.has(deny));
    }
}

/** A principal of AWS: its account, and whether it is one role or user. */
const accountOf = (text: string): { readonly account: string | undefined; readonly isOne: boolean } => {
    if (isAccountId(text)) {
        return { account: text, isOne: false };
    }
    const arn = arnParts(text);
    const isOne = arn !== undefined && /^(role|user)\//.test(arn.resource);
    return { account: arn !== undefined && isAccountId(arn.account) ? arn.account : undefined, isOne };
};

/** A service is named in any case. */
const nameOf = ({ kind, text }: PrincipalModel): string => `${kind} ${kind === "service" ? text.toLowerCase() : text}`;

/** The principals of a Deny, so that each principal of the Allow is looked up. */
class DeniedPrincipals {
    private readonly names: ReadonlySet<string>;
    private readonly hasEveryone: boolean;
    /** The accounts of AWS principals, and those of which more than single roles and users are denied. */
    private readonly accounts: ReadonlySet<string | undefined>;
    private readonly wholeAccounts: ReadonlySet<string | undefined>;

    constructor(principals: readonly PrincipalModel[]) {
        this.names = new Set(principals.map(nameOf));
        this.hasEveryone = principals.some(({ kind, text }) => kind === "everyone" || text.includes("*"));
        const inAccounts = principals.filter(({ kind }) => kind === "aws").map(({ text }) => accountOf(text));
        this.accounts = new Set(inAccounts.map(({ account }) => account));
        this.wholeAccounts = new Set(inAccounts.filter(({ isOne }) => !isOne).map(({ account }) => account));
    }

    isListed(principal: PrincipalModel): boolean {
        return this.names.has(nameOf(principal));
    }

    canInclude(principal: PrincipalModel): boolean {
        if (this.hasEveryone || principal.kind === "everyone" || this.isListed(principal)) {
            return true;
        }
        if (principal.kind !== "aws" || this.accounts.size === 0) {
            return false;
        }
        const { account, isOne } = accountOf(principal.text);
        const accounts = isOne ? this.wholeAccounts : this.accounts;
        return account === undefined || this.accounts.has(undefined) || accounts.has(account);
    }
}

const deniedPrincipals = memoizeByObject((principals: readonly PrincipalModel[]) => new DeniedPrincipals(principals));

/** Whether a Deny applies to a principal, or to a part of an account. */
export const canDenyPrincipal = ({ principals, notPrincipals }: StatementModel, principal: PrincipalModel): boolean => {
    if (notPrincipals.length > 0) {
        return !deniedPrincipals(notPrincipals).isListed(principal);
    }
    // An identity policy applies to the principal it is attached to.
    return principals.length === 0 || deniedPrincipals(principals).canInclude(principal);
};
