/** Evaluates condition values for account, ARN and organization keys. Only positive operators reach these checks. */
import { arnParts, isAccountId } from "../syntax/arn";
import type { ValueEffect, ValueCheck } from "./conditions";
import { hasWildcard } from "../syntax/glob";
import type { ConditionModel } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";
import type { ZoneOfTrust } from "./zoneOfTrust";
import { isDeferred } from "../syntax/deferredValue";
import { hasVariable, mask, maskVariables, splitVariables } from "../syntax/variables";

const restricts: ValueEffect = { effect: "restricts" };
const unrestricted = (why: string): ValueEffect => ({ effect: "unrestricted", why });
const neverMatches = (why: string): ValueEffect => ({ effect: "neverMatches", why });
const external = (why: string): ValueEffect => ({ effect: "external", why });

const wildcardsOf = ({ operator }: ConditionModel): "none" | "text" | "fields" =>
    operatorNamed(operator)?.wildcards ?? "none";

/** Only string operators have a defined meaning for account and organization IDs. */
const textOperatorEffect = (value: string, condition: ConditionModel, variables: boolean): ValueEffect | undefined => {
    const compares = operatorNamed(condition.operator)?.compares;
    if (compares === "arn" && !hasWildcard(value)) {
        return neverMatches(`\`${condition.operator}\` compares ARNs, and "${value}" is not an ARN`);
    }
    if (compares !== "text") {
        return unrestricted(`\`${condition.operator}\` does not compare strings`);
    }
    if (!variables && value.includes("${")) {
        return neverMatches("Version 2008-10-17 does not support policy variables");
    }
    // A policy variable is not a wildcard, although its default value may contain one.
    if (!hasWildcard(value) || hasVariable(value)) {
        return undefined;
    }
    return wildcardsOf(condition) === "none"
        ? neverMatches(`\`${condition.operator}\` treats the wildcard in "${value}" as a literal character`)
        : undefined;
};

/** A key compared with a value that the request carries or its sender chooses. */
export const callerSupplied = (value: string): ValueEffect =>
    unrestricted(`"${value}" is resolved from the request itself`);

/** `ownVariable` is the owner of the requested resource; every other variable depends on the caller. */
const variableEffect = (value: string, ownVariable: string): ValueEffect => {
    const [only, ...more] = splitVariables(value);
    return only !== undefined &&
        more.length === 0 &&
        "variable" in only &&
        only.variable === ownVariable &&
        only.fallback === undefined
        ? restricts
        : callerSupplied(value);
};

const accountEffect = (account: string, zone: ZoneOfTrust): ValueEffect => {
    if (zone.accounts.length === 0 || zone.accounts.includes(account)) {
        return restricts;
    }
    return external(`${account} is not one of your accounts`);
};

/** Account IDs: `aws:SourceAccount`, `aws:PrincipalAccount`. */
export const accounts =
    (variables: boolean, zone: ZoneOfTrust): ValueCheck =>
    (value, condition) => {
        if (isDeferred(value)) {
            return restricts;
        }
        const early = textOperatorEffect(value, condition, variables);
        if (early !== undefined) {
            return early;
        }
        if (hasVariable(value)) {
            return variableEffect(value, "aws:resourceaccount");
        }
        if (hasWildcard(value)) {
            return unrestricted(`"${value}" also matches other accounts`);
        }
        return isAccountId(value)
            ? accountEffect(value, zone)
            : neverMatches(`"${value}" is not a 12-digit account ID`);
    };

/** ARNs: `aws:SourceArn`, `aws:PrincipalArn`. */
export const arns =
    (variables: boolean, zone: ZoneOfTrust): ValueCheck =>
    (value, condition) => {
        const wildcards = wildcardsOf(condition);
        if (isDeferred(value) && isOwnerDeferred(value, wildcards === "text")) {
            return restricts;
        }
        if (wildcards !== "fields") {
            const early = textOperatorEffect(value, condition, variables);
            if (early !== undefined) {
                return early;
            }
        } else if (!variables && value.includes("${")) {
            return neverMatches("Version 2008-10-17 does not support policy variables");
        }
        const plain = variables ? maskVariables(value) : value;
        const arn = arnParts(plain);
        if (arn === undefined) {
            return hasWildcard(value) || plain.includes(mask)
                ? unrestricted(`the wildcard in "${value}" also covers the account field`)
                : neverMatches(`"${value}" is not an ARN`);
        }
        if (wildcards === "text" && hasWildcard(`${arn.partition}${arn.service}${arn.region}`)) {
            return unrestricted(
                `under \`${condition.operator}\` the wildcard before the account in "${value}" also matches colons`,
            );
        }
        return accountFieldEffect(arn.account, value, zone);
    };

/**
 * Whether the start of the ARN or its account is resolved at deployment; an unresolved name does not hide the owner.
 * Neither does an account after a wildcard that also matches colons.
 */
const isOwnerDeferred = (value: string, matchesColons: boolean): boolean => {
    if (/^\s*\{\{/.test(value)) {
        return true;
    }
    const arn = arnParts(value);
    return (
        arn !== undefined &&
        isDeferred(arn.account) &&
        !(matchesColons && hasWildcard(`${arn.partition}${arn.service}${arn.region}`))
    );
};

const accountFieldEffect = (account: string, value: string, zone: ZoneOfTrust): ValueEffect => {
    if (account === "") {
        return unrestricted(`"${value}" has no account, and another account can claim the name once it is deleted`);
    }
    if (account === `${mask}aws.resourceaccount`) {
        return restricts;
    }
    if (account.includes(mask)) {
        return unrestricted(`the account in "${value}" is resolved from the request itself`);
    }
    if (hasWildcard(account)) {
        return unrestricted(`the account field of "${value}" also matches other accounts`);
    }
    if (account === "aws") {
        return unrestricted(`"${value}" belongs to AWS and acts for every account`);
    }
    return isAccountId(account)
        ? accountEffect(account, zone)
        : neverMatches(`"${account}" is not a 12-digit account ID`);
};

const organizationEffect = (id: string, zone: ZoneOfTrust): ValueEffect => {
    if (!/^o-[a-z0-9]+$/.test(id)) {
        return neverMatches(`"${id}" is not an organization ID (o-…)`);
    }
    if (zone.organizations.length === 0 || zone.organizations.includes(id)) {
        return restricts;
    }
    return external(`${id} is not one of your organizations`);
};

/** Organization IDs: `aws:SourceOrgID`, `aws:PrincipalOrgID`. */
export const organizations =
    (variables: boolean, zone: ZoneOfTrust): ValueCheck =>
    (value, condition) => {
        if (isDeferred(value)) {
            return restricts;
        }
        const early = textOperatorEffect(value, condition, variables);
        if (early !== undefined) {
            return early;
        }
        if (hasVariable(value)) {
            return variableEffect(value, "aws:resourceorgid");
        }
        if (hasWildcard(value)) {
            return unrestricted(`"${value}" also matches other organizations`);
        }
        return organizationEffect(value, zone);
    };

/** Organization paths, multivalued keys: `aws:SourceOrgPaths`, `aws:PrincipalOrgPaths`. */
export const organizationPaths =
    (variables: boolean, zone: ZoneOfTrust): ValueCheck =>
    (value, condition) => {
        if (condition.setPrefix === undefined) {
            return unrestricted("a multivalued condition key needs `ForAnyValue:`");
        }
        const early = textOperatorEffect(value, condition, variables);
        if (early !== undefined) {
            return early;
        }
        const slash = value.indexOf("/");
        const id = slash === -1 ? value : value.slice(0, slash);
        if (isDeferred(id)) {
            return restricts;
        }
        if (hasWildcard(id) || id.includes("$")) {
            return unrestricted(`"${value}" also matches other organizations`);
        }
        return slash === -1
            ? neverMatches(`"${value}" is not an organization path (o-…/r-…/)`)
            : organizationEffect(id, zone);
    };
