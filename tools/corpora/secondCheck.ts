/**
 * A second, naive opinion that shares no code with the pack: it searches the written values for statements that look
 * wrong. Whatever it finds in a resource in which the pack reports nothing of the kind must be explained.
 */
import type { Sample } from "./samples";

/** What the naive search found. */
export interface Suspicion {
    readonly check: string;
    /** What it is about: a service, an action. */
    readonly about: string;
    /** The name of the resource, or the logical ID in a template. */
    readonly resource: string;
    readonly path: string;
}

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/** Every text in a value. */
const textsIn = (value: unknown): readonly string[] => {
    if (typeof value === "string") {
        return [value];
    }
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** An object or a text in a value, with its path. */
interface Found {
    readonly value: unknown;
    readonly path: string;
}

const parsed = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

/** Every value below one, also in JSON text. */
const valuesIn = (value: unknown, path = ""): readonly Found[] => {
    if (typeof value === "string") {
        const document = /^\s*[{[]/.test(value) ? parsed(value) : undefined;
        return [{ value, path }, ...(document === undefined ? [] : valuesIn(document, path))];
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return [
        { value, path },
        ...Object.entries(value).flatMap(([key, inner]) => valuesIn(inner, path === "" ? key : `${path}.${key}`)),
    ];
};

const passRole = /^(\*|iam:(\*|pass\*|passrole\*?))$/i;
const everyRole = /^\*$|:role\/?\*$|^arn:[^/]*:\*$/;
const sourceKey = /source(account|arn|org)/i;
/** A service principal, or the part of it before the domain, which a template may join to it. */
const service = /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|\$\{AWS::URLSuffix\})?$/i;
const everyone = (principal: unknown): boolean =>
    principal === "*" || (isObject(principal) && textsIn(principal.AWS).includes("*"));

/** What is suspicious in a statement: the check, and what it is about. */
const suspicionsIn = (statement: Values): readonly (readonly [check: string, about: string])[] => {
    if (statement.Effect !== "Allow") {
        return [];
    }
    const actions = textsIn(statement.Action).filter((action) => passRole.test(action));
    const passes = actions.length > 0 && textsIn(statement.Resource).some((resource) => everyRole.test(resource));
    const principal = statement.Principal;
    const condition = JSON.stringify(statement.Condition ?? {});
    const services = isObject(principal) ? textsIn(principal.Service).filter((text) => service.test(text)) : [];
    return [
        ...(passes ? [["passes every role", actions[0] ?? ""] as const] : []),
        ...(sourceKey.test(condition) ? [] : services.map((name) => ["service without a source key", name] as const)),
        ...(everyone(principal) && condition === "{}" ? [["everyone without a condition", ""] as const] : []),
    ];
};

/** A permission resource: the principal as a property, instead of a statement. */
const permissionsIn = (properties: Values): readonly (readonly [check: string, about: string])[] => {
    const values = new Map(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]));
    const [name = ""] = textsIn(values.get("principal"));
    const isPermission = values.has("action") && !values.has("effect") && service.test(name);
    return isPermission && ![...values.keys()].some((key) => sourceKey.test(key))
        ? [["permission without a source", name]]
        : [];
};

const administrator = /^arn:aws[a-z-]*:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

const suspicionsAt = ({ value, path }: Found): readonly Omit<Suspicion, "resource">[] => {
    if (typeof value === "string") {
        return administrator.test(value) ? [{ check: "administrator policy", about: value, path }] : [];
    }
    return isObject(value)
        ? [...suspicionsIn(value), ...permissionsIn(value)].map(([check, about]) => ({ check, about, path }))
        : [];
};

/** The parts of a template or resource that have a name of their own. */
const partsOf = (name: string, value: unknown): readonly (readonly [resource: string, value: unknown])[] =>
    name === "" && isObject(value) && isObject(value.Resources) ? Object.entries(value.Resources) : [[name, value]];

/** What the naive search finds in a sample. */
export const suspicions = ({ written }: Sample): readonly Suspicion[] =>
    written
        .flatMap(({ name, value }) => partsOf(name, value))
        .flatMap(([resource, value]) =>
            valuesIn(value).flatMap((found) => suspicionsAt(found).map((one) => ({ ...one, resource }))),
        );

/** The rules that report what a check looks for. */
export const rulesOf: Readonly<Record<string, RegExp>> = {
    "passes every role": /^iam-passrole-wildcard$/,
    "service without a source key": /^iam-(trust|resource)-confused-deputy$/,
    "permission without a source": /^iam-resource-confused-deputy$/,
    "everyone without a condition": /^iam-(resource-public|trust-confused-deputy)$/,
    "administrator policy": /^iam-passrole-managed-policy$/,
};
