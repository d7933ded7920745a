/**
 * Writes replacements for CloudFormation templates. A rule sees a document with the functions of the template resolved;
 * what it keeps is written with them, and what it adds with pseudo parameters.
 */
import { isDeferred, type Replacement } from "../iam";
import { valueAtPath, writtenPath } from "../documents";
import { getOwn, keysOf } from "../documents/values/paths";
import { writeValue, type WrittenReplacement } from "./replacement";

/** The account of the stack, for a value that `inTemplate` writes. */
export const accountOfStack = "${AWS::AccountId}";

/** The account that stands for an unknown one while a template is resolved. */
const someAccount = "000000000000";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether the value is a function of CloudFormation: only the deployment knows what takes its place. */
const isFunction = (value: unknown): boolean => {
    const [only = "", ...others] = isObject(value) ? keysOf(value) : [];
    return others.length === 0 && (only === "Ref" || only.startsWith("Fn::"));
};

/** Where a text stands in a statement: its element, with the type of a principal or the key of a condition. */
const placeOf = (steps: readonly string[]): string => {
    const [element = "", ...inner] = steps;
    const key = (element === "Condition" ? inner[1] : inner[0]) ?? "";
    return element === "Condition" || element.endsWith("Principal") ? `${element} ${key.toLowerCase()}` : element;
};

/** The texts of a statement, by what they resolve to. */
class DeclaredTexts {
    private readonly declared = new Map<string, unknown>();
    private isUnclear = false;

    /** Undefined if the statement cannot be compared with its resolved form, as under `Fn::If`. */
    static of(resolved: unknown, declared: unknown): DeclaredTexts | undefined {
        const texts = new DeclaredTexts();
        texts.compare(resolved, declared, []);
        return texts.isUnclear ? undefined : texts;
    }

    private compare(resolved: unknown, declared: unknown, steps: readonly string[]): void {
        if (typeof resolved === "string") {
            this.add(resolved, declared, steps);
        } else if (Array.isArray(resolved)) {
            this.isUnclear ||= !Array.isArray(declared) || declared.length !== resolved.length;
            resolved.forEach((one, at) => {
                this.compare(one, getOwn(declared, at), steps);
            });
        } else if (isObject(resolved)) {
            const keys = keysOf(resolved);
            this.isUnclear ||= isFunction(declared) || keysOf(declared).length !== keys.length;
            for (const key of keys) {
                this.compare(getOwn(resolved, key), getOwn(declared, key), [...steps, key]);
            }
        }
    }

    /** Two functions that resolve to the same text here may differ when they are deployed. */
    private add(text: string, declared: unknown, steps: readonly string[]): void {
        const key = `${placeOf(steps)}\n${text.trim()}`;
        const before = this.declared.get(key);
        this.isUnclear ||= before !== undefined && JSON.stringify(before) !== JSON.stringify(declared);
        this.declared.set(key, declared);
    }

    declaredAt(text: string, steps: readonly string[]): unknown {
        return inJson(this.declared.get(`${placeOf(steps)}\n${text}`));
    }
}

/** The function in its JSON form: `!GetAtt Role.Arn` of YAML is a list there. */
const inJson = (declared: unknown): unknown => {
    const attribute = getOwn(declared, "Fn::GetAtt");
    if (typeof attribute !== "string") {
        return declared;
    }
    const [resource = "", ...name] = attribute.split(".");
    return { "Fn::GetAtt": [resource, name.join(".")] };
};

/** Writes a text that the template does not have: with `Ref` or `Fn::Sub`, if it names the stack's location. */
const writeText = (text: string): unknown => {
    const located = text.replaceAll(someAccount, accountOfStack);
    if (!located.includes("${AWS::")) {
        return located;
    }
    const [, only] = /^\$\{(AWS::\w+)\}$/.exec(located) ?? [];
    // Fn::Sub keeps a policy variable as it is if it is escaped.
    return only === undefined ? { "Fn::Sub": located.replace(/\$\{(?!AWS::)/g, "${!") } : { Ref: only };
};

const map = (
    value: unknown,
    write: (text: string, steps: readonly string[]) => unknown,
    steps: readonly string[] = [],
): unknown => {
    if (typeof value === "string") {
        return write(value, steps);
    }
    if (Array.isArray(value)) {
        return value.map((one) => map(one, write, steps));
    }
    return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, map(one, write, [...steps, key])]))
        : value;
};

/** Writes a value that the template does not have. */
export const inTemplate = (value: unknown): unknown => map(value, writeText);

/** How deeply a statement may be nested: its functions in functions. Nobody pastes a deeper one, which is hardly legible. */
const deepest = 40;

const isDeep = (value: unknown, depth = deepest): boolean =>
    typeof value === "object" &&
    value !== null &&
    (depth === 0 || keysOf(value).some((key) => isDeep(getOwn(value, key), depth - 1)));

/**
 * Writes a replacement for a document in a template. Undefined if a function of the template makes the statement, if it
 * is nested very deeply, or if a text derives from a value that only the deployment knows.
 */
export const templateReplacement = (
    replacement: Replacement,
    { declared }: { readonly declared: unknown },
    resolved: unknown,
): WrittenReplacement | undefined => {
    const { path, value } = replacement;
    const place = writtenPath(resolved, path);
    const before = valueAtPath(declared, place);
    // A branch of a function has room for one statement.
    const isBranch = /(^|\.)Fn::\w+(\[\d+\])?$/.test(place);
    if (before === undefined || (isBranch && Array.isArray(value))) {
        return undefined;
    }
    const texts = isDeep(before) ? undefined : DeclaredTexts.of(valueAtPath(resolved, path), before);
    if (texts === undefined) {
        return undefined;
    }
    const unknown: string[] = [];
    const written = map(value, (text, steps) => {
        const known = texts.declaredAt(text, steps);
        if (known === undefined && isDeferred(text)) {
            unknown.push(text);
        }
        return known ?? writeText(text);
    });
    return unknown.length === 0 ? writeValue(written, { ...replacement, path: place }) : undefined;
};
