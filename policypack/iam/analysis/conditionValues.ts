/** What a value of an account, ARN or organization key binds. Every judge is for positive operators. */
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

/** Text operators are the only ones whose meaning over account ids and organization ids is certain. */
const textOperatorEffect = (value: string, condition: ConditionModel, variables: boolean): ValueEffect | undefined => {
    const compares = operatorNamed(condition.operator)?.compares;
    if (compares === "arn" && !hasWildcard(value)) {
        return neverMatches(`\`${condition.operator}\` compares ARNs, and "${value}" is none`);
    }
    if (compares !== "text") {
        return unrestricted(`\`${condition.operator}\` does not compare text`);
    }
    if (!variables && value.includes("${")) {
        return neverMatches("policy variables are plain text in Version 2008-10-17");
    }
    // What a request fills in is no wildcard, though the default beside it may be written with one.
    if (!hasWildcard(value) || hasVariable(value)) {
        return undefined;
    }
    return wildcardsOf(condition) === "none"
        ? neverMatches(`\`${condition.operator}\` takes the wildcard in "${value}" for a letter`)
        : undefined;
};

/** A key compared with what the request says of itself, or with what its sender chose. */
export const callerSupplied = (value: string): ValueEffect =>
    unrestricted(`"${value}" is filled in by the request itself`);

/** The one variable that means the owner of the resource asked for; all others are filled in by the caller. */
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

/** Account ids: `aws:SourceAccount`, `aws:PrincipalAccount`. */
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
            return unrestricted(`"${value}" fits the accounts of strangers`);
        }
        return isAccountId(value)
            ? accountEffect(value, zone)
            : neverMatches(`"${value}" is not an account id of 12 digits`);
    };

/** ARNs: `aws:SourceArn`, `aws:PrincipalArn`. */
export const arns =
    (variables: boolean, zone: ZoneOfTrust): ValueCheck =>
    (value, condition) => {
        if (isDeferred(value) && isOwnerDeferred(value)) {
            return restricts;
        }
        const wildcards = wildcardsOf(condition);
        if (wildcards !== "fields") {
            const early = textOperatorEffect(value, condition, variables);
            if (early !== undefined) {
                return early;
            }
        } else if (!variables && value.includes("${")) {
            return neverMatches("policy variables are plain text in Version 2008-10-17");
        }
        const plain = variables ? maskVariables(value) : value;
        const arn = arnParts(plain);
        if (arn === undefined) {
            return hasWildcard(value) || plain.includes(mask)
                ? unrestricted(`the wildcard in "${value}" takes the place of the account`)
                : neverMatches(`"${value}" is not an ARN`);
        }
        if (wildcards === "text" && hasWildcard(`${arn.partition}${arn.service}${arn.region}`)) {
            return unrestricted(
                `under \`${condition.operator}\` the wildcard before the account in "${value}" also takes colons`,
            );
        }
        return accountFieldEffect(arn.account, value, zone);
    };

/** Whether the beginning of the ARN is told later, or its account; a name that is told later says nothing of whose it is. */
const isOwnerDeferred = (value: string): boolean =>
    /^\s*\{\{/.test(value) || isDeferred(arnParts(value)?.account ?? "");

const accountFieldEffect = (account: string, value: string, zone: ZoneOfTrust): ValueEffect => {
    if (account === "") {
        return unrestricted(`"${value}" names no account, and a deleted name can be taken by another account`);
    }
    if (account === `${mask}aws.resourceaccount`) {
        return restricts;
    }
    if (account.includes(mask)) {
        return unrestricted(`the account in "${value}" is filled in by the request itself`);
    }
    if (hasWildcard(account)) {
        return unrestricted(`the account in "${value}" fits the accounts of strangers`);
    }
    if (account === "aws") {
        return unrestricted(`"${value}" is AWS's own and acts for everyone`);
    }
    return isAccountId(account)
        ? accountEffect(account, zone)
        : neverMatches(`"${account}" is not an account id of 12 digits`);
};

const organizationEffect = (id: string, zone: ZoneOfTrust): ValueEffect => {
    if (!/^o-[a-z0-9]+$/.test(id)) {
        return neverMatches(`"${id}" is not the id of an organization (o-…)`);
    }
    if (zone.organizations.length === 0 || zone.organizations.includes(id)) {
        return restricts;
    }
    return external(`${id} is not your organization`);
};

/** Organization ids: `aws:SourceOrgID`, `aws:PrincipalOrgID`. */
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
            return unrestricted(`"${value}" fits the organizations of strangers`);
        }
        return organizationEffect(value, zone);
    };

/** Paths in an organization, a key of many values: `aws:SourceOrgPaths`, `aws:PrincipalOrgPaths`. */
export const organizationPaths =
    (variables: boolean, zone: ZoneOfTrust): ValueCheck =>
    (value, condition) => {
        if (condition.setPrefix === undefined) {
            return unrestricted("a key of many values needs `ForAnyValue:`");
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
            return unrestricted(`"${value}" fits the organizations of strangers`);
        }
        return slash === -1 ? neverMatches(`"${value}" is not a path (o-…/r-…/)`) : organizationEffect(id, zone);
    };
