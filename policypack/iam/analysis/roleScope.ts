/** Which roles a Resource of `iam:PassRole` covers. */
import type { PolicyString } from "../model/document";
import { arnParts, type Arn } from "../syntax/arn";
import { maskDeferred } from "../syntax/deferredValue";
import { hasWildcard, overlaps } from "../syntax/glob";
import { memoizeByObject } from "../syntax/memoize";
import { partitions } from "../knowledge/partitions";
import { hasVariable, mask, maskVariables, splitVariables } from "../syntax/variables";

/**
 * `all`: any role of an account, including future ones; `pattern`: any role whose name matches; `serviceLinked`:
 * service-linked roles, which no other service can use; `single`: one role by name; `none`: no role.
 */
export type RoleScope = "all" | "pattern" | "serviceLinked" | "single" | "none";

/*
 * Placeholders from Unicode's private use area, which IAM rejects in documents: a character of a new role's name
 * (matched only by a wildcard), a digit of the account (matched by a digit or a wildcard), and, in a pattern, the value
 * of a policy variable (matches anything but a new name).
 */
const fresh = "\u{e000}";
const digit = "\u{e001}";
const VARIABLE = 0xe002;
const star = 0x2a;
const one = 0x3f;
const colon = 0x3a;

/** Roles that do not exist yet: one with the longest name IAM accepts, one with a shorter name. */
const freshNames = [fresh.repeat(64), fresh.repeat(40)];

/** The roles this Resource covers. `variables` is false for a Version that treats policy variables as literal text. */
export const roleScope = (written: string, variables: boolean): RoleScope => {
    if (written === "*") {
        return "all";
    }
    const resource = maskDeferred(written);
    const prefixes = roleArnPrefixes(resource);
    // Fast path: most Resources have no wildcard, so they name one role or none.
    if (!hasWildcard(resource) && !resource.includes("$")) {
        return scopeOfName(resource, prefixes);
    }
    const codes = codesOf(resource, variables);
    if (isOpen(codes) && prefixes.some((prefix) => freshNames.every((name) => takes(codes, `${prefix}${name}`)))) {
        return "all";
    }
    return variables && hasVariable(resource) ? scopeOfVariable(resource) : scopeOfName(resource, prefixes);
};

/**
 * The role ARN prefixes, up to the name, that this Resource can match. A literal partition and account are used as
 * written, even if they are unknown or a placeholder.
 */
const roleArnPrefixes = (resource: string): readonly string[] => {
    const arn = arnParts(maskVariables(resource));
    const isLiteral = (text: string | undefined): text is string =>
        text !== undefined && !hasWildcard(text) && !text.includes(mask);
    const account = isLiteral(arn?.account) ? arn.account : digit.repeat(12);
    const known = isLiteral(arn?.partition) ? [arn.partition] : partitions;
    return known.map((partition) => `arn:${partition}:iam::${account}:role/`);
};

/**
 * Whether both can match the same role. Two ARNs are compared by field, because a role path has no colons in practice.
 */
export const rolesOverlap = (left: PolicyString, right: PolicyString): boolean => {
    const one = partsOf(left);
    const other = partsOf(right);
    if (one === undefined || other === undefined) {
        return overlaps(left.text, right.text);
    }
    const fields = ["partition", "service", "region", "account", "resource"] as const;
    return fields.every((field) => overlaps(one[field], other[field]));
};

/** A list is compared with every Resource that is granted. */
const partsOf = memoizeByObject(({ text }: PolicyString): Arn | undefined => arnParts(text));

const scopeOfName = (resource: string, prefixes: readonly string[]): RoleScope => {
    if (!matchesSomeRole(resource, prefixes)) {
        return "none";
    }
    const name = arnParts(resource)?.resource ?? resource;
    if (isLinked(name)) {
        return "serviceLinked";
    }
    return hasWildcard(name) ? "pattern" : "single";
};

/** Fast path: most Resources have no wildcard, and for them comparing the prefix is enough. */
const matchesSomeRole = (resource: string, prefixes: readonly string[]): boolean => {
    if (!hasWildcard(resource)) {
        return prefixes.some((prefix) => resource.startsWith(prefix) && !resource.includes(":", prefix.length));
    }
    const codes = codesOf(resource, false);
    return prefixes.some((prefix) => takesSomeRole(codes, prefix));
};

/** A variable in the account field does not change the scope; anywhere else it makes a pattern. */
const scopeOfVariable = (resource: string): RoleScope => {
    const wildcarded = splitVariables(resource)
        .map((part) => ("literal" in part ? part.literal : "*"))
        .join("");
    return scopeOfName(wildcarded, roleArnPrefixes(wildcarded));
};

/**
 * Service-linked roles: only the service in the path may assume them.
 * @see IAM User Guide, using-service-linked-roles
 */
const isLinked = (name: string): boolean => name.startsWith("role/aws-service-role/");

/** Escapes (`${*}`) stay as written: no role ARN contains a dollar sign, so such a pattern never covers all roles. */
const codesOf = (pattern: string, variables: boolean): readonly number[] => {
    const codes: number[] = [];
    for (const part of variables ? splitVariables(pattern) : [{ literal: pattern }]) {
        if ("literal" in part) {
            for (let at = 0; at < part.literal.length; at += 1) {
                codes.push(part.literal.charCodeAt(at));
            }
        } else {
            codes.push(VARIABLE);
        }
    }
    return codes;
};

/** Whether the pattern ends in a wildcard: only such a pattern matches the end of a new name. */
const isOpen = (codes: readonly number[]): boolean => codes.at(-1) === star || codes.at(-1) === one;

/** Whether the pattern matches the whole subject. */
const takes = (codes: readonly number[], subject: string): boolean => after(codes, subject).has(codes.length);

/** The pattern positions that are reachable after matching the subject. */
const after = (codes: readonly number[], subject: string): ReadonlySet<number> => {
    let positions: ReadonlySet<number> = skip(codes, new Set([0]));
    for (let at = 0; at < subject.length && positions.size > 0; at += 1) {
        const next = new Set<number>();
        const given = subject.charAt(at);
        for (const position of positions) {
            step(codes, position, given, next);
        }
        positions = skip(codes, next);
    }
    return positions;
};

/**
 * Whether some role matches. A path can contain a colon, but `arn:aws:iam::*:user/x` is not meant that way, so paths
 * with colons are ignored.
 */
const takesSomeRole = (codes: readonly number[], prefix: string): boolean => {
    const reached = new Set(after(codes, prefix));
    for (const position of reached) {
        if (position < codes.length && codes[position] !== colon) {
            reached.add(position + 1);
        }
    }
    return reached.has(codes.length);
};

const step = (codes: readonly number[], position: number, given: string, next: Set<number>): void => {
    const code = codes[position];
    if (code === undefined) {
        return;
    }
    if (code === star) {
        next.add(position);
    } else if (code === VARIABLE) {
        // A variable matches one or more characters, but never a character of a new role's name.
        if (given !== fresh) {
            next.add(position).add(position + 1);
        }
    } else if (code === one || code === given.charCodeAt(0) || (given === digit && code >= 0x30 && code <= 0x39)) {
        next.add(position + 1);
    }
};

const skip = (codes: readonly number[], positions: Set<number>): Set<number> => {
    for (const position of positions) {
        if (codes[position] === star) {
            positions.add(position + 1);
        }
    }
    return positions;
};
