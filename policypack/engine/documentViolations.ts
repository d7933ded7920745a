/** What is known of the documents of a resource, and the violations in them. */
import { type DocumentLocation } from "../documents";
import type { ClientNetwork } from "../documents/resourceTypes/clientNetwork";
import { isBucketSubscription } from "../documents/bucketSubscription";
import { getOwn, withoutProxies } from "../documents/values/paths";
import { UnreadableDocument, type PolicyModel, type Replacement } from "../iam";
import { providerAccount, providerRegion } from "./account";
import type { Configuration } from "./configuration";
import { reportsIn, type DocumentReport } from "./documentReports";
import { fingerprintOf, violationOf, type DocumentAt } from "./evaluateDocument";
import { completeOptions, type KnownOfDocument } from "./options";
import { writeReplacement, writeValue, type WrittenReplacement } from "./replacement";
import { accountOfStack, inTemplate, templateReplacement } from "./templateReplacement";
import type { MessageData } from "./message";
import { maskOf, maskInTemplate, type LocationMask } from "./locationMask";
import type { DocumentRule, Report, RuleOptions } from "./rule";
import { renderReport, type DocumentViolation } from "./violation";
import type { EvaluatedResource } from "./evaluatedResource";

/** What a resource tells about its documents: the values of its provider, which AWS checks, else the configured ones. */
export const knownOf = (
    { account, region, partition }: RuleOptions,
    { provider, accountInState }: EvaluatedResource,
): KnownOfDocument => {
    const found = providerRegion(provider);
    return {
        account: providerAccount(provider) ?? account,
        accountInState,
        region: found.region ?? region,
        partition: found.partition ?? partition,
        isInTemplate: undefined,
    };
};

/** The options of a rule on a resource. */
export const optionsFor = ({ options }: Configuration, resource: EvaluatedResource): RuleOptions =>
    completeOptions(options, knownOf(options, resource));

/** The options on one document: what rules know of its resource. `network` is that of a resource it belongs to. */
export const optionsAt = (
    options: RuleOptions,
    urn: string,
    location: DocumentLocation,
    network?: ClientNetwork,
): RuleOptions => {
    const { maximumCharacters, clientNetwork = network, advice, template } = location;
    const isOfBucket = advice !== undefined && isBucketSubscription(urn);
    const isTemplate = template !== undefined;
    if (maximumCharacters === undefined && clientNetwork === undefined && !isOfBucket && !isTemplate) {
        return options;
    }
    const { account, accountInState, region, partition } = options;
    return completeOptions(options, {
        account,
        accountInState,
        region,
        partition,
        isInTemplate: isTemplate ? true : undefined,
        maximumCharacters,
        clientNetwork,
        isBucketSubscription: isOfBucket ? true : undefined,
    });
};

/** Whether a property is one of a template: `templateBody.Resources.Role.Properties…`. */
export const isInTemplate = (property: string): boolean => property.includes(".Resources.");

/** The mask for a document or attachment, by its property. */
export const maskAt = (property: string, options: RuleOptions): LocationMask =>
    isInTemplate(property) ? maskInTemplate(options) : maskOf(options);

/** The report with its replacement written for a template. */
export const asInTemplate = (report: Report): Report => {
    const { replacement } = report;
    return replacement === undefined
        ? report
        : {
              ...report,
              replacement: () => {
                  const found = replacement();
                  return found && { ...found, value: inTemplate(found.value) };
              },
          };
};

/** Where a document stands in a resource. */
export const documentAt = (
    { urn, props }: EvaluatedResource,
    { property, place }: DocumentLocation,
    raw: unknown,
    options: RuleOptions,
): DocumentAt => {
    const [holder = ""] = /^[^.[]*/.exec(property) ?? [];
    const written = raw instanceof UnreadableDocument ? withoutProxies(getOwn(props, holder)) : raw;
    return { urn, place, raw: written, mask: maskAt(property, options) };
};

/** A message of its own kind has its own way out. */
const isAdvised = ({ messageId }: DocumentViolation): boolean => messageId !== "bucketSubscription";

/** The violation of a report in a document of a resource. */
export const violationAt = (
    location: DocumentLocation,
    report: DocumentReport,
    options: RuleOptions,
    fingerprint: string,
    alsoFix?: string,
): DocumentViolation => {
    const { advice, property, template, isSpelledOut = false } = location;
    const name = (): string => fingerprint;
    if (advice !== undefined) {
        const violation = violationOf(report, name, () => undefined);
        return isAdvised(violation) ? withAdvice(violation, report, location, options) : { ...violation, path: "" };
    }
    const write = (replacement: Replacement): WrittenReplacement | undefined => {
        if (isSpelledOut) {
            return undefined;
        }
        const written =
            template === undefined
                ? writeReplacement(replacement)
                : templateReplacement(replacement, template, location.raw);
        return written && inProperty(written, property);
    };
    return violationOf(report, name, write, alsoFix);
};

/**
 * The violation of a document that is written as properties of the resource, so that neither its path nor a statement
 * can be pasted.
 */
const withAdvice = (
    violation: DocumentViolation,
    { rule, report }: DocumentReport,
    { advice, template }: DocumentLocation,
    options: RuleOptions,
): DocumentViolation => {
    const found = advice?.(template === undefined ? (options.account ?? options.accountInState) : accountOfStack);
    if (found === undefined) {
        return violation;
    }
    const { fix, path, properties, placeholders, propertyOf } = found;
    const data = withPropertyNames(violation.data, propertyOf);
    return {
        ...violation,
        path: "",
        data,
        ...renderReport(rule, { ...report, data }),
        fix,
        ...writeValue(template === undefined ? properties : inTemplate(properties), {
            path,
            mode: "set",
            placeholders,
        }),
    };
};

/** The values of a message with the properties that its conditions are written as. */
const withPropertyNames = (
    data: MessageData,
    propertyOf: (conditionPath: string) => string | undefined,
): MessageData =>
    typeof data.condition === "string" ? { ...data, condition: propertyOf(data.condition) ?? data.condition } : data;

/** The replacement with the path in the resource. */
export const inProperty = ({ replacement, replaces }: WrittenReplacement, property: string): WrittenReplacement => ({
    replacement,
    replaces: { ...replaces, path: [property, replaces.path].filter((part) => part !== "").join(".") },
});

/** The violations of a rule in one document of a resource. */
export const violationsAt = (
    rule: DocumentRule,
    resource: EvaluatedResource,
    location: DocumentLocation,
    document: PolicyModel,
    options: RuleOptions,
): readonly DocumentViolation[] => {
    const reports = reportsIn([rule], document, optionsAt(options, resource.urn, location));
    if (reports.length === 0) {
        return [];
    }
    const at = documentAt(resource, location, location.raw, options);
    return reports.map((report) => violationAt(location, report, options, fingerprintOf(report, at)));
};
