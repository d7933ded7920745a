/** Which roles a Resource of `iam:PassRole` reaches. */
import { arnParts } from "../syntax/arn";
import { hasWildcard, overlaps } from "../syntax/glob";
import { partitions } from "../knowledge/partitions";
import { hasVariable, mask, maskVariables, splitVariables } from "../syntax/variables";

/**
 * `every`: any role of an account, also those made tomorrow; `pattern`: any role whose name fits; `linked`:
 * service-linked roles, which AWS lets no other service use; `one`: a role by its name; `none`: no role at all.
 */
export type RoleScope = "all" | "pattern" | "serviceLinked" | "single" | "none";

/*
 * Stand-ins from Unicode's private use area, which no document of IAM may contain: a character of a fresh role's name
 * (only a wildcard takes it), a digit of the account (a digit or a wildcard takes it), and, in a pattern, what a policy
 * variable fills in (anything but a fresh name).
 */
const fresh = "\u{e000}";
const digit = "\u{e001}";
const VARIABLE = 0xe002;
const star = 0x2a;
const one = 0x3f;
const colon = 0x3a;

/** A role that is not there yet, under a name as long as IAM takes, and under a shorter one. */
const freshNames = [fresh.repeat(64), fresh.repeat(40)];

/** What this Resource reaches. Versions without policy variables read them as text. */
export const roleScope = (resource: string, variables: boolean): RoleScope => {
    if (resource === "*") {
        return "all";
    }
    const prefixes = roleArnPrefixes(resource);
    // Without a wildcard it is one name or none, as most are.
    if (!hasWildcard(resource) && !resource.includes("$")) {
        return scopeOfName(resource, prefixes);
    }
    const codes = codesOf(resource, variables);
    if (prefixes.some((prefix) => freshNames.every((name) => takes(codes, `${prefix}${name}`)))) {
        return "all";
    }
    return variables && hasVariable(resource) ? scopeOfVariable(resource) : scopeOfName(resource, prefixes);
};

/**
 * Where roles can live as far as this Resource is concerned, as ARNs up to the name. Its own partition and account are
 * taken at their word, be they unknown or a placeholder still to be filled in.
 */
const roleArnPrefixes = (resource: string): readonly string[] => {
    const own = arnParts(maskVariables(resource));
    const isWord = (text: string | undefined): text is string =>
        text !== undefined && !hasWildcard(text) && !text.includes(mask);
    const account = isWord(own?.account) ? own.account : digit.repeat(12);
    const known = isWord(own?.partition) ? [own.partition] : partitions;
    return known.map((partition) => `arn:${partition}:iam::${account}:role/`);
};

/** Whether some role is meant by both. Field by field where both have fields: nobody means a path with colons. */
export const rolesOverlap = (left: string, right: string): boolean => {
    const one = arnParts(left);
    const other = arnParts(right);
    if (one === undefined || other === undefined) {
        return overlaps(left, right);
    }
    const fields = ["partition", "service", "region", "account", "resource"] as const;
    return fields.every((field) => overlaps(one[field], other[field]));
};

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

/** Most Resources are one name, for which it is enough to look at how it begins. */
const matchesSomeRole = (resource: string, prefixes: readonly string[]): boolean => {
    if (!hasWildcard(resource)) {
        return prefixes.some((prefix) => resource.startsWith(prefix) && !resource.includes(":", prefix.length));
    }
    const codes = codesOf(resource, false);
    return prefixes.some((prefix) => takesSomeRole(codes, prefix));
};

/** A variable in the account field narrows and widens nothing; anywhere else it makes a pattern. */
const scopeOfVariable = (resource: string): RoleScope => {
    const open = splitVariables(resource)
        .map((part) => ("literal" in part ? part.literal : "*"))
        .join("");
    return scopeOfName(open, roleArnPrefixes(open));
};

/** AWS makes these roles, and only the service in the path may assume them. @see IAM User Guide, using-service-linked-roles */
const isLinked = (name: string): boolean => name.startsWith("role/aws-service-role/");

/** What is escaped (`${*}`) stays so: a dollar is in no role's ARN, and no text with one is every role. */
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

/** Whether the codes match the whole subject. */
const takes = (codes: readonly number[], subject: string): boolean => after(codes, subject).has(codes.length);

/** Where in the codes one can stand after the subject, all ways at once. */
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
 * Whether some role fits. A path may hold a colon, but nobody means that by `arn:aws:iam::*:user/x`: not counted.
 */
const takesSomeRole = (codes: readonly number[], place: string): boolean => {
    const reached = new Set(after(codes, place));
    for (const position of reached) {
        if (position < codes.length && codes[position] !== colon) {
            reached.add(position + 1);
        }
    }
    return reached.has(codes.length);
};

const step = (codes: readonly number[], place: number, given: string, next: Set<number>): void => {
    const code = codes[place];
    if (code === undefined) {
        return;
    }
    if (code === star) {
        next.add(place);
    } else if (code === VARIABLE) {
        // A variable takes one character or more, never of a name that nobody chose yet.
        if (given !== fresh) {
            next.add(place).add(place + 1);
        }
    } else if (code === one || code === given.charCodeAt(0) || (given === digit && code >= 0x30 && code <= 0x39)) {
        next.add(place + 1);
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
