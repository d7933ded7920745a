import { covers, hasWildcard, overlaps } from "./glob";

/** The patterns of one element. Literal ones are looked up, because most names in long lists are literal. */
export class PatternList {
    private readonly literals: ReadonlySet<string>;
    private readonly patterns: readonly string[];

    constructor(private readonly texts: readonly string[]) {
        this.literals = new Set(texts.filter((text) => !hasWildcard(text)));
        this.patterns = [...new Set(texts.filter(hasWildcard))];
    }

    /** Whether one of the patterns matches everything the text matches. */
    covers(text: string): boolean {
        return this.literals.has(text) || this.patterns.some((pattern) => covers(pattern, text));
    }

    /** Whether a value matches both the text and one of the patterns. */
    overlaps(text: string): boolean {
        return hasWildcard(text)
            ? this.texts.some((one) => overlaps(one, text))
            : this.literals.has(text) || this.patterns.some((pattern) => overlaps(pattern, text));
    }
}
