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

const optionalPart = /\[\[(.*?)\]\]/gs;
const placeholder = /\{([A-Za-z]+)\}/g;

/** The names of the placeholders in a text. */
export const placeholdersIn = (text: string): readonly string[] =>
    [...text.matchAll(placeholder)].flatMap(([, name = ""]) => name);

/** Fills in `{name}`. A part in double brackets is omitted if one of its values is absent. */
export const fillIn = (text: string, data: MessageData): string => {
    const valueOf = (name: string): string | number | undefined => (Object.hasOwn(data, name) ? data[name] : undefined);
    return text
        .replace(optionalPart, (_, part: string) =>
            placeholdersIn(part).every((name) => valueOf(name) !== undefined) ? part : "",
        )
        .replace(placeholder, (whole, name: string) => String(valueOf(name) ?? whole));
};

/** The texts of a message with its values. */
export const render = ({ message, reason, fix }: Message, data: MessageData = {}): Message => ({
    message: fillIn(message, data),
    reason: fillIn(reason, data),
    fix: fillIn(fix, data),
});
