/** One statement of a document, from whatever stands there to normal form; what cannot be read becomes a flaw. */
import type { DocumentKind, Flaw, NormalCondition, NormalPrincipal, NormalStatement, Word } from "./normalDocument";
import { operatorNamed, operatorParts } from "./operators";

type Members = Readonly<Record<string, unknown>>;

/** The longest text IAM takes anywhere is an ARN of 2,048 characters; longer ones only serve to tire a reader. */
const longestWord = 4096;

const statementElements = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

const principalTypes: Readonly<Record<string, NormalPrincipal["kind"]>> = {
    Service: "service",
    AWS: "aws",
    Federated: "federated",
    CanonicalUser: "canonical",
};

/** Whether this is an object with members, as JSON has them. */
export const isMembers = (value: unknown): value is Members =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands there, in a few words: never the thing itself, which may be huge. */
export function shown(value: unknown): string {
    if (value === undefined) return "nothing";
    if (value === null) return "null";
    if (Array.isArray(value)) return "a list";
    if (typeof value === "object" || typeof value === "function") return "an object";
    const text = typeof value === "string" ? `"${value}"` : String(value as number | boolean | bigint | symbol);
    return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** The nearest thing IAM knows by another case of the name, for the text to paste. */
const sameButForCase = (name: string, known: readonly string[]): string | undefined =>
    known.find((one) => one.toLowerCase() === name.toLowerCase());

/** Reports each member that IAM does not know under this name. */
export function strangers(members: Members, known: readonly string[], path: string, kind: DocumentKind): Flaw[] {
    return Object.keys(members)
        .filter((name) => !known.includes(name))
        .map((name) => {
            const meant = sameButForCase(name, known);
            const lenient = meant === undefined && kind !== "trust" && kind !== "grant";
            return {
                path: path === "" ? name : `${path}.${name}`,
                found: `an element called ${shown(name)}`,
                why: "IAM knows no element of that name (names are case-sensitive) and refuses the document.",
                paste: meant === undefined ? `Elements: ${known.join(", ")}` : `"${meant}"`,
                ...(lenient ? { level: "advisory" as const } : {}),
            };
        });
}

function word(value: unknown, path: string, trimmed: boolean, flaws: Flaw[]): Word | undefined {
    const text =
        typeof value === "string"
            ? value
            : typeof value === "number" || typeof value === "boolean"
              ? String(value)
              : undefined;
    if (text === undefined) {
        flaws.push({ path, found: shown(value), why: "IAM reads text here.", paste: `"…"` });
        return undefined;
    }
    if (text.length > longestWord) {
        flaws.push({
            path,
            found: `a text of ${text.length} characters, beginning ${shown(text.slice(0, 40))}`,
            why: "No action, ARN or value of IAM is that long, so it is judged by no rule.",
            paste: "Write the names out, each in a text of its own.",
        });
        return undefined;
    }
    return { text: trimmed ? text.trim() : text, path };
}

function words(value: unknown, path: string, flaws: Flaw[], trimmed = true): readonly Word[] {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
        const one = word(value, path, trimmed, flaws);
        return one === undefined ? [] : [one];
    }
    const many: Word[] = [];
    (value as readonly unknown[]).forEach((item, index) => {
        const one = word(item, `${path}[${index}]`, trimmed, flaws);
        if (one !== undefined) many.push(one);
    });
    return many;
}

function principals(value: unknown, path: string, flaws: Flaw[]): readonly NormalPrincipal[] {
    if (value === undefined) return [];
    if (typeof value === "string") {
        if (value.trim() === "*") return [{ kind: "everyone", text: "*", path }];
        flaws.push({
            path,
            found: shown(value),
            why: 'A principal is "*" or an object that says its type.',
            paste: `{ "AWS": ${JSON.stringify(value.slice(0, 200))} }`,
        });
        return [{ kind: "aws", text: value.trim().slice(0, longestWord), path }];
    }
    if (!isMembers(value)) {
        flaws.push({ path, found: shown(value), why: 'A principal is "*" or an object.', paste: '{ "Service": "…" }' });
        return [];
    }
    return Object.keys(value).flatMap((type) => {
        const kind = Object.hasOwn(principalTypes, type) ? principalTypes[type] : undefined;
        if (kind === undefined) {
            flaws.push(...strangers({ [type]: 0 }, Object.keys(principalTypes), path, "trust"));
            return [];
        }
        return words(value[type], `${path}.${type}`, flaws).map((one) => ({
            ...one,
            kind: kind === "aws" && one.text === "*" ? ("everyone" as const) : kind,
        }));
    });
}

function conditions(value: unknown, path: string, flaws: Flaw[]): readonly NormalCondition[] {
    if (value === undefined) return [];
    if (!isMembers(value)) {
        flaws.push({
            path,
            found: shown(value),
            why: "A Condition is an object of operators.",
            paste: '{ "StringEquals": { "key": "value" } }',
        });
        return [];
    }
    return Object.keys(value).flatMap((operator) => underOperator(operator, value[operator], path, flaws));
}

function underOperator(written: string, keys: unknown, path: string, flaws: Flaw[]): readonly NormalCondition[] {
    const parts = operatorParts(written);
    const operatorPath = `${path}.${written}`;
    if (!parts.known) {
        flaws.push({
            path: operatorPath,
            found: `the operator ${shown(written)}`,
            why: "IAM knows no operator of that name and refuses the document.",
            paste: operatorNamed(parts.operator)?.name ?? "StringEquals, StringLike, ArnLike, Bool, Null …",
        });
    }
    if (!isMembers(keys)) {
        flaws.push({
            path: operatorPath,
            found: shown(keys),
            why: "An operator holds keys.",
            paste: '{ "key": "value" }',
        });
        return [];
    }
    const seen = new Set<string>();
    return Object.keys(keys).map((writtenKey) => {
        const key = writtenKey.toLowerCase();
        const keyPath = `${operatorPath}.${writtenKey}`;
        if (seen.has(key)) {
            flaws.push({
                path: keyPath,
                found: `the key ${shown(writtenKey)} for the second time under ${written}`,
                why: "Key names do not tell case apart, so only one of the two may count.",
                paste: "Write the key once, with all its values in one list.",
            });
        }
        seen.add(key);
        return {
            path: keyPath,
            operator: parts.operator,
            setPrefix: parts.setPrefix,
            ifExists: parts.ifExists,
            key,
            values: words(keys[writtenKey], keyPath, flaws, false),
            written: { operator: written, key: writtenKey },
        };
    });
}

/** Reads one statement. What IAM would refuse is pushed to `flaws`. */
export function normalStatement(
    value: unknown,
    path: string,
    kind: DocumentKind,
    flaws: Flaw[],
): NormalStatement | undefined {
    if (!isMembers(value)) {
        flaws.push({ path, found: shown(value), why: "A statement is an object.", paste: '{ "Effect": "Allow", … }' });
        return undefined;
    }
    flaws.push(...strangers(value, statementElements, path, kind));
    const effect = value.Effect === "Allow" || value.Effect === "Deny" ? value.Effect : undefined;
    if (effect === undefined) {
        flaws.push({
            path: `${path}.Effect`,
            found: shown(value.Effect),
            why: "An Effect is Allow or Deny, in exactly these letters.",
            paste: value.Effect === undefined ? '"Effect": "Allow"' : '"Allow"',
        });
    }
    if (value.Sid !== undefined && typeof value.Sid !== "string") {
        flaws.push({ path: `${path}.Sid`, found: shown(value.Sid), why: "A Sid is text.", paste: '"Sid": "Name"' });
    }
    return {
        path,
        sid: typeof value.Sid === "string" ? value.Sid : undefined,
        effect,
        principals: principals(value.Principal, `${path}.Principal`, flaws),
        notPrincipals: principals(value.NotPrincipal, `${path}.NotPrincipal`, flaws),
        actions: words(value.Action, `${path}.Action`, flaws),
        notActions: words(value.NotAction, `${path}.NotAction`, flaws),
        resources: words(value.Resource, `${path}.Resource`, flaws),
        notResources: words(value.NotResource, `${path}.NotResource`, flaws),
        conditions: conditions(value.Condition, `${path}.Condition`, flaws),
    };
}
