import { memoizeByText } from "../iam";

/** The texts of a violation. A rule writes each of them once, and reports the values to fill in. */
export interface Message {
    /** What is wrong: a clause without a period. */
    readonly message: string;
    /** Why it matters, as one or two sentences. */
    readonly reason: string;
    /** What to do, as a sentence. Text to paste is the violation's `replacement`. */
    readonly fix: string;
}

/** Values for the placeholders of a message. */
export type MessageData = Readonly<Record<string, string | number | undefined>>;

/** Literal text, or a placeholder. */
type Part = string | { readonly name: string; readonly written: string };

/** Parts that are omitted together if a value of theirs is absent. */
interface Section {
    readonly isOptional: boolean;
    readonly parts: readonly Part[];
    /** The names of the placeholders. */
    readonly names: readonly string[];
}

/** `split` returns what its expression captures between the rest, at odd positions. */
const partsOf = (text: string): readonly Part[] =>
    text
        .split(/\{([A-Za-z]+)\}/)
        .map((part, at): Part => (at % 2 === 0 ? part : { name: part, written: `{${part}}` }))
        .filter((part) => part !== "");

/** The few texts of the rules are filled in for each violation. */
const sectionsOf = memoizeByText(200_000, (text): readonly Section[] =>
    text.split(/\[\[(.*?)\]\]/s).map((section, at) => {
        const parts = partsOf(section);
        const names = parts.flatMap((part) => (typeof part === "string" ? [] : [part.name]));
        return { isOptional: at % 2 === 1, parts, names };
    }),
);

/** The names of the placeholders in a text. */
export const placeholdersIn = (text: string): readonly string[] => sectionsOf(text).flatMap(({ names }) => names);

/** Fills in `{name}`. A part in double brackets is omitted if one of its values is absent. */
export const fillIn = (text: string, data: MessageData): string => {
    const valueOf = (name: string): string | number | undefined => (Object.hasOwn(data, name) ? data[name] : undefined);
    let filled = "";
    for (const section of sectionsOf(text)) {
        if (section.isOptional && section.names.some((name) => valueOf(name) === undefined)) {
            continue;
        }
        for (const part of section.parts) {
            filled += typeof part === "string" ? part : String(valueOf(part.name) ?? part.written);
        }
    }
    return filled;
};

/** The texts of a message with its values. */
export const render = ({ message, reason, fix }: Message, data: MessageData = {}): Message => ({
    message: fillIn(message, data),
    reason: fillIn(reason, data),
    fix: fillIn(fix, data),
});
