/** The same law over a stack that is already there, from what `pulumi stack export` writes. Pure. */

import { configurationOf, type Configuration } from "./engine/configuration";
import { graphOf } from "./graph/graph";
import type { StackResource } from "./graph/stackResource";
import { evaluateAttachments } from "./engine/evaluateAttachments";
import type { RuleMetadata } from "./engine/rule";
import { keysOf, getOwn } from "./documents/values/paths";
import { evaluateResource } from "./engine/evaluateResource";
import { documentRules, allRules, stackRules, resourceRules, attachmentRules } from "./rules";
import { evaluateDocuments, type ResourceViolation, type EvaluatedResource } from "./engine/evaluate";
import { evaluateStack } from "./engine/evaluateStack";
import { yamlTemplate } from "./documents/cloudformation/yaml";

/** What an audit of one export found. */
export interface Audit {
    readonly violations: readonly ResourceViolation[];
    readonly resources: number;
    /** Values the export keeps encrypted; what stands in them was not judged. */
    readonly secrets: number;
}

/** Marks a secret in an export. @see pulumi, sdk/go/common/resource/sig */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A copy without encrypted values, which it counts; secrets shown in plain text are read. */
class Reader {
    secrets = 0;

    read(value: unknown): unknown {
        if (getOwn(value, signature) === secretSignature) {
            const shown = getOwn(value, "plaintext");
            if (typeof shown === "string") {
                return this.read(JSON.parse(shown));
            }
            this.secrets += 1;
            return undefined;
        }
        if (Array.isArray(value)) {
            return value.map((element) => this.read(element));
        }
        return typeof value === "object" && value !== null
            ? Object.fromEntries(keysOf(value).map((key) => [key, this.read(getOwn(value, key))]))
            : value;
    }
}

interface Exported extends EvaluatedResource, StackResource {
    readonly provider: unknown;
    /** Its names and ARNs, by which other resources refer to it; many of them AWS or Pulumi chose. */
    readonly names: Readonly<Record<string, unknown>>;
}

/** The outputs that name a principal or a managed policy. */
const naming = ["arn", "groupName", "managedPolicyName", "name", "policyArn", "roleName", "userName"];

const textAt = (value: unknown, key: string): string => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : "";
};

/** The name a program gave a resource. */
export const resourceName = (urn: string): string => urn.split("::").at(-1) ?? urn;

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(keysOf(value).map((key) => [key, getOwn(value, key)]));

const urnsIn = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((urn): urn is string => typeof urn === "string") : [];

const resourcesIn = (exported: unknown, reader: Reader): readonly Exported[] => {
    const listed = getOwn(getOwn(exported, "deployment"), "resources");
    // What is only read, or already on its way out, is not this stack's to change.
    const managed = (Array.isArray(listed) ? (listed as readonly unknown[]) : []).filter(
        (resource) => getOwn(resource, "external") !== true && getOwn(resource, "delete") !== true,
    );
    const inputsOf = new Map(managed.map((one) => [textAt(one, "urn"), reader.read(getOwn(one, "inputs"))]));
    return managed.map((one) => {
        const urn = textAt(one, "urn");
        const dependencies = getOwn(one, "propertyDependencies");
        const [provider = ""] = textAt(one, "provider").split(/::(?=[^:]*$)/);
        return {
            urn,
            type: textAt(one, "type"),
            name: resourceName(urn),
            props: inputsOf.get(urn),
            provider: inputsOf.get(provider),
            names: Object.fromEntries(
                naming.flatMap((key) => {
                    const given = getOwn(getOwn(one, "outputs"), key);
                    return typeof given === "string" ? [[key, given]] : [];
                }),
            ),
            dependencies: Object.fromEntries(
                keysOf(dependencies).map((key) => [key, urnsIn(getOwn(dependencies, key))]),
            ),
        };
    });
};

/** A rule's section, and the level an organization gave it there or under `all`. */
const sectionOf = (sections: unknown, { name }: RuleMetadata): { level?: string; configuration: Configuration } => {
    const section = getOwn(sections, name);
    const all = getOwn(sections, "all");
    const given = [section, getOwn(section, "enforcementLevel"), all, getOwn(all, "enforcementLevel")];
    const level = given.find((one): one is string => typeof one === "string");
    const keys = keysOf(typeof section === "object" ? section : {}).filter((key) => key !== "enforcementLevel");
    const configuration = configurationOf(Object.fromEntries(keys.map((key) => [key, getOwn(section, key)])));
    return level === undefined ? { configuration } : { level, configuration };
};

const withLevel = (violation: ResourceViolation, level: string | undefined): ResourceViolation =>
    level === undefined || violation.level !== violation.rule.level
        ? violation
        : { ...violation, level: level === "advisory" ? "advisory" : "mandatory" };

/**
 * Judges an export by every rule, configured by the sections of a configuration file.
 * @throws Error when the value is no export of a stack.
 */
export const audit = (exported: unknown, sections: unknown, day: string): Audit => {
    if (getOwn(getOwn(exported, "deployment"), "manifest") === undefined) {
        throw new Error(
            "no export of a stack: it has no deployment with a manifest; write it with `pulumi stack export`",
        );
    }
    const reader = new Reader();
    const resources = resourcesIn(exported, reader);
    const violations: ResourceViolation[] = [];
    const judge = (
        rule: RuleMetadata,
        ask: (configuration: Configuration, report: (violation: ResourceViolation) => void) => void,
    ): void => {
        const { level, configuration } = sectionOf(sections, rule);
        if (level !== "disabled") {
            ask(configuration, (violation) => violations.push(withLevel(violation, level)));
        }
    };
    for (const rule of documentRules) {
        judge(rule, (configuration, report) => {
            resources.forEach((resource) => {
                evaluateDocuments(rule, resource, configuration, day, report, yamlTemplate);
            });
        });
    }
    for (const rule of attachmentRules) {
        judge(rule, (configuration, report) => {
            resources.forEach((resource) => {
                evaluateAttachments(rule, resource, configuration, day, report, yamlTemplate);
            });
        });
    }
    for (const rule of resourceRules) {
        judge(rule, (configuration, report) => {
            resources.forEach((resource) => {
                evaluateResource(rule, resource, configuration, day, report);
            });
        });
    }
    const graph = graphOf(
        resources.map(({ names, props, ...rest }) => ({ ...rest, props: { ...names, ...asRecord(props) } })),
    );
    for (const rule of stackRules) {
        judge(rule, (configuration, report) => {
            evaluateStack(rule, graph, configuration, day).forEach(report);
        });
    }
    return { violations: violations, resources: resources.length, secrets: reader.secrets };
};

/** The exemptions of a configuration file that no ruling answers to: what they were for is gone. */
export const unusedExemptions = (
    sections: unknown,
    violations: readonly ResourceViolation[],
): readonly { readonly rule: string; readonly fingerprint: string }[] => {
    const used = new Set(violations.map(({ rule, fingerprint }) => `${rule.name} ${fingerprint}`));
    return allRules.flatMap((rule) =>
        sectionOf(sections, rule)
            .configuration.exemptions.map(({ fingerprint }) => ({ rule: rule.name, fingerprint }))
            .filter(({ fingerprint }) => !used.has(`${rule.name} ${fingerprint}`)),
    );
};
