/**
 * IAM's glob patterns: `*` matches any text, including `:` and `/`, `?` matches exactly one character, and every other
 * character matches itself. Not implemented with regular expressions: a hostile pattern could make them backtrack
 * exponentially.
 */

const star = 0x2a;
const one = 0x3f;

/**
 * Whether the pattern matches the whole value. Case-sensitive; callers lower-case both where IAM ignores case.
 * After a mismatch only the last star needs to match more, so the cost is at most pattern length times value length.
 */
export const matches = (pattern: string, value: string): boolean => {
    let at = 0;
    let inValue = 0;
    let lastStar = -1;
    let resume = 0;
    while (inValue < value.length) {
        const code = at < pattern.length ? pattern.charCodeAt(at) : -1;
        if (code === star) {
            lastStar = at;
            resume = inValue;
            at += 1;
        } else if (code === one || code === value.charCodeAt(inValue)) {
            at += 1;
            inValue += 1;
        } else if (lastStar !== -1) {
            at = lastStar + 1;
            resume += 1;
            inValue = resume;
        } else {
            return false;
        }
    }
    while (pattern.charCodeAt(at) === star) {
        at += 1;
    }
    return at >= pattern.length;
};

/** Whether IAM treats this text as a pattern. */
export const hasWildcard = (text: string): boolean => text.includes("*") || text.includes("?");

/** The step limit; real patterns stay far below. Beyond it, the result is the one that leads to a violation. */
const mostSteps = 20_000;

/** Whether at least one value matches both patterns. */
export const overlaps = (left: string, right: string): boolean => {
    if (left === "*" || right === "*") {
        return true;
    }
    let steps = 0;
    let row = closure(left, new Set([0]));
    // For each position in `right`: the positions in `left` that a common prefix can reach.
    for (let at = 0; at < right.length; at += 1) {
        const code = right.charCodeAt(at);
        row = closure(left, code === star ? onwards(left, row) : beside(left, row, code));
        steps += row.size;
        if (row.size === 0) {
            return false;
        }
        if (steps > mostSteps) {
            return true;
        }
    }
    return row.has(left.length);
};

/** Adds the positions after each star, because a star may match nothing. */
const closure = (pattern: string, positions: ReadonlySet<number>): Set<number> => {
    const closed = new Set(positions);
    for (const position of closed) {
        if (pattern.charCodeAt(position) === star) {
            closed.add(position + 1);
        }
    }
    return closed;
};

/** A star in the other pattern can match any part of this one, so every later position is reachable. */
const onwards = (pattern: string, positions: ReadonlySet<number>): Set<number> => {
    const reached = new Set(positions);
    for (const position of reached) {
        if (position < pattern.length) {
            reached.add(position + 1);
        }
    }
    return reached;
};

/** The positions after one character; the end of the pattern has no successor. */
const beside = (pattern: string, positions: ReadonlySet<number>, code: number): Set<number> => {
    const next = new Set<number>();
    for (const position of positions) {
        const symbol = pattern.charCodeAt(position);
        if (symbol === star) {
            next.add(position);
        } else if (symbol === one || code === one || symbol === code) {
            next.add(position + 1);
        }
    }
    return next;
};

/**
 * Whether the pattern matches everything the other pattern matches. Returns false when the step limit is reached, so
 * that a Deny never removes a grant by mistake.
 */
export const covers = (pattern: string, other: string): boolean => {
    if (pattern === other) {
        return true;
    }
    if (!hasWildcard(other)) {
        return matches(pattern, other);
    }
    if (!hasWildcard(pattern)) {
        return false;
    }
    // Fast paths: most pairs differ before the first wildcard, and most patterns end in their only wildcard, a star.
    const wildcard = pattern.search(/[*?]/);
    if (!other.startsWith(pattern.slice(0, wildcard))) {
        return false;
    }
    if (wildcard === pattern.length - 1 && pattern.endsWith("*")) {
        return true;
    }
    const start = closure(pattern, new Set([0]));
    const open: { readonly at: number; readonly positions: ReadonlySet<number> }[] = [{ at: 0, positions: start }];
    const done = new Set<string>();
    let steps = 0;
    // Every text that `other` matches must reach the end of `pattern`. A wildcard of `other` is replaced by a character
    // that occurs in no pattern, because only wildcards match it.
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { at, positions } = next;
        steps += positions.size + 1;
        if (positions.size === 0 || steps > mostSteps) {
            return false;
        }
        if (at === other.length) {
            if (!positions.has(pattern.length)) {
                return false;
            }
            continue;
        }
        const name = `${at} ${[...positions].join()}`;
        if (done.has(name)) {
            continue;
        }
        done.add(name);
        const code = other.charCodeAt(at);
        if (code === star) {
            open.push({ at: at + 1, positions });
            open.push({ at, positions: closure(pattern, afterUnlistedCharacter(pattern, positions)) });
        } else {
            const after = code === one ? afterUnlistedCharacter(pattern, positions) : beside(pattern, positions, code);
            open.push({ at: at + 1, positions: closure(pattern, after) });
        }
    }
    return true;
};

const afterUnlistedCharacter = (pattern: string, positions: ReadonlySet<number>): Set<number> => {
    const next = new Set<number>();
    for (const position of positions) {
        const symbol = pattern.charCodeAt(position);
        if (symbol === star) {
            next.add(position);
        } else if (symbol === one) {
            next.add(position + 1);
        }
    }
    return next;
};
