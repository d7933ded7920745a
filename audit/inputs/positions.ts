/** Where values stand in a text: lines and columns, from 1. */
import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from "yaml";
import { stepsOf } from "../../policypack/documents/values/place";
import type { Step } from "../../policypack/documents/values/paths";

export interface Position {
    readonly line: number;
    readonly column: number;
}

/** The lines of a text, found once. */
export class Lines {
    private starts: readonly number[] | undefined;

    constructor(private readonly text: string) {}

    /** The position of an offset. */
    at(offset: number): Position {
        const starts = (this.starts ??= this.find());
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((starts[middle] ?? 0) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    }

    private find(): readonly number[] {
        const starts = [0];
        for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) {
            starts.push(at + 1);
        }
        return starts;
    }
}

/** The position of a member with this text value, such as the URN of a resource in an export. */
export const memberPosition = (
    text: string,
    lines: Lines,
): ((member: string, value: string) => Position | undefined) => {
    const positions = new Map<string, number>();
    const scanned = new Set<string>();
    // One pass for each member: a search for each value would read a large text as often as there are violations.
    const scan = (member: string): void => {
        scanned.add(member);
        const pattern = new RegExp(`"${member}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`, "g");
        for (const match of text.matchAll(pattern)) {
            const key = `${member}\n${match[1] ?? ""}`;
            if (!positions.has(key)) {
                positions.set(key, match.index);
            }
        }
    };
    return (member, value) => {
        if (!scanned.has(member)) {
            scan(member);
        }
        const offset = positions.get(`${member}\n${JSON.stringify(value)}`);
        return offset === undefined ? undefined : lines.at(offset);
    };
};

/** Larger templates are evaluated, but have no lines: their positions would take longer than their rules. */
const maxCharacters = 5_000_000;

const offsetOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** The node at a step, and the offset to show for it: that of its key, if it has one. */
const childOf = (
    node: unknown,
    step: Step,
): { readonly child: unknown; readonly offset: number | undefined } | undefined => {
    if (isSeq(node)) {
        const child: unknown = node.items[Number(step)];
        return child === undefined ? undefined : { child, offset: offsetOf(child) };
    }
    const pair = isMap(node)
        ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
        : undefined;
    return pair && { child: pair.value, offset: offsetOf(pair.key) };
};

/** A function in its short form, `!Sub`, which is a member in the value. */
const isShortForm = (node: unknown): boolean => isNode(node) && node.tag?.startsWith("!") === true;

/** The offset of the deepest value on these steps that the document has. */
const offsetAt = (document: ReturnType<typeof parseDocument>, steps: readonly Step[]): number | undefined => {
    let node: unknown = document.contents;
    let offset: number | undefined;
    for (const step of steps) {
        const found = childOf(isAlias(node) ? node.resolve(document) : node, step);
        if (found !== undefined) {
            node = found.child;
            offset = found.offset ?? offset;
        } else if (!isShortForm(node)) {
            return offset;
        }
    }
    return offset;
};

/** Finds paths of a JSON or YAML text, whose value is `root`. */
export const pathPosition = (text: string, root: () => unknown): ((path: string) => Position | undefined) => {
    let parsed: { readonly document: ReturnType<typeof parseDocument>; readonly value: unknown } | undefined | null =
        null;
    const parse = (): typeof parsed => {
        if (text.length > maxCharacters) {
            return undefined;
        }
        try {
            const document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
            return { document, value: root() };
        } catch {
            return undefined;
        }
    };
    const lines = new Lines(text);
    return (path) => {
        parsed = parsed === null ? parse() : parsed;
        if (parsed === undefined || parsed === null) {
            return undefined;
        }
        try {
            const steps = longestSteps(parsed.value, path);
            const offset = offsetAt(parsed.document, steps);
            return offset === undefined ? undefined : lines.at(offset);
        } catch {
            return undefined;
        }
    };
};

/** The steps of as much of the path as leads somewhere. */
const longestSteps = (root: unknown, path: string): readonly Step[] => {
    for (let rest = path; rest !== ""; rest = rest.replace(/(?:^|[.[])[^.[]*$/, "")) {
        const steps = stepsOf(root, rest);
        if (steps !== undefined) {
            return steps;
        }
    }
    return [];
};
