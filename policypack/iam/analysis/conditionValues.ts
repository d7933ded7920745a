/** What a value of an account, ARN or organization key binds. Every judge is for positive operators. */
import { arnParts, isAccountId } from "../syntax/arn";
import type { Grip, Judge } from "./conditions";
import { hasWildcard } from "../syntax/glob";
import type { NormalCondition } from "../model/document";
import { operatorNamed } from "../syntax/conditionOperators";
import type { Own } from "./zoneOfTrust";
import { isToldLater } from "../syntax/deferredValue";
import { hasVariable, mask, masked, parts } from "../syntax/variables";

const binds: Grip = { grip: "binds" };
const open = (why: string): Grip => ({ grip: "open", why });
const dead = (why: string): Grip => ({ grip: "dead", why });
const foreign = (why: string): Grip => ({ grip: "foreign", why });

const wildcardsOf = ({ operator }: NormalCondition): "none" | "text" | "fields" =>
    operatorNamed(operator)?.wildcards ?? "none";

/** Text operators are the only ones whose meaning over account ids and organization ids is certain. */
function byText(value: string, condition: NormalCondition, variables: boolean): Grip | undefined {
    const compares = operatorNamed(condition.operator)?.compares;
    if (compares === "arn" && !hasWildcard(value))
        return dead(`\`${condition.operator}\` compares ARNs, and "${value}" is none`);
    if (compares !== "text") return open(`\`${condition.operator}\` does not compare text`);
    if (!variables && value.includes("${")) return dead("policy variables are plain text in Version 2008-10-17");
    // What a request fills in is no wildcard, though the default beside it may be written with one.
    if (!hasWildcard(value) || hasVariable(value)) return undefined;
    return wildcardsOf(condition) === "none"
        ? dead(`\`${condition.operator}\` takes the wildcard in "${value}" for a letter`)
        : undefined;
}

/** A key compared with what the request says of itself, or with what its sender chose. */
export const filledIn = (value: string): Grip => open(`"${value}" is filled in by the request itself`);

/** The one variable that means the owner of the resource asked for; all others are filled in by the caller. */
function byVariable(value: string, ownVariable: string): Grip {
    const [only, ...more] = parts(value);
    return only !== undefined &&
        more.length === 0 &&
        "variable" in only &&
        only.variable === ownVariable &&
        only.fallback === undefined
        ? binds
        : filledIn(value);
}

function accountGrip(account: string, own: Own): Grip {
    if (own.accounts.length === 0 || own.accounts.includes(account)) return binds;
    return foreign(`${account} is not one of your accounts`);
}

/** Account ids: `aws:SourceAccount`, `aws:PrincipalAccount`. */
export const accounts =
    (variables: boolean, own: Own): Judge =>
    (value, condition) => {
        if (isToldLater(value)) return binds;
        const early = byText(value, condition, variables);
        if (early !== undefined) return early;
        if (hasVariable(value)) return byVariable(value, "aws:resourceaccount");
        if (hasWildcard(value)) return open(`"${value}" fits the accounts of strangers`);
        return isAccountId(value) ? accountGrip(value, own) : dead(`"${value}" is not an account id of 12 digits`);
    };

/** ARNs: `aws:SourceArn`, `aws:PrincipalArn`. */
export const arns =
    (variables: boolean, own: Own): Judge =>
    (value, condition) => {
        if (isToldLater(value) && saysWhoLater(value)) return binds;
        const wildcards = wildcardsOf(condition);
        if (wildcards !== "fields") {
            const early = byText(value, condition, variables);
            if (early !== undefined) return early;
        } else if (!variables && value.includes("${")) {
            return dead("policy variables are plain text in Version 2008-10-17");
        }
        const plain = variables ? masked(value) : value;
        const arn = arnParts(plain);
        if (arn === undefined) {
            return hasWildcard(value) || plain.includes(mask)
                ? open(`the wildcard in "${value}" takes the place of the account`)
                : dead(`"${value}" is not an ARN`);
        }
        if (wildcards === "text" && hasWildcard(`${arn.partition}${arn.service}${arn.region}`)) {
            return open(
                `under \`${condition.operator}\` the wildcard before the account in "${value}" also takes colons`,
            );
        }
        return byAccountField(arn.account, value, own);
    };

/** Whether the beginning of the ARN is told later, or its account; a name that is told later says nothing of whose it is. */
const saysWhoLater = (value: string): boolean => /^\s*\{\{/.test(value) || isToldLater(arnParts(value)?.account ?? "");

function byAccountField(account: string, value: string, own: Own): Grip {
    if (account === "") return open(`"${value}" names no account, and a deleted name can be taken by another account`);
    if (account === `${mask}aws.resourceaccount`) return binds;
    if (account.includes(mask)) return open(`the account in "${value}" is filled in by the request itself`);
    if (hasWildcard(account)) return open(`the account in "${value}" fits the accounts of strangers`);
    if (account === "aws") return open(`"${value}" is AWS's own and acts for everyone`);
    return isAccountId(account) ? accountGrip(account, own) : dead(`"${account}" is not an account id of 12 digits`);
}

function organizationGrip(id: string, own: Own): Grip {
    if (!/^o-[a-z0-9]+$/.test(id)) return dead(`"${id}" is not the id of an organization (o-…)`);
    if (own.organizations.length === 0 || own.organizations.includes(id)) return binds;
    return foreign(`${id} is not your organization`);
}

/** Organization ids: `aws:SourceOrgID`, `aws:PrincipalOrgID`. */
export const organizations =
    (variables: boolean, own: Own): Judge =>
    (value, condition) => {
        if (isToldLater(value)) return binds;
        const early = byText(value, condition, variables);
        if (early !== undefined) return early;
        if (hasVariable(value)) return byVariable(value, "aws:resourceorgid");
        if (hasWildcard(value)) return open(`"${value}" fits the organizations of strangers`);
        return organizationGrip(value, own);
    };

/** Paths in an organization, a key of many values: `aws:SourceOrgPaths`, `aws:PrincipalOrgPaths`. */
export const organizationPaths =
    (variables: boolean, own: Own): Judge =>
    (value, condition) => {
        if (condition.setPrefix === undefined) return open("a key of many values needs `ForAnyValue:`");
        const early = byText(value, condition, variables);
        if (early !== undefined) return early;
        const slash = value.indexOf("/");
        const id = slash === -1 ? value : value.slice(0, slash);
        if (isToldLater(id)) return binds;
        if (hasWildcard(id) || id.includes("$")) return open(`"${value}" fits the organizations of strangers`);
        return slash === -1 ? dead(`"${value}" is not a path (o-…/r-…/)`) : organizationGrip(id, own);
    };
