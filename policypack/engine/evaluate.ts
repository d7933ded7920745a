/** Evaluates a document rule on a resource: violations, fingerprints and exemption status. Pure; imports no package. */

import { providerAccount, providerRegion } from "./account";
import type { Configuration } from "./configuration";
import { documentsOf, type DocumentLocation, type TemplateReading } from "../documents";
import { exemptionOf, statusOf, type Exemption, type ExemptionStatus } from "./exemptions";
import { parse } from "../iam";
import { fingerprint } from "./fingerprint";
import { evaluateRule } from "./evaluateDocument";
import type { Violation, Rule, RuleOptions, RuleMetadata } from "./rule";

/** A resource as a rule sees it. */
export interface EvaluatedResource {
    readonly type: string;
    readonly urn: string;
    readonly props: unknown;
    /** The configuration of its provider. */
    readonly provider?: unknown;
}

/** A violation on a resource. */
export interface ResourceViolation extends Omit<Violation, "level"> {
    readonly rule: RuleMetadata;
    readonly level: "mandatory" | "advisory";
    readonly urn: string;
    /** The property that contains the path. */
    readonly property: string;
    /** Identifies the violation in exemptions and baselines. */
    readonly fingerprint: string;
    readonly status: ExemptionStatus;
    /** The exemption for this violation, including an expired one. */
    readonly exemption: Exemption | undefined;
}

type UnresolvedViolation = Omit<ResourceViolation, "status" | "exemption">;

/** The exemption status of a violation on a day. */
export const statusOfViolation = (
    { fingerprint: name }: UnresolvedViolation,
    { exemptions }: Configuration,
    day: string,
): ExemptionStatus => statusOf(exemptionOf(name, exemptions), day);

/** The violation with its exemption, if any, and exemption status. */
export const withExemption = (
    violation: UnresolvedViolation,
    configuration: Configuration,
    day: string,
): ResourceViolation => ({
    ...violation,
    exemption: exemptionOf(violation.fingerprint, configuration.exemptions),
    status: statusOfViolation(violation, configuration, day),
});

/** The rule options for a resource: the configured values, else those of the provider. */
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

/**
 * Visits every element even if a visit throws, and rethrows at the end. Pulumi's UnknownValueError for one document
 * must not prevent the evaluation of the others.
 */
export const visitAll = <Each>(all: readonly Each[], visit: (each: Each) => void, from = 0): void => {
    const each = all[from];
    if (each === undefined) {
        return;
    }
    try {
        visit(each);
    } finally {
        visitAll(all, visit, from + 1);
    }
};

/** The violations of a rule in one document of a resource. */
export const violationsAt = (
    rule: Rule,
    subject: EvaluatedResource,
    location: DocumentLocation,
    options: RuleOptions,
): readonly UnresolvedViolation[] => {
    const { maximumCharacters } = location;
    const known = maximumCharacters === undefined ? options : { ...options, maximumCharacters };
    return evaluateRule(rule, parse(location.kind, location.raw), known).map((violation) => ({
        ...violation,
        rule,
        urn: subject.urn,
        property: location.property,
        fix: location.fixFor?.(options.account) ?? violation.fix,
        fingerprint: fingerprint(
            rule.name,
            violation.statement === undefined ? violation.fingerprint : [violation.statement],
            subject.urn,
        ),
    }));
};

/** Memoizes the options of a resource and computes them on first use: most resources have no documents. */
export const memoizeOptions = (configuration: Configuration, subject: EvaluatedResource): (() => RuleOptions) => {
    let options: RuleOptions | undefined;
    return () => (options ??= optionsFor(configuration, subject));
};

/** The context for parsing the templates of a resource. */
export class ResourceTemplateReading implements TemplateReading {
    constructor(
        private readonly options: () => RuleOptions,
        readonly readTemplate: TemplateReading["readTemplate"],
    ) {}

    get account(): string | undefined {
        const { account, ownAccounts } = this.options();
        return account ?? ownAccounts[0];
    }
}

/**
 * Evaluates a document rule on a resource. Violations are reported immediately, because reading the next document may
 * throw Pulumi's UnknownValueError.
 */
export const evaluateDocuments = (
    rule: Rule,
    subject: EvaluatedResource,
    configuration: Configuration,
    day: string,
    report: (violation: ResourceViolation) => void,
    readTemplate?: TemplateReading["readTemplate"],
): void => {
    const settings = memoizeOptions(configuration, subject);
    const context = new ResourceTemplateReading(settings, readTemplate);
    // Both branches of an Fn::If in a template often contain the same document.
    const reported = new Set<string>();
    visitAll(documentsOf(subject.type, subject.props, context, rule.appliesTo), (location) => {
        for (const violation of violationsAt(rule, subject, location, settings())) {
            const key = [violation.property, violation.path, violation.message, violation.fingerprint].join("\n");
            if (!reported.has(key)) {
                reported.add(key);
                report(withExemption(violation, configuration, day));
            }
        }
    });
};

/** The location within the resource: `inlinePolicies[0].policy.Statement[1].Resource`. */
export const formatLocation = ({ property, path }: Pick<ResourceViolation, "property" | "path">): string =>
    [property, path].filter((part) => part !== "").join(".") || "the resource";

/** Formats a violation for users: location, message, reason, fix, and fingerprint for an exemption. */
export const formatViolation = (violation: ResourceViolation): string => {
    const { message, reason, fix, exemption, status } = violation;
    return [
        `${formatLocation(violation)}: ${message}. ${reason}`,
        `Fix: ${fix}`,
        ...(status === "expired" && exemption !== undefined
            ? [`The exemption ("${exemption.reason}") expired on ${exemption.expires}.`]
            : []),
        `Fingerprint: ${violation.fingerprint}`,
    ].join("\n");
};
