/** Evaluates rules on resources. The pack, the audit, the preview and the docs use this one function. */

import { attachedBy, documentsOf, type DocumentLocation, type TemplateReading } from "../documents";
import { yamlTemplate } from "../documents/cloudformation/yaml";
import { withoutUnknowns } from "../documents/values/paths";
import { graphOf, type Graph, type HeldDocument } from "../graph/graph";
import type { StackResource } from "../graph/stackResource";
import { parse, type DocumentKind, type PolicyModel } from "../iam";
import { providerAccount, providerRegion } from "./account";
import type { Configuration } from "./configuration";
import { evaluateRule } from "./evaluateDocument";
import { fingerprint, type Subject } from "./fingerprint";
import type {
    AttachmentRule,
    DocumentRule,
    PropertyReport,
    Report,
    ResourceRule,
    Rule,
    RuleOptions,
    StackReport,
    StackRule,
} from "./rule";
import {
    exemptionStatus,
    failedReport,
    renderReport,
    toViolation,
    type DocumentViolation,
    type ResourceViolation,
} from "./violation";

/** A resource as rules see it. */
export interface EvaluatedResource {
    readonly type: string;
    readonly urn: string;
    readonly props: unknown;
    /** The configuration of its provider. */
    readonly provider?: unknown;
    /** The logical name. @default - the last part of the URN. */
    readonly name?: string;
    /** Property to the URNs of the resources its value depends on. */
    readonly dependencies?: StackResource["dependencies"];
    /** Its names and ARNs, by which other resources refer to it, if they are known. */
    readonly names?: Readonly<Record<string, unknown>>;
}

/** How to evaluate. */
export interface EvaluationOptions {
    /** The configuration of a rule. */
    readonly configuration: (rule: Rule) => Configuration;
    /** Today, as `2026-11-22`, for exemptions. */
    readonly day: string;
    /** The kind of a document, where the caller knows it better: a managed policy can be a permissions boundary. */
    readonly kindOf?: (location: DocumentLocation) => DocumentKind;
    /** Whether the same rules have evaluated the document before, without a violation. It is not evaluated again. */
    readonly isKnownCompliant?: (kind: DocumentKind, raw: unknown) => boolean;
    /**
     * Builds the graph of the resources.
     *
     * @default - `stackGraph`
     */
    readonly graphOf?: (resources: readonly EvaluatedResource[]) => Graph;
    /**
     * Called with each violation at once: reading the next document of a resource may throw Pulumi's
     * UnknownValueError.
     *
     * @default - the violations are only returned.
     */
    readonly report?: (violation: ResourceViolation) => void;
}

/** The options of a rule on a resource: the configured values, else those of the provider. */
export const optionsFor = ({ options }: Configuration, { provider }: EvaluatedResource): RuleOptions => {
    const { region, partition } = providerRegion(provider);
    // Field by field, without a spread: this runs for every policy and document.
    return {
        account: options.account ?? providerAccount(provider),
        region: options.region ?? region,
        partition: options.partition ?? partition,
        ownAccounts: options.ownAccounts,
        ownOrganizations: options.ownOrganizations,
        acceptedRolePatterns: options.acceptedRolePatterns,
        services: options.services,
        unlistedServices: options.unlistedServices,
    };
};

/** The violations of a rule in one document of a resource. */
export const violationsAt = (
    rule: DocumentRule,
    { urn }: EvaluatedResource,
    { maximumCharacters, advice }: DocumentLocation,
    document: PolicyModel,
    options: RuleOptions,
    isWanted: (report: Report, fingerprint: string) => boolean = () => true,
): readonly DocumentViolation[] => {
    const known = maximumCharacters === undefined ? options : { ...options, maximumCharacters };
    const violations = evaluateRule(rule, document, known, { urn, isWanted });
    // The document is written as properties of the resource, so a statement cannot be pasted.
    return advice === undefined || violations.length === 0
        ? violations
        : violations.map((violation) => ({ ...violation, ...advice(options.account) }));
};

/** Rules that read templates for the same account, so that the documents of a resource are found once for all. */
interface RuleGroup {
    readonly account: string | undefined;
    readonly ownAccounts: readonly string[];
    readonly documentRules: DocumentRule[];
    /** Those that report a resource which cannot be read. */
    readonly readers: DocumentRule[];
    readonly attachmentRules: AttachmentRule[];
    /** The kinds of document that one of the rules evaluates. */
    readonly kinds: DocumentKind[];
}

const groupsOf = (
    rules: readonly Rule[],
    configurationOf: EvaluationOptions["configuration"],
): readonly RuleGroup[] => {
    const groups = new Map<string, RuleGroup>();
    for (const rule of rules) {
        if (rule.on === "resource" || rule.on === "stack") {
            continue;
        }
        const { account, ownAccounts } = configurationOf(rule).options;
        const key = JSON.stringify([account, ownAccounts[0]]);
        const group = groups.get(key) ?? {
            account,
            ownAccounts,
            documentRules: [],
            readers: [],
            attachmentRules: [],
            kinds: [],
        };
        groups.set(key, group);
        if (rule.on === "document") {
            group.documentRules.push(rule);
            group.readers.push(...(rule.reportsUnreadable === true ? [rule] : []));
            group.kinds.push(...rule.appliesTo.filter((kind) => !group.kinds.includes(kind)));
        } else {
            group.attachmentRules.push(rule);
        }
    }
    return [...groups.values()];
};

/**
 * Visits every element even if a visit throws, and rethrows the last error at the end. Pulumi's UnknownValueError for
 * one document must not prevent the evaluation of the others.
 */
const visitAll = <Each>(all: readonly Each[], visit: (each: Each) => void): void => {
    let thrown: { readonly error: unknown } | undefined;
    for (const each of all) {
        try {
            visit(each);
        } catch (error) {
            thrown = { error };
        }
    }
    if (thrown !== undefined) {
        throw thrown.error;
    }
};

/** One evaluation: the rules by what they evaluate, and the violations so far. */
class Evaluation {
    readonly violations: ResourceViolation[] = [];
    private readonly groups: readonly RuleGroup[];
    private readonly resourceRules: readonly ResourceRule[];
    private readonly stackRules: readonly StackRule[];
    private readonly configurations: ReadonlyMap<Rule, Configuration>;

    constructor(
        rules: readonly Rule[],
        private readonly given: EvaluationOptions,
    ) {
        this.configurations = new Map(rules.map((rule) => [rule, given.configuration(rule)]));
        this.groups = groupsOf(rules, (rule) => this.configurationOf(rule));
        this.resourceRules = rules.filter((rule) => rule.on === "resource");
        this.stackRules = rules.filter((rule) => rule.on === "stack");
    }

    evaluateResource(resource: EvaluatedResource): void {
        visitAll(this.groups, (group) => {
            this.evaluateGroup(group, resource);
        });
        for (const rule of this.resourceRules) {
            if (rule.types.has(resource.type)) {
                this.evaluateProperties(rule, resource);
            }
        }
    }

    evaluateStack(resources: readonly EvaluatedResource[]): void {
        if (this.stackRules.length === 0) {
            return;
        }
        try {
            const graph = (this.given.graphOf ?? stackGraph)(resources);
            const held = heldDocuments(graph);
            for (const rule of this.stackRules) {
                for (const report of this.reportsOnStack(rule, graph)) {
                    this.add(rule, report, report, subjectOf(held, report));
                }
            }
        } catch (error) {
            const report = failedReport("stack", error);
            for (const rule of this.stackRules) {
                this.add(rule, report, { urn: "", property: "" }, report.identity);
            }
        }
    }

    private configurationOf(rule: Rule): Configuration {
        return this.configurations.get(rule) ?? this.given.configuration(rule);
    }

    /** The rules of a group differ in other options than the account, so they have options of their own. */
    private evaluateGroup(group: RuleGroup, resource: EvaluatedResource): void {
        const { type, props } = resource;
        const optionsOf = memoizeByRule((rule) => optionsFor(this.configurationOf(rule), resource));
        const reading: TemplateReading = {
            // Computed when it is read: few resources have templates.
            get account() {
                return group.account ?? providerAccount(resource.provider) ?? group.ownAccounts[0];
            },
            readTemplate: yamlTemplate,
        };
        const { documentRules, readers, attachmentRules, kinds } = group;
        if (documentRules.length > 0) {
            // Both branches of an Fn::If in a template often contain the same document.
            const reported = new Set<string>();
            this.contain(readers, resource, "", () => {
                visitAll(documentsOf(type, props, reading, kinds), (location) => {
                    this.contain(readers, resource, location.property, () => {
                        const { kindOf, isKnownCompliant } = this.given;
                        const kind = kindOf?.(location) ?? location.kind;
                        const { raw } = location;
                        if (isKnownCompliant?.(kind, raw) === true) {
                            return;
                        }
                        // Read and parsed once for all rules.
                        const document = parse(kind, raw);
                        for (const rule of documentRules) {
                            if (rule.appliesTo.includes(kind)) {
                                const options = optionsOf(rule);
                                this.evaluateLocation(rule, resource, location, document, options, reported);
                            }
                        }
                    });
                });
            });
        }
        if (attachmentRules.length > 0) {
            this.contain(attachmentRules, resource, "", () => {
                visitAll(attachedBy(type, props, reading), ({ property, arn }) => {
                    if (typeof arn === "string") {
                        this.evaluateAttachment(attachmentRules, resource, property, arn, optionsOf);
                    }
                });
            });
        }
    }

    /** Reports the failure to read a resource, so that it costs no other resource its result. */
    private contain(rules: readonly Rule[], { urn }: EvaluatedResource, property: string, work: () => void): void {
        try {
            work();
        } catch (error) {
            if (isUnknownValueError(error)) {
                throw error;
            }
            const report = failedReport("resource", error);
            for (const rule of rules) {
                this.add(rule, report, { urn, property }, report.identity);
            }
        }
    }

    private evaluateAttachment(
        rules: readonly AttachmentRule[],
        { urn }: EvaluatedResource,
        property: string,
        arn: string,
        optionsOf: (rule: Rule) => RuleOptions,
    ): void {
        for (const rule of rules) {
            for (const report of rule.check(arn, optionsOf(rule).account)) {
                this.add(rule, report, { urn, property }, arn.trim());
            }
        }
    }

    private evaluateLocation(
        rule: DocumentRule,
        resource: EvaluatedResource,
        location: DocumentLocation,
        document: PolicyModel,
        options: RuleOptions,
        reported: Set<string>,
    ): void {
        const { property } = location;
        const isNew = ({ path, messageId, data }: Report, name: string): boolean => {
            const before = reported.size;
            return (
                reported.add([rule.name, property, path, messageId, JSON.stringify(data), name].join("\n")).size >
                before
            );
        };
        for (const violation of violationsAt(rule, resource, location, document, options, isNew)) {
            const status = this.statusOf(rule, violation.fingerprint);
            this.push({ ...violation, urn: resource.urn, property, ...status });
        }
    }

    /** Unknown values are skipped at preview and evaluated during the update. */
    private evaluateProperties(rule: ResourceRule, { type, props, urn }: EvaluatedResource): void {
        const reports = attempt<PropertyReport>(
            () => rule.check(type, withoutUnknowns(props), this.given.day),
            (error) => ({ ...failedReport("resource", error), property: "" }),
        );
        for (const report of reports) {
            this.add(rule, report, { urn, property: report.property }, `${report.property} ${report.identity}`);
        }
    }

    private reportsOnStack(rule: StackRule, graph: Graph): readonly StackReport[] {
        const { options } = this.configurationOf(rule);
        return attempt<StackReport>(
            () => rule.check(graph, options),
            (error) => ({ ...failedReport("stack", error), property: "", urn: "" }),
        );
    }

    private add(rule: Rule, report: Report, { urn, property }: Located, subject: Subject): void {
        const name = fingerprint(rule.name, subject, urn);
        const violation = toViolation(rule, report, renderReport(rule, report), name);
        this.push({ ...violation, urn, property, ...this.statusOf(rule, name) });
    }

    private statusOf(rule: Rule, name: string): ReturnType<typeof exemptionStatus> {
        return exemptionStatus(name, this.configurationOf(rule).exemptions, this.given.day);
    }

    private push(violation: ResourceViolation): void {
        this.violations.push(violation);
        this.given.report?.(violation);
    }
}

/** Where a report belongs. */
type Located = Pick<ResourceViolation, "urn" | "property">;

const memoizeByRule = <Answer>(answer: (rule: Rule) => Answer): ((rule: Rule) => Answer) => {
    const known = new Map<Rule, Answer>();
    return (rule) => {
        const found = known.get(rule) ?? answer(rule);
        known.set(rule, found);
        return found;
    };
};

/** The reports of a rule, or that it failed. */
const attempt = <Of>(check: () => readonly Of[], failed: (error: unknown) => Of): readonly Of[] => {
    try {
        return check();
    } catch (error) {
        return [failed(error)];
    }
};

/** Pulumi's error for reading a value that is unknown at preview. It has to reach Pulumi, which reports it. */
const isUnknownValueError = (error: unknown): boolean => error instanceof Error && "unknownTypeSentinel" in error;

const toStackResource = ({ urn, type, name, props, names, dependencies = {} }: EvaluatedResource): StackResource => ({
    urn,
    type,
    name: name ?? urn.split("::").at(-1) ?? urn,
    props: names === undefined ? props : { ...names, ...(props as object | undefined) },
    dependencies,
});

/** The graph of the principals and policies among resources. */
export const stackGraph = (resources: readonly EvaluatedResource[]): Graph => graphOf(resources.map(toStackResource));

const heldKey = ({ urn, property }: Located): string => `${urn}\n${property}`;

/** The documents of the graph by resource and property; the first, if several principals hold it. */
const heldDocuments = ({ principals }: Graph): ReadonlyMap<string, HeldDocument> =>
    new Map(
        principals
            .flatMap(({ documents }) => documents)
            .reverse()
            .map((held) => [heldKey(held), held]),
    );

/** What the fingerprint hashes: the statement that contains the path, else the identity of the violation. */
const subjectOf = (held: ReadonlyMap<string, HeldDocument>, report: StackReport): Subject =>
    held.get(heldKey(report))?.document.statements.find(({ path }) => report.path.startsWith(path)) ?? report.identity;

/**
 * Evaluates rules on resources: by resource, then by document and rule, and the stack rules at the end.
 *
 * @throws Pulumi's UnknownValueError at preview, after all that is known has been evaluated and reported.
 */
export const evaluate = (
    rules: readonly Rule[],
    resources: readonly EvaluatedResource[],
    options: EvaluationOptions,
): readonly ResourceViolation[] => {
    const evaluation = new Evaluation(rules, options);
    try {
        visitAll(resources, (resource) => {
            evaluation.evaluateResource(resource);
        });
    } finally {
        evaluation.evaluateStack(resources);
    }
    return evaluation.violations;
};
