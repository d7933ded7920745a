/**
 * The patterns of IAM: `*` is any text, also across `:` and `/`, `?` is any one character, all else is itself.
 * Nothing here becomes a regular expression: patterns come from strangers, and those can be made to take for ever.
 */

const star = 0x2a;
const one = 0x3f;

/**
 * Whether the pattern matches the whole value. Case counts; lower both where IAM does not care.
 * After a mismatch only the last star can usefully take more, so the work is at most length times length.
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

/** Whether IAM would take this text for a pattern. */
export const hasWildcard = (text: string): boolean => text.includes("*") || text.includes("?");

/** Past this many steps the answer is the one that leads to a finding: no real pattern comes near. */
const mostSteps = 20_000;

/** Whether some value is matched by both patterns. */
export const overlaps = (left: string, right: string): boolean => {
    if (left === "*" || right === "*") {
        return true;
    }
    let steps = 0;
    let row = closure(left, new Set([0]));
    // Row by row over `right`: which positions in `left` can stand beside this place.
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

/** A star moves on without taking anything. */
const closure = (pattern: string, positions: ReadonlySet<number>): Set<number> => {
    const closed = new Set(positions);
    for (const position of closed) {
        if (pattern.charCodeAt(position) === star) {
            closed.add(position + 1);
        }
    }
    return closed;
};

/** A star on the other side may take any run of this pattern: every place from the first on is reachable. */
const onwards = (pattern: string, positions: ReadonlySet<number>): Set<number> => {
    const reached = new Set(positions);
    for (const position of reached) {
        if (position < pattern.length) {
            reached.add(position + 1);
        }
    }
    return reached;
};

/** A place past the end leads nowhere. */
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
 * Whether the pattern matches everything the other pattern matches. When in doubt the answer is no, which never takes
 * a grant away.
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
    // Most pairs part before the first wildcard, and most patterns end in their only one, a star.
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
    // All ways `other` can be spelled must keep some place of `pattern` alive and end at its end. A wildcard of
    // `other` is spelled with a character that stands in no pattern: the hardest to match.
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
            open.push({ at, positions: closure(pattern, afterStranger(pattern, positions)) });
        } else {
            const after = code === one ? afterStranger(pattern, positions) : beside(pattern, positions, code);
            open.push({ at: at + 1, positions: closure(pattern, after) });
        }
    }
    return true;
};

const afterStranger = (pattern: string, positions: ReadonlySet<number>): Set<number> => {
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
