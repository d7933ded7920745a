/**
 * IAM's glob patterns: `*` matches any text, including `:` and `/`, `?` matches exactly one character, and every other
 * character matches itself. Not implemented with regular expressions: a hostile pattern could make them backtrack
 * exponentially.
 */

const star = 0x2a;
const one = 0x3f;

/** The characters that are compared again after a mismatch; of real patterns far fewer. */
const mostRetried = 50_000;

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
const mostSteps = 4_000;

/** Whether one character can match both symbols, neither of which is a star. */
const isCompatible = (left: number, right: number): boolean => left === right || left === one || right === one;

/**
 * Whether at least one value matches both patterns. What both have before their first star must be compatible, and what
 * both have after their last one. If both have a star, one of them can match what is left of the other.
 */
export const overlaps = (left: string, right: string): boolean => {
    let start = 0;
    let [leftEnd, rightEnd] = [left.length, right.length];
    while (start < leftEnd && start < rightEnd) {
        const [code, other] = [left.charCodeAt(start), right.charCodeAt(start)];
        if (code === star || other === star) {
            break;
        }
        if (!isCompatible(code, other)) {
            return false;
        }
        start += 1;
    }
    while (leftEnd > start && rightEnd > start) {
        const [code, other] = [left.charCodeAt(leftEnd - 1), right.charCodeAt(rightEnd - 1)];
        if (code === star || other === star) {
            break;
        }
        if (!isCompatible(code, other)) {
            return false;
        }
        leftEnd -= 1;
        rightEnd -= 1;
    }
    const [leftRest, rightRest] = [left.slice(start, leftEnd), right.slice(start, rightEnd)];
    if (leftRest.includes("*")) {
        return rightRest.includes("*") || fits(leftRest, rightRest);
    }
    return fits(rightRest, leftRest);
};

/** Whether a value matches the pattern and the other one, which has no star; also beyond the limit. */
const fits = (pattern: string, other: string): boolean =>
    compare(pattern, other.length, (code, at) => isCompatible(code, other.charCodeAt(at))) !== false;

/**
 * Compares a pattern with something of a length, by a function that compares one symbol of each; undefined beyond the
 * limit. After a mismatch only the last star needs to match more.
 */
const compare = (
    pattern: string,
    length: number,
    equals: (code: number, at: number) => boolean,
): boolean | undefined => {
    let at = 0;
    let inOther = 0;
    let lastStar = -1;
    let resume = 0;
    let retried = 0;
    while (inOther < length) {
        const code = at < pattern.length ? pattern.charCodeAt(at) : -1;
        if (code === star) {
            lastStar = at;
            resume = inOther;
            at += 1;
        } else if (code !== -1 && equals(code, inOther)) {
            at += 1;
            inOther += 1;
        } else if (lastStar !== -1) {
            retried += inOther - resume;
            if (retried > mostRetried) {
                return undefined;
            }
            at = lastStar + 1;
            resume += 1;
            inOther = resume;
        } else {
            return false;
        }
    }
    while (pattern.charCodeAt(at) === star) {
        at += 1;
    }
    return at >= pattern.length;
};

/** Whether a pattern matches what another one matches, with each of its stars read as this many characters. */
const coversInstance = (pattern: string, other: string, charactersOfStar: number): boolean => {
    const [first = "", ...rest] = other.split("*");
    const instance = [first, ...rest.map((part) => "?".repeat(charactersOfStar) + part)].join("");
    return compare(pattern, instance.length, (code, at) => code === one || isLiteral(code, instance, at)) === true;
};

/** Whether the symbol is the same literal character. */
const isLiteral = (code: number, other: string, at: number): boolean => {
    const symbol = other.charCodeAt(at);
    return code === symbol && symbol !== one && symbol !== star;
};

/** Whether each star of the other pattern is matched by one of the pattern: enough, but with `?` not always needed. */
const coversStars = (pattern: string, other: string): boolean =>
    compare(pattern, other.length, (code, at) =>
        code === one ? other.charCodeAt(at) !== star : isLiteral(code, other, at),
    ) === true;

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

/** The positions after one character; the end of the pattern has no successor. */
const beside = (pattern: string, positions: ReadonlySet<number>, code: number): Set<number> => {
    const next = new Set<number>();
    for (const position of positions) {
        const symbol = pattern.charCodeAt(position);
        if (symbol === star) {
            next.add(position);
        } else if (isCompatible(symbol, code)) {
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
    if (!other.includes("*")) {
        return coversInstance(pattern, other, 0);
    }
    if (!pattern.includes("*")) {
        return false;
    }
    // Fast paths: most pairs differ before the first wildcard, and most patterns end in their only wildcard, a star.
    const wildcard = pattern.search(/[*?]/);
    if (!other.startsWith(pattern.slice(0, wildcard))) {
        return false;
    }
    if (wildcard === pattern.length - 1 || coversStars(pattern, other)) {
        return true;
    }
    const ones = pattern.split("?").length - 1;
    if (ones === 0 || !coversInstance(pattern, other, 0) || !coversInstance(pattern, other, ones + 1)) {
        return false;
    }
    return coversEveryText(pattern, other);
};

/** Searches for a text that the other pattern matches and the pattern does not. */
const coversEveryText = (pattern: string, other: string): boolean => {
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
