/** Reads YAML as Pulumi's CLI does, which differs from YAML 1.2 in its octal numbers, its dates and its merge keys. */
import { isScalar, parseDocument, visit, type Document, type ScalarTag } from "yaml";
import { UnquotedScalar } from "./unquotedScalar";

const tag = (name: string, test: RegExp, resolve: (source: string) => unknown): ScalarTag => ({
    tag: `tag:yaml.org,2002:${name}`,
    default: true,
    test,
    resolve,
});

const sign = (digits: string): number => (digits.startsWith("-") ? -1 : 1);

/** The value of an integer of any base: `0x1F`, `0b101`, `0o17`, and `017`, which is octal too. */
const integer = (source: string): number => {
    const digits = source.replace(/^[-+]/, "").toLowerCase();
    return sign(source) * Number(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
};

const number = (source: string): unknown => {
    const digits = source.replaceAll("_", "");
    const value = /^[-+]?(?:0[xbo]|0[0-7]+$)/i.test(digits) ? integer(digits) : Number(digits);
    // A number that is too large is text.
    return Number.isFinite(value) ? new UnquotedScalar(value, source, "number") : source;
};

const dateForm =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](?=.*(?:Z|[-+]\d\d:\d\d)$)| (?=[\d:.]+$))(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

const twoDigits = (text = "0"): string => text.padStart(2, "0");

const date = (source: string): unknown => {
    const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] =
        dateForm.exec(source) ?? [];
    const start = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    const isDay = start.getUTCMonth() + 1 === Number(month) && start.getUTCDate() === Number(day);
    if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
        return source;
    }
    const offset = zone.replace(":", "");
    const text = [
        [year, month, day].map(twoDigits).join("-"),
        `${[hour, minute, second].map(twoDigits).join(":")}${fraction.replace(/\.?0*$/, "")}`,
        /^(?:Z|[-+]0000)$/.test(offset) ? "+0000 UTC" : `${offset} ${offset}`,
    ];
    return new UnquotedScalar(text.join(" "), source, "date");
};

/** @see https://github.com/go-yaml/yaml/blob/v3.0.1/resolve.go */
const scalarTags: readonly ScalarTag[] = [
    tag("null", /^(?:~|null|Null|NULL)?$/, () => null),
    tag(
        "bool",
        /^(?:true|True|TRUE|false|False|FALSE)$/,
        (source) => new UnquotedScalar(/^t/i.test(source), source, "boolean"),
    ),
    tag("timestamp", dateForm, date),
    tag("int", /^[-+]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*)$/, number),
    tag("float", /^[-+]?(?:\.\d+|\d[\d_]*\.?[\d_]*)(?:[eE][-+]?\d+)?$/, number),
];

/** A property name that Pulumi reads differently from how it is written. */
export interface MisreadName {
    readonly offset: number;
    readonly source: string;
    readonly kind: string;
    readonly text: string;
}

/** Replaces the names of properties that YAML does not read as text with the text that Pulumi makes of them. */
const namesAsText = (document: Document): readonly MisreadName[] => {
    const misread: MisreadName[] = [];
    visit(document, {
        Pair: (_, { key }) => {
            if (isScalar(key) && key.value instanceof UnquotedScalar) {
                const { value, source, kind } = key.value;
                const text = String(value);
                key.value = text;
                if (text !== source) {
                    misread.push({ offset: key.range?.[0] ?? 0, source, kind, text });
                }
            }
        },
    });
    return misread;
};

/** Whether a value contains itself, by an alias. */
const isCircular = (value: unknown, ancestors: readonly unknown[] = []): boolean =>
    typeof value === "object" &&
    value !== null &&
    (ancestors.includes(value) || Object.values(value).some((inner) => isCircular(inner, [...ancestors, value])));

/** A file that is not valid YAML: the position of each error, and the reason. */
export interface YamlError {
    readonly offset: number;
    readonly reason: string;
}

/** The content of a YAML file. */
export interface YamlContent {
    /** The value, with each scalar that YAML does not read as text in an UnquotedScalar; undefined after an error. */
    readonly value: unknown;
    readonly errors: readonly YamlError[];
    readonly misreadNames: readonly MisreadName[];
}

/** Reads a YAML file. */
export const parsePulumiYaml = (text: string): YamlContent => {
    const document = parseDocument(text, { schema: "failsafe", customTags: [...scalarTags], merge: true });
    const failed = (errors: readonly YamlError[]): YamlContent => ({ value: undefined, errors, misreadNames: [] });
    if (document.errors.length > 0) {
        return failed(
            document.errors.map(({ message, pos }) => ({
                offset: pos[0],
                reason: (message.split(" at line ")[0] ?? message).toLowerCase(),
            })),
        );
    }
    const misreadNames = namesAsText(document);
    try {
        const value: unknown = document.toJS();
        return isCircular(value)
            ? failed([{ offset: 0, reason: "an alias refers to a value that contains it" }])
            : { value, errors: [], misreadNames };
    } catch (error) {
        if (error instanceof ReferenceError) {
            return failed([{ offset: 0, reason: error.message.toLowerCase() }]);
        }
        throw error;
    }
};
