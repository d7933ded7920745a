/** Evaluates the rules on an existing stack, from the output of `pulumi stack export`. Pure. */

import { getOwn, keysOf } from "./documents/values/paths";
import { accountOfArn } from "./engine/account";
import { configurationOf, type Configuration } from "./engine/configuration";
import { evaluate, policiesByStack, type EvaluatedResource } from "./engine/evaluate";
import { isFor, type Exemption } from "./engine/exemptions";
import { withoutSecrets } from "./engine/maskSecrets";
import type { Rule } from "./engine/rule";
import { formatStack, stackOf, type StackName } from "./engine/stacks";
import type { ResourceViolation } from "./engine/violation";
import { allRules } from "./rules";

/** The result of an audit of one export. */
export interface Audit {
    readonly violations: readonly ResourceViolation[];
    /**
     * Those that only the pack reports, which does not see the whole stack, so that it needs exemptions for them: of
     * permissions boundaries, and of access policies whose domain is in a VPC.
     */
    readonly packViolations: readonly ResourceViolation[];
    /** The stack of the export. */
    readonly stack: StackName;
    readonly resources: number;
    /** The number of encrypted values in the export, which were not evaluated. */
    readonly secrets: number;
}

/** The keys that mark a secret in an export. @see pulumi, sdk/go/common/resource/sig */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** How deeply inputs are read. No rule looks deeper, and no input may overflow the call stack. */
const deepest = 512;

/** Parses the plain text of a secret; undefined if it is no JSON. */
const parseSecret = (plaintext: string): { readonly value: unknown } | undefined => {
    try {
        return { value: JSON.parse(plaintext) };
    } catch {
        return undefined;
    }
};

/** Copies values without encrypted secrets, which it counts. Secrets in plain text are decoded, and remembered. */
class Reader {
    secrets = 0;
    /** The texts of the secrets in plain text. */
    readonly texts = new Set<string>();
    private paths: string[] = [];

    /** The inputs of a resource, and the paths of the secrets in plain text. */
    readInputs(inputs: unknown): { readonly props: unknown; readonly secretPaths: readonly string[] } {
        this.paths = [];
        const props = this.read(inputs, "", deepest);
        return { props, secretPaths: this.paths };
    }

    private read(value: unknown, path: string, depth: number): unknown {
        if (typeof value !== "object" || value === null) {
            return value;
        }
        if (depth === 0) {
            return undefined;
        }
        if (getOwn(value, signature) === secretSignature) {
            return this.readSecret(getOwn(value, "plaintext"), path, depth - 1);
        }
        if (Array.isArray(value)) {
            return value.map((element, at) => this.read(element, `${path}[${at}]`, depth - 1));
        }
        const prefix = path === "" ? "" : `${path}.`;
        return Object.fromEntries(
            keysOf(value).map((key) => [key, this.read(getOwn(value, key), `${prefix}${key}`, depth - 1)]),
        );
    }

    /** A secret that cannot be decoded counts as encrypted. */
    private readSecret(plaintext: unknown, path: string, depth: number): unknown {
        const decoded = typeof plaintext === "string" ? parseSecret(plaintext) : undefined;
        if (decoded === undefined) {
            this.secrets += 1;
            return undefined;
        }
        this.paths.push(path);
        this.remember(decoded.value, depth);
        return this.read(decoded.value, path, depth);
    }

    private remember(value: unknown, depth: number): void {
        if (typeof value === "string") {
            this.texts.add(value);
        } else if (depth > 0) {
            keysOf(value).forEach((key) => {
                this.remember(getOwn(value, key), depth - 1);
            });
        }
    }
}

/** The outputs that identify a principal or a managed policy. */
const namingOutputs = ["arn", "groupName", "managedPolicyName", "name", "policyArn", "roleName", "userName"];

const textAt = (value: unknown, key: string): string => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : "";
};

/** The logical name of a resource. */
export const resourceName = (urn: string): string => urn.split("::").at(-1) ?? urn;

const urnsIn = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((urn): urn is string => typeof urn === "string") : [];

/** The account of the resources of each provider, by their ARNs, where these agree. */
const accountsByProvider = (resources: readonly unknown[]): ReadonlyMap<string, string> => {
    const accounts = new Map<string, Set<string>>();
    for (const one of resources) {
        const account = accountOfArn(textAt(getOwn(one, "outputs"), "arn"));
        if (account !== undefined) {
            const provider = textAt(one, "provider");
            accounts.set(provider, (accounts.get(provider) ?? new Set()).add(account));
        }
    }
    return new Map(
        [...accounts].flatMap(([provider, all]) => (all.size === 1 ? [...all].map((one) => [provider, one]) : [])),
    );
};

/** A resource of an export, and which of its inputs are secret. */
interface AuditedResource extends EvaluatedResource {
    readonly secretPaths: readonly string[];
}

const resourcesIn = (exported: unknown, reader: Reader): readonly AuditedResource[] => {
    const listed = getOwn(getOwn(exported, "deployment"), "resources");
    // The stack does not manage external resources, nor those pending deletion.
    const managed = (Array.isArray(listed) ? (listed as readonly unknown[]) : []).filter(
        (resource) => getOwn(resource, "external") !== true && getOwn(resource, "delete") !== true,
    );
    const inputsOf = new Map(managed.map((one) => [textAt(one, "urn"), reader.readInputs(getOwn(one, "inputs"))]));
    const accounts = accountsByProvider(managed);
    return managed.map((one) => {
        const urn = textAt(one, "urn");
        const dependencies = getOwn(one, "propertyDependencies");
        const [provider = ""] = textAt(one, "provider").split(/::(?=[^:]*$)/);
        return {
            urn,
            type: textAt(one, "type"),
            name: resourceName(urn),
            props: inputsOf.get(urn)?.props,
            secretPaths: inputsOf.get(urn)?.secretPaths ?? [],
            provider: inputsOf.get(provider)?.props,
            accountInState: accounts.get(textAt(one, "provider")),
            names: Object.fromEntries(
                namingOutputs.flatMap((key) => {
                    const output = getOwn(getOwn(one, "outputs"), key);
                    return typeof output === "string" ? [[key, output]] : [];
                }),
            ),
            dependencies: Object.fromEntries(
                keysOf(dependencies).map((key) => [key, urnsIn(getOwn(dependencies, key))]),
            ),
        };
    });
};

/** A rule's configuration, and its level if set there or under `all`. */
const sectionOf = (sections: unknown, { name }: Rule): { level?: string; configuration: Configuration } => {
    const section = getOwn(sections, name);
    const all = getOwn(sections, "all");
    const candidates = [section, getOwn(section, "enforcementLevel"), all, getOwn(all, "enforcementLevel")];
    const level = candidates.find((one): one is string => typeof one === "string");
    const keys = keysOf(typeof section === "object" ? section : {}).filter((key) => key !== "enforcementLevel");
    const configuration = configurationOf(Object.fromEntries(keys.map((key) => [key, getOwn(section, key)])));
    return level === undefined ? { configuration } : { level, configuration };
};

const withLevel = (violation: ResourceViolation, level: string | undefined): ResourceViolation =>
    level === undefined || violation.level !== violation.rule.level
        ? violation
        : { ...violation, level: level === "advisory" ? "advisory" : "mandatory" };

const position = new Map<Rule, number>(allRules.map((rule, at) => [rule, at]));

const inOrderOfRules = (violations: readonly ResourceViolation[]): readonly ResourceViolation[] =>
    [...violations].sort((one, other) => (position.get(one.rule) ?? 0) - (position.get(other.rule) ?? 0));

/**
 * Evaluates every rule on an export, configured by the sections of a configuration file. An export does not name the
 * organization; without it, the organization in an exemption is not compared.
 *
 * @throws Error if the value is not a stack export.
 */
export const audit = (exported: unknown, sections: unknown, day: string, organization?: string): Audit => {
    if (getOwn(getOwn(exported, "deployment"), "manifest") === undefined) {
        throw new Error(
            "not a stack export: it has no deployment with a manifest; create it with `pulumi stack export`",
        );
    }
    const reader = new Reader();
    const resources = resourcesIn(exported, reader);
    const secretPaths = new Map(resources.map((one) => [one.urn, one.secretPaths]));
    const configured = new Map(allRules.map((rule) => [rule, sectionOf(sections, rule)]));
    const rules = allRules.filter((rule) => configured.get(rule)?.level !== "disabled");
    const options = {
        configuration: (rule: Rule) => (configured.get(rule) ?? sectionOf(sections, rule)).configuration,
        day,
        organization,
    };
    const masked = (violation: ResourceViolation): ResourceViolation =>
        withoutSecrets(violation, { paths: secretPaths.get(violation.urn) ?? [], texts: reader.texts });
    const violations = evaluate(rules, resources, { ...options, isWholeStack: true })
        .map(masked)
        .map((violation) => withLevel(violation, configured.get(violation.rule)?.level));
    const byStack = policiesByStack(resources);
    return {
        violations: inOrderOfRules(violations),
        packViolations: evaluate(
            rules.filter(({ on }) => on === "document"),
            resources.filter(({ urn }) => byStack.has(urn)),
            options,
        ).map(masked),
        stack: stackOf(resources.find(({ urn }) => urn !== "")?.urn ?? "", organization),
        resources: resources.length,
        secrets: reader.secrets,
    };
};

/** What is wrong in the configuration of rules, which the pack reports as violations. */
export const configurationIssues = (sections: unknown): readonly string[] =>
    allRules.flatMap((rule) => sectionOf(sections, rule).configuration.issues.map((issue) => `${rule.name}: ${issue}`));

/** Why an exemption has no effect in an audit. */
export type UnusedReason = "outdated" | "noStack" | "noViolation";

/** An exemption without effect. */
export interface UnusedExemption {
    readonly rule: string;
    readonly fingerprint: string;
    readonly why: UnusedReason;
}

/** The exemptions of a configuration file that match no violation of the audited stacks. */
export const unusedExemptions = (
    sections: unknown,
    audits: readonly Pick<Audit, "violations" | "packViolations" | "stack">[],
): readonly UnusedExemption[] => {
    const keyOf = (rule: Rule, fingerprint: string, stack: StackName): string =>
        [rule.name, fingerprint, formatStack(stack)].join(" ");
    const found = new Set(
        audits.flatMap(({ violations, packViolations, stack }) =>
            [...violations, ...packViolations].map(({ rule, fingerprint }) => keyOf(rule, fingerprint, stack)),
        ),
    );
    const unused = (rule: Rule, exemption: Exemption): readonly UnusedExemption[] => {
        const stacks = audits.map(({ stack }) => stack).filter((stack) => isFor(exemption, stack));
        const { fingerprint } = exemption;
        return stacks.some((stack) => found.has(keyOf(rule, fingerprint, stack)))
            ? []
            : [{ rule: rule.name, fingerprint, why: stacks.length === 0 ? "noStack" : "noViolation" }];
    };
    return allRules.flatMap((rule) => {
        const { exemptions, outdated } = sectionOf(sections, rule).configuration;
        return [
            ...outdated.map((fingerprint) => ({ rule: rule.name, fingerprint, why: "outdated" as const })),
            ...exemptions.flatMap((exemption) => unused(rule, exemption)),
        ];
    });
};
