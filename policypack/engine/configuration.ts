import { migrationCommand, type Exemption } from "./exemptions";
import { isFingerprint } from "./fingerprint";
import { haveSameMembers, memoizeRecent } from "../iam";
import { jsonText } from "../documents/values/parseJson";
import { keysOf, getOwn } from "../documents/values/paths";
import { defaultOptions } from "./options";
import type { RuleOptions } from "./rule";
import { stackPattern } from "./stacks";

/** The subset of JSON Schema that the configuration needs. */
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
 * The configuration schema of every rule. CrossGuard has no configuration for a whole pack, so each rule accepts the
 * same keys. No key is required: otherwise the pack would fail without configuration.
 */
export const schema: Readonly<Record<string, Schema>> = {
    account: { ...account, description: "The account of the stack, if its provider does not determine it." },
    ownAccounts: {
        type: "array",
        items: account,
        description: "Accounts of the organization. If set, a condition on any other account does not restrict access.",
    },
    ownOrganizations: {
        type: "array",
        items: { type: "string", pattern: "^o-[a-z0-9]{10,32}$" },
        description: "Organization IDs (o-…), for aws:SourceOrgID and aws:PrincipalOrgID.",
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
            "Overrides the class of a service principal: whether source keys in its trust policies are required, " +
            "unsupported or undocumented.",
    },
    unlistedServices: {
        type: "string",
        enum: ["advisory", "mandatory"],
        description: "The enforcement level for services whose support for source keys is not documented.",
    },
    exemptions: {
        type: "array",
        items: {
            type: "object",
            properties: {
                fingerprint: { type: "string", minLength: 1 },
                stacks: { type: "array", items: { type: "string", pattern: stackPattern } },
                reason,
                expires: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
            },
            // Exemptions of earlier versions have no stacks. Pulumi would reject them before the rule can report them.
            required: ["fingerprint", "reason", "expires"],
            additionalProperties: false,
        },
        description:
            "Violations to exempt, by fingerprint, each with its stacks (STACK, PROJECT/STACK or " +
            "ORGANIZATION/PROJECT/STACK, with wildcards), a reason and the last day of the exemption.",
    },
};

/** A rule's parsed configuration. */
export interface Configuration {
    readonly options: RuleOptions;
    readonly exemptions: readonly Exemption[];
    /** The fingerprints of exemptions of earlier versions, which exempt nothing. */
    readonly outdated: readonly string[];
    /** Issues in the configuration, as full sentences. */
    readonly issues: readonly string[];
}

/** The value as JSON, in configuration files too. */
export const describeValue = (value: unknown): string => jsonText(value) ?? "a value that is nested too deeply";

const typeOf = (value: unknown): string => (Array.isArray(value) ? "array" : typeof value);

/** Validates a value against a schema. Pulumi's engine does so too, but the pack also runs outside the engine. */
export const schemaIssues = (value: unknown, wanted: Schema, where: string): readonly string[] => {
    if (wanted.type !== undefined && typeOf(value) !== wanted.type) {
        const expected = wanted.type === "string" ? "a string" : `an ${wanted.type}`;
        return [`${where} is ${describeValue(value)}; expected ${expected}.`];
    }
    if (typeof value === "string") {
        if (wanted.enum !== undefined && !wanted.enum.includes(value)) {
            return [`${where} is ${describeValue(value)}; expected one of ${wanted.enum.join(", ")}.`];
        }
        if (wanted.pattern !== undefined && !new RegExp(wanted.pattern).test(value)) {
            return [`${where} is ${describeValue(value)}; expected a value that matches ${wanted.pattern}.`];
        }
        return value.length < (wanted.minLength ?? 0) ? [`${where} must not be empty.`] : [];
    }
    if (Array.isArray(value)) {
        const { items } = wanted;
        return items === undefined ? [] : value.flatMap((item, i) => schemaIssues(item, items, `${where}[${i}]`));
    }
    const missing = (wanted.required ?? [])
        .filter((key) => getOwn(value, key) === undefined)
        .map((key) => `${where} is missing the required key "${key}".`);
    return [
        ...missing,
        ...keysOf(value).flatMap((key) => {
            const inner = getOwn(wanted.properties, key) as Schema | undefined;
            const rest = wanted.additionalProperties;
            if (inner !== undefined) {
                return schemaIssues(getOwn(value, key), inner, `${where}.${key}`);
            }
            if (rest === false) {
                return [`${where} has the unknown key "${key}"; remove it.`];
            }
            return typeof rest === "object" ? schemaIssues(getOwn(value, key), rest, `${where}.${key}`) : [];
        }),
    ];
};

const keyIssues = (section: unknown, key: string): readonly string[] => {
    const wanted = getOwn(schema, key) as Schema | undefined;
    return wanted === undefined
        ? [`Unknown configuration key "${key}"; the allowed keys are ${Object.keys(schema).join(", ")}.`]
        : schemaIssues(getOwn(section, key), wanted, key);
};

type Section = Readonly<Record<string, unknown>>;

/** Parses a rule's configuration. A key with an issue is ignored and the issue is reported. */
const parseConfiguration = (section: Section): Configuration => {
    const keys = keysOf(section).filter((key) => section[key] !== undefined);
    const issuesByKey = new Map(keys.map((key) => [key, keyIssues(section, key)]));
    const valid = Object.fromEntries(
        keys.filter((key) => issuesByKey.get(key)?.length === 0).map((key) => [key, section[key]]),
    );
    const { exemptions = [], ...settings } = valid as Partial<RuleOptions> & {
        readonly exemptions?: readonly WrittenExemption[];
    };
    return {
        options: { ...defaultOptions, ...settings },
        exemptions: exemptions.filter(isEffective),
        outdated: exemptions.map(({ fingerprint }) => fingerprint).filter((text) => !isFingerprint(text)),
        issues: [...[...issuesByKey.values()].flat(), ...exemptions.flatMap(exemptionIssues)],
    };
};

/** An exemption that is valid in this version or an earlier one. */
type WrittenExemption = Omit<Exemption, "stacks"> & Partial<Pick<Exemption, "stacks">>;

const isEffective = (written: WrittenExemption): written is Exemption =>
    isFingerprint(written.fingerprint) && written.stacks !== undefined;

const exemptionIssues = ({ fingerprint, stacks = [] }: WrittenExemption, at: number): readonly string[] => {
    const where = `exemptions[${at}]`;
    if (!isFingerprint(fingerprint)) {
        return [
            `${where} has the fingerprint ${describeValue(fingerprint)} of an earlier version of the pack and exempts ` +
                `nothing; write it for this version with \`${migrationCommand}\`.`,
        ];
    }
    return stacks.length > 0
        ? []
        : [`${where} of ${fingerprint} names no stacks and exempts nothing; list them in "stacks", or write ["*"].`];
};

/** A section and its keys. */
interface KnownSection {
    readonly keys: readonly string[];
    readonly section: Section;
}

/** More than there are rules, each of which has a section of its own. */
const maxParsedSections = 64;

/** The same keys in the same order, with the same values. */
const isSameSection = (known: KnownSection, { keys, section }: KnownSection): boolean =>
    haveSameMembers(known.keys, keys) && keys.every((key) => Object.is(known.section[key], getOwn(section, key)));

const copyOf = ({ keys, section }: KnownSection): KnownSection => ({
    keys,
    section: Object.fromEntries(keys.map((key) => [key, getOwn(section, key)])),
});

const parsed = memoizeRecent(
    { most: maxParsedSections, isSame: isSameSection, keep: copyOf },
    (known: KnownSection): Configuration => parseConfiguration(copyOf(known).section),
);

/**
 * The parsed configuration of a rule. CrossGuard asks every rule for every resource, each time with a new section of
 * the same members, so sections with the same members are parsed once.
 */
export const configurationOf = (section: unknown): Configuration =>
    parsed({ keys: keysOf(section), section: section as Section });
