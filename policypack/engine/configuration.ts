import type { Exemption } from "./exemptions";
import { keysOf, getOwn } from "../documents/values/paths";
import { defaultOptions } from "./options";
import type { RuleOptions } from "./rule";

/** As much of JSON Schema as the configuration needs. */
export interface Schema {
    type?: "string" | "array" | "object";
    description?: string;
    pattern?: string;
    enum?: string[];
    items?: Schema;
    properties?: Record<string, Schema>;
    additionalProperties?: Schema | boolean;
    required?: string[];
    minLength?: number;
}

const account: Schema = { type: "string", pattern: "^[0-9]{12}$" };
const reason: Schema = { type: "string", minLength: 1 };

/**
 * What every rule can be told. CrossGuard has no section for a whole pack, so each rule's section takes the same keys.
 * Nothing is required: a pack that requires a key fails for everyone who configured nothing.
 */
export const schema: Readonly<Record<string, Schema>> = {
    account: { ...account, description: "The account of the stack, where its provider does not tell." },
    ownAccounts: {
        type: "array",
        items: account,
        description: "Accounts of the organization. Once named, a guard that names another account does not bind.",
    },
    ownOrganizations: {
        type: "array",
        items: { type: "string", pattern: "^o-[a-z0-9]{10,32}$" },
        description: "Ids of the organization (o-…), for aws:SourceOrgID and aws:PrincipalOrgID.",
    },
    acceptedRolePatterns: {
        type: "array",
        items: {
            type: "object",
            properties: { pattern: { type: "string", pattern: "^arn:" }, reason },
            required: ["pattern", "reason"],
            additionalProperties: false,
        },
        description: "Role ARN patterns that may be passed, each with a reason.",
    },
    services: {
        type: "object",
        additionalProperties: { type: "string", enum: ["required", "unsupported", "unlisted"] },
        description:
            "Moves a service principal to another class: whether its role trusts must, cannot or may be guarded.",
    },
    unlistedServices: {
        type: "string",
        enum: ["advisory", "mandatory"],
        description: "The level of a service whose support of the guard is not known.",
    },
    exemptions: {
        type: "array",
        items: {
            type: "object",
            properties: {
                fingerprint: { type: "string", minLength: 1 },
                reason,
                expires: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
            },
            required: ["fingerprint", "reason", "expires"],
            additionalProperties: false,
        },
        description: "Findings that stand, by their printed fingerprint, with a reason and the last day it counts.",
    },
};

/** A rule's section, read. */
export interface Configuration {
    readonly options: RuleOptions;
    readonly exemptions: readonly Exemption[];
    /** What is wrong with the section, in whole sentences. */
    readonly issues: readonly string[];
}

const describeValue = (value: unknown): string => JSON.stringify(value);

const typeOf = (value: unknown): string => (Array.isArray(value) ? "array" : typeof value);

/** What a value breaks of a schema. Pulumi's engine asks too, but not everyone who runs the pack is the engine. */
export const schemaIssues = (value: unknown, wanted: Schema, where: string): readonly string[] => {
    if (wanted.type !== undefined && typeOf(value) !== wanted.type) {
        return [
            `${where} is ${describeValue(value)}; write ${wanted.type === "string" ? "a string" : `an ${wanted.type}`}.`,
        ];
    }
    if (typeof value === "string") {
        if (wanted.enum !== undefined && !wanted.enum.includes(value)) {
            return [`${where} is ${describeValue(value)}; write one of ${wanted.enum.join(", ")}.`];
        }
        if (wanted.pattern !== undefined && !new RegExp(wanted.pattern).test(value)) {
            return [`${where} is ${describeValue(value)}; write what fits ${wanted.pattern}.`];
        }
        return value.length < (wanted.minLength ?? 0) ? [`${where} is empty; write at least a word.`] : [];
    }
    if (Array.isArray(value)) {
        const { items } = wanted;
        return items === undefined ? [] : value.flatMap((item, i) => schemaIssues(item, items, `${where}[${i}]`));
    }
    const missing = (wanted.required ?? [])
        .filter((key) => getOwn(value, key) === undefined)
        .map((key) => `${where} has no "${key}"; add it.`);
    return [
        ...missing,
        ...keysOf(value).flatMap((key) => {
            const inner = getOwn(wanted.properties, key) as Schema | undefined;
            const rest = wanted.additionalProperties;
            if (inner !== undefined) {
                return schemaIssues(getOwn(value, key), inner, `${where}.${key}`);
            }
            if (rest === false) {
                return [`${where} has the unknown key "${key}"; take it out.`];
            }
            return typeof rest === "object" ? schemaIssues(getOwn(value, key), rest, `${where}.${key}`) : [];
        }),
    ];
};

const keyIssues = (section: unknown, key: string): readonly string[] => {
    const wanted = getOwn(schema, key) as Schema | undefined;
    return wanted === undefined
        ? [`The configuration key "${key}" is not known; the keys are ${Object.keys(schema).join(", ")}.`]
        : schemaIssues(getOwn(section, key), wanted, key);
};

/** Reads a rule's section. A key with a problem counts as not given, and the problem is told. */
export const configurationOf = (section: unknown): Configuration => {
    const keys = keysOf(section).filter((key) => getOwn(section, key) !== undefined);
    const issues = keys.flatMap((key) => keyIssues(section, key));
    const sound = Object.fromEntries(
        keys.filter((key) => keyIssues(section, key).length === 0).map((key) => [key, getOwn(section, key)]),
    );
    const { exemptions, ...settings } = sound as Partial<RuleOptions> & { readonly exemptions?: readonly Exemption[] };
    return { options: { ...defaultOptions, ...settings }, exemptions: exemptions ?? [], issues: issues };
};
