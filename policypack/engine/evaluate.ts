/** One rule asked about one resource: what it finds, under which name, and how that stands. Pure; no package. */

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
    /** The settings of its provider. */
    readonly provider?: unknown;
}

/** A finding about a resource. */
export interface ResourceViolation extends Omit<Violation, "level"> {
    readonly rule: RuleMetadata;
    readonly level: "mandatory" | "advisory";
    readonly urn: string;
    /** The property the path starts in. */
    readonly property: string;
    /** Names the finding for exemptions and baselines. */
    readonly fingerprint: string;
    readonly status: ExemptionStatus;
    /** The exemption that speaks of it, expired or not. */
    readonly exemption: Exemption | undefined;
}

type UnresolvedViolation = Omit<ResourceViolation, "status" | "exemption">;

/** How a ruling stands on the day it is made. */
export const statusOfViolation = (
    { fingerprint: name }: UnresolvedViolation,
    { exemptions }: Configuration,
    day: string,
): ExemptionStatus => statusOf(exemptionOf(name, exemptions), day);

/** The ruling with what the configuration says of it. */
export const withExemption = (
    violation: UnresolvedViolation,
    configuration: Configuration,
    day: string,
): ResourceViolation => ({
    ...violation,
    exemption: exemptionOf(violation.fingerprint, configuration.exemptions),
    status: statusOfViolation(violation, configuration, day),
});

/** What a rule may know of the place it judges. */
export const optionsFor = ({ options }: Configuration, { provider }: EvaluatedResource): RuleOptions => {
    const { region, partition } = providerRegion(provider);
    // Field by field: every policy asks for it at every document.
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
 * Visits every one, also when a visit throws, and lets the throw go on after the last. Pulumi's note about one unknown
 * document must not keep a known one from being judged.
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

/** What a rule finds in one document of a resource. */
export const violationsAt = (
    rule: Rule,
    subject: EvaluatedResource,
    place: DocumentLocation,
    options: RuleOptions,
): readonly UnresolvedViolation[] => {
    const { maximumCharacters } = place;
    const known = maximumCharacters === undefined ? options : { ...options, maximumCharacters };
    return evaluateRule(rule, parse(place.kind, place.raw), known).map((violation) => ({
        ...violation,
        rule,
        urn: subject.urn,
        property: place.property,
        fix: place.fixFor?.(options.account) ?? violation.fix,
        fingerprint: fingerprint(
            rule.name,
            violation.statement === undefined ? violation.fingerprint : [violation.statement],
            subject.urn,
        ),
    }));
};

/** The settings of a resource, read when first asked for: most resources hold nothing a rule asks about. */
export const memoizeOptions = (configuration: Configuration, subject: EvaluatedResource): (() => RuleOptions) => {
    let options: RuleOptions | undefined;
    return () => (options ??= optionsFor(configuration, subject));
};

/** What templates of a resource are read with. */
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
 * Asks a document rule about a resource. Each ruling is told as soon as it is made, because reading the next document
 * may throw Pulumi's note that it is not known yet.
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
    // Both branches of a template's Fn::If often hold the same document.
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

/** Where in the resource: `inlinePolicies[0].policy.Statement[1].Resource`. */
export const formatLocation = ({ property, path }: Pick<ResourceViolation, "property" | "path">): string =>
    [property, path].filter((part) => part !== "").join(".") || "the resource";

/** A violation for a person: where, what, why, what to do, and the fingerprint to exempt it by. */
export const formatViolation = (violation: ResourceViolation): string => {
    const { message, reason, fix, exemption, status } = violation;
    return [
        `${formatLocation(violation)}: ${message}. ${reason}`,
        `Fix: ${fix}`,
        ...(status === "expired" && exemption !== undefined
            ? [`Its exemption ("${exemption.reason}") ended on ${exemption.expires}.`]
            : []),
        `Fingerprint: ${violation.fingerprint}`,
    ].join("\n");
};
