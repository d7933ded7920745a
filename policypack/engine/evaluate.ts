/** Evaluates rules on resources. The pack, the audit, the preview and the docs use this one function. */

import { attachedBy, documentsOf, writtenPath, type DocumentLocation, type TemplateReading } from "../documents";
import type { ClientNetwork } from "../documents/resourceTypes/clientNetwork";
import { yamlTemplate } from "../documents/cloudformation/yaml";
import { getOwn, keysOf, withoutProxies, withoutUnknowns } from "../documents/values/paths";
import { placeOfPath } from "../documents/values/place";
import { boundaryPolicies } from "../graph/boundaries";
import { networksOfPolicies } from "../graph/domainNetworks";
import { graphOf, type Graph, type HeldDocument } from "../graph/graph";
import type { StackResource } from "../graph/stackResource";
import type { DocumentKind, PolicyModel, Replacement } from "../iam";
import { providerAccount } from "./account";
import { boundaryAdvice } from "./boundaryAdvice";
import { digest, formsFor } from "./canonicalForm";
import type { Configuration } from "./configuration";
import { reportsInText, type DocumentReport } from "./documentReports";
import { fingerprintOf, type DocumentAt } from "./evaluateDocument";
import { fingerprint, fingerprintOfBranches, Repetitions } from "./fingerprint";
import { LastDocuments } from "./lastDocuments";
import { completeOptions } from "./options";
import { accountOfStack } from "./templateReplacement";
import { maskOf, type LocationMask } from "./locationMask";
import { prepareRules, type PreparedRules, type RuleGroup } from "./preparedRules";
import { writeReplacement, type WrittenReplacement } from "./replacement";
import type { Granted, PropertyReport, Report, ResourceRule, Rule, RuleOptions, StackReport, StackRule } from "./rule";
import { exemptionStatus, failedReport, toViolation, type ResourceViolation, type Violation } from "./violation";
import { stackOf } from "./stacks";
import { Variants } from "./variants";
import { writtenAt } from "./written";
import {
    knownOf,
    optionsFor,
    optionsAt,
    maskAt,
    asInTemplate,
    documentAt,
    violationAt,
    inProperty,
    isInTemplate,
} from "./documentViolations";
import type { EvaluatedResource } from "./evaluatedResource";

export type { EvaluatedResource } from "./evaluatedResource";

/** How to evaluate. */
export interface EvaluationOptions {
    /** The configuration of a rule. */
    readonly configuration: (rule: Rule) => Configuration;
    /** Today, as `2026-11-22`, for exemptions. */
    readonly day: string;
    /**
     * The organization of the stack, for exemptions.
     *
     * @default - unknown: the organization in an exemption is not compared.
     */
    readonly organization?: string | undefined;
    /** The kind of a document, where the caller knows it better: a managed policy can be a permissions boundary. */
    readonly kindOf?: (location: DocumentLocation) => DocumentKind;
    /**
     * Whether the resources are all of the stack. Then a managed policy that is only a permissions boundary is known to
     * grant nothing, and the access policy of a search domain has the network of its domain.
     *
     * @default - false: each violation of a managed policy says how to exempt a boundary.
     */
    readonly isWholeStack?: boolean;
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

/** Reads the templates of a resource for the account of a group of rules. */
class GroupReading implements TemplateReading {
    readonly readTemplate = yamlTemplate;

    constructor(
        private readonly group: RuleGroup,
        private readonly resource: EvaluatedResource,
    ) {}

    /** Computed when it is read: few resources have templates. */
    get account(): string | undefined {
        return providerAccount(this.resource.provider) ?? this.group.account ?? this.group.ownAccounts[0];
    }
}

/**
 * The violations of one rule in one resource that have a replacement. Nobody pastes more of them at once, and the next
 * evaluation shows those of others.
 */
const maxReplacements = 200;

/** Counts the reports of each rule on each resource, of which only the first have a replacement. */
class ReplacementLimit {
    private readonly counts = new Map<Rule, Map<string, number>>();

    apply<Reported extends Report>(rule: Rule, urn: string, report: Reported): Reported {
        const counts = this.counts.get(rule) ?? new Map<string, number>();
        this.counts.set(rule, counts);
        const count = counts.get(urn) ?? 0;
        counts.set(urn, count + 1);
        return count < maxReplacements || report.replacement === undefined
            ? report
            : { ...report, replacement: undefined };
    }
}

/** Kept from one evaluation to the next, because each policy of the pack evaluates its rule by itself. */
const lastDocuments = new LastDocuments();

/** One evaluation: the rules, and the violations so far. */
class Evaluation {
    readonly violations: ResourceViolation[] = [];
    private readonly repetitions = new Repetitions();
    private readonly replacements = new ReplacementLimit();

    constructor(
        private readonly rules: PreparedRules,
        private readonly given: EvaluationOptions,
        private readonly stack: WholeStack,
    ) {}

    evaluateResource(resource: EvaluatedResource): void {
        visitAll(this.rules.groups, (group) => {
            this.evaluateGroup(group, resource);
        });
        for (const rule of this.rules.resourceRules) {
            if (rule.types.has(resource.type)) {
                this.evaluateProperties(rule, resource);
            }
        }
    }

    evaluateStack(resources: readonly EvaluatedResource[]): void {
        if (this.rules.stackRules.length === 0) {
            return;
        }
        const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
        try {
            const graph = (this.given.graphOf ?? stackGraph)(resources);
            const held = heldDocuments(graph);
            const accountInState = onlyAccount(resources);
            for (const rule of this.rules.stackRules) {
                for (const report of this.reportsOnStack(rule, graph, accountInState)) {
                    this.addOnStack(rule, report, held.get(heldKey(report)), byUrn.get(report.urn));
                }
            }
        } catch (error) {
            const report = { ...failedReport("stack", error), urn: "", property: "" };
            for (const rule of this.rules.stackRules) {
                this.addOnStack(rule, report, undefined, undefined);
            }
        }
    }

    private evaluateGroup(group: RuleGroup, resource: EvaluatedResource): void {
        const reading = new GroupReading(group, resource);
        if (group.batches.length > 0) {
            this.contain(group.readers, resource, "", () => {
                this.evaluateDocuments(group, resource, reading);
            });
        }
        if (group.attachmentRules.length > 0) {
            this.contain(group.attachmentRules, resource, "", () => {
                this.evaluateAttachments(group, resource, reading);
            });
        }
    }

    private evaluateDocuments(
        { batches, readers, kinds }: RuleGroup,
        resource: EvaluatedResource,
        reading: TemplateReading,
    ): void {
        const locations = documentsOf(resource.type, resource.props, reading, kinds);
        if (locations.length === 0) {
            return;
        }
        const { kindOf, isKnownCompliant } = this.given;
        const completed = batches.map(({ rules, options }) => ({
            rules,
            options: completeOptions(options, knownOf(options, resource)),
        }));
        const variants = new Variants(locations);
        const parseIn = (kind: DocumentKind, raw: unknown): PolicyModel => lastDocuments.parse(resource.urn, kind, raw);
        const visit = (location: DocumentLocation): void => {
            this.contain(readers, resource, location.property, () => {
                const isBoundary = location.kind === "grant" && this.stack.boundaries.has(resource.urn);
                const kind = isBoundary ? "boundary" : (kindOf?.(location) ?? location.kind);
                const { raw } = location;
                if (isKnownCompliant?.(kind, raw) === true) {
                    return;
                }
                for (const { rules, options } of completed) {
                    const known = optionsAt(options, resource.urn, location, this.stack.networks.get(resource.urn));
                    const reports =
                        typeof raw === "string"
                            ? reportsInText(rules, kind, raw, known, parseIn)
                            : variants.reportsIn(rules, parseIn(kind, raw), known, location);
                    if (reports.length > 0) {
                        const at = documentAt(resource, location, raw, options);
                        for (const report of reports) {
                            this.addDocument(report, at, location, options, variants);
                        }
                    }
                }
            });
        };
        try {
            visitAll(locations, visit);
        } finally {
            for (const { reported, location, options, fingerprints } of variants.reports) {
                this.pushDocument(reported, location, options, resource.urn, fingerprintOfBranches(fingerprints));
            }
        }
    }

    private addDocument(
        report: DocumentReport,
        at: DocumentAt,
        location: DocumentLocation,
        options: RuleOptions,
        variants: Variants,
    ): void {
        const name = fingerprintOf(report, at);
        const written = inFile(report, at.raw);
        if (variants.has(location.property)) {
            variants.add(written, location, options, name);
        } else {
            this.pushDocument(written, location, options, at.urn, name);
        }
    }

    private pushDocument(
        found: DocumentReport,
        location: DocumentLocation,
        options: RuleOptions,
        urn: string,
        name: string,
    ): void {
        const { rule } = found;
        const report = this.replacements.apply(rule, urn, found.report);
        const limited = report === found.report ? found : { ...found, report };
        const isPack = this.given.isWholeStack !== true;
        this.push(rule, { urn, property: location.property }, name, (fingerprint) =>
            violationAt(
                location,
                limited,
                options,
                fingerprint,
                isPack ? boundaryAdvice(rule, location, fingerprint) : undefined,
            ),
        );
    }

    private evaluateAttachments(
        { attachmentRules }: RuleGroup,
        resource: EvaluatedResource,
        reading: TemplateReading,
    ): void {
        const { type, urn, props } = resource;
        visitAll(attachedBy(type, props, reading), (attachment) => {
            const { property, arn } = attachment;
            if (typeof arn !== "string") {
                return;
            }
            for (const rule of attachmentRules) {
                const options = optionsFor(this.rules.configurationOf(rule), resource);
                const isTemplate = isInTemplate(property);
                const account = isTemplate ? accountOfStack : (options.account ?? options.accountInState);
                for (const found of rule.check(arn, account)) {
                    const report = isTemplate ? asInTemplate(found) : found;
                    const located = { urn, property, place: attachment.place };
                    this.add(rule, { ...report, identity: arn.trim() }, located, maskAt(property, options));
                }
            }
        });
    }

    /** Reports the failure to read a resource, so that it costs no other resource its result. */
    private contain(rules: readonly Rule[], resource: EvaluatedResource, property: string, work: () => void): void {
        try {
            work();
        } catch (error) {
            if (isUnknownValueError(error)) {
                throw error;
            }
            for (const rule of rules) {
                this.addFailure(rule, resource, property, error);
            }
        }
    }

    /** Unknown values are skipped at preview and evaluated during the update. */
    private evaluateProperties(rule: ResourceRule, resource: EvaluatedResource): void {
        const { type, props, urn } = resource;
        let reports: readonly PropertyReport[] = [];
        try {
            reports = rule.check(type, withoutUnknowns(props), this.given.day);
        } catch (error) {
            this.addFailure(rule, resource, "", error);
        }
        for (const report of reports) {
            const { property } = report;
            const mask = maskOf(optionsFor(this.rules.configurationOf(rule), resource));
            this.add(rule, report, { urn, property, place: placeOfPath(props, property) }, mask);
        }
    }

    private reportsOnStack(rule: StackRule, graph: Graph, accountInState: string | undefined): readonly StackReport[] {
        const { options } = this.rules.configurationOf(rule);
        try {
            return rule.check(graph, accountInState === undefined ? options : { ...options, accountInState });
        } catch (error) {
            return [{ ...failedReport("stack", error), property: "", urn: "" }];
        }
    }

    private addOnStack(
        rule: StackRule,
        report: StackReport,
        held: HeldDocument | undefined,
        resource: EvaluatedResource | undefined,
    ): void {
        const { urn, property, path, granted } = report;
        const configuration = this.rules.configurationOf(rule);
        const mask = maskOf(resource === undefined ? configuration.options : optionsFor(configuration, resource));
        // The pack sees the outputs of a stack and the audit its inputs, so members do not identify elements of lists.
        const place = held?.place ?? placeOfPath(undefined, property);
        const statement = held?.document.statements.find((one) => path.startsWith(one.path));
        this.add(rule, report, { urn, property, place }, mask, granted === undefined ? "" : grantOf(granted, mask), {
            statement,
            document: held?.document,
        });
    }

    /** Reports that a rule failed on a resource. What it did not evaluate may grant anything, so all of it counts. */
    private addFailure(rule: Rule, resource: EvaluatedResource, property: string, error: unknown): void {
        const { urn, props } = resource;
        const mask = maskOf(optionsFor(this.rules.configurationOf(rule), resource));
        const written = mask.apply(writtenAt(withoutProxies(props), ""));
        this.add(
            rule,
            failedReport("resource", error),
            { urn, property, place: placeOfPath(props, property) },
            mask,
            digest(written),
        );
    }

    private add(
        rule: Rule,
        report: Report,
        { urn, property, place }: Located & { readonly place: string },
        mask: LocationMask,
        grant = "",
        held: Pick<ResourceViolation, "statement" | "document"> = {},
    ): void {
        const name = fingerprint({ rule: rule.name, urn, place, identity: report.identity ?? "", grant }, mask);
        const write = (replacement: Replacement): WrittenReplacement =>
            inProperty(writeReplacement(replacement), property);
        const limited = this.replacements.apply(rule, urn, report);
        this.push(rule, { urn, property }, name, (fingerprint) =>
            Object.assign(
                toViolation(rule, limited, () => fingerprint, write),
                held,
            ),
        );
    }

    /** `toViolation` gets the fingerprint, which differs from `name` where a list repeats the violation. */
    private push(rule: Rule, at: Located, name: string, toViolation: (fingerprint: string) => HeldViolation): void {
        const fingerprint = this.repetitions.nameOf(name, at.property);
        const { exemptions } = this.rules.configurationOf(rule);
        const { organization, day } = this.given;
        const status = exemptionStatus(fingerprint, exemptions, stackOf(at.urn, organization), day);
        // Not by a spread, which would write the texts and the replacement.
        const violation: ResourceViolation = Object.assign(toViolation(fingerprint), at, status);
        this.violations.push(violation);
        this.given.report?.(violation);
    }
}

/** The account of all resources whose state shows it, if it is one. */
const onlyAccount = (resources: readonly EvaluatedResource[]): string | undefined => {
    const [only, ...others] = new Set(resources.flatMap(({ accountInState }) => accountInState ?? []));
    return others.length === 0 ? only : undefined;
};

/** The report with the path in the file, where a template writes the document in branches and loops. */
const inFile = (found: DocumentReport, raw: unknown): DocumentReport => {
    const { report } = found;
    if (typeof raw !== "object") {
        return found;
    }
    const path = writtenPath(raw, report.path);
    return path === report.path ? found : { ...found, report: { ...report, path } };
};

/** Where a report belongs. */
type Located = Pick<ResourceViolation, "urn" | "property">;

/** A violation, with the statement and document that it is in. */
type HeldViolation = Violation & Pick<ResourceViolation, "statement" | "document">;

const grantOf = ({ statements, documents }: Granted, mask: LocationMask): string => {
    const forms = formsFor(mask);
    return statements.length === 0 ? forms.documents(documents) : forms.grants(statements, documents);
};

/** Pulumi's error for reading a value that is unknown at preview. It has to reach Pulumi, which reports it. */
const isUnknownValueError = (error: unknown): boolean => error instanceof Error && "unknownTypeSentinel" in error;

/** The members of properties of which reading an unknown one may throw; the graph knows the placeholders. */
const ownMembers = (props: unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(keysOf(props).map((key) => [key, getOwn(props, key)]));

const toStackResource = ({ urn, type, name, props, names, dependencies = {} }: EvaluatedResource): StackResource => ({
    urn,
    type,
    name: name ?? urn.split("::").at(-1) ?? urn,
    props: names === undefined ? props : { ...names, ...ownMembers(props) },
    dependencies,
});

/** The graph of the principals and policies among resources. */
export const stackGraph = (resources: readonly EvaluatedResource[]): Graph => graphOf(resources.map(toStackResource));

/** What only all resources of a stack together tell of one of them. */
interface WholeStack {
    /** The URNs of the managed policies that are only permissions boundaries. */
    readonly boundaries: ReadonlySet<string>;
    /** The networks of search domains, by the URN of the access policy. */
    readonly networks: ReadonlyMap<string, ClientNetwork>;
}

const unknownStack: WholeStack = { boundaries: new Set(), networks: new Map() };

const wholeStack = (resources: readonly EvaluatedResource[]): WholeStack => {
    const all = resources.map(toStackResource);
    return { boundaries: boundaryPolicies(all), networks: networksOfPolicies(all) };
};

/** The URNs of the policies that are evaluated in another way where the whole stack is known. */
export const policiesByStack = (resources: readonly EvaluatedResource[]): ReadonlySet<string> => {
    const { boundaries, networks } = wholeStack(resources);
    return new Set([...boundaries, ...networks.keys()]);
};

const heldKey = ({ urn, property }: Located): string => `${urn}\n${property}`;

/** The documents of the graph by resource and property; the first, if several principals hold it. */
const heldDocuments = ({ principals }: Graph): ReadonlyMap<string, HeldDocument> =>
    new Map(
        principals
            .flatMap(({ documents }) => documents)
            .reverse()
            .map((held) => [heldKey(held), held]),
    );

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
    const stack = options.isWholeStack === true ? wholeStack(resources) : unknownStack;
    const evaluation = new Evaluation(prepareRules(rules, options.configuration), options, stack);
    try {
        visitAll(resources, (resource) => {
            evaluation.evaluateResource(resource);
        });
    } finally {
        evaluation.evaluateStack(resources);
    }
    return evaluation.violations;
};
