/** What the pack reports in a sample, and what it does not report although it looks wrong. */
import { documentsOf } from "../../policypack/documents";
import { yamlTemplate } from "../../policypack/documents/cloudformation/yaml";
import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate } from "../../policypack/engine/evaluate";
import type { ResourceViolation } from "../../policypack/engine/violation";
import { parse } from "../../policypack/iam";
import { allRules } from "../../policypack/rules";
import { rulesOf, suspicions } from "./secondCheck";
import type { Sample } from "./samples";

/** Something to decide about. */
export interface Seen {
    /** The rule that reports it; or `not reported: ` and the check that finds it. */
    readonly rule: string;
    /** The message and level; empty for what is not reported. */
    readonly message: string;
    /** The value that the message is about. */
    readonly about: string;
    /** The file, the resource, and the path. */
    readonly place: string;
}

/** A fixed day, so that no expiration date changes what is reported. */
const day = "2026-12-01";
const configuration = configurationOf({});

/** Whether an error is Pulumi's error for a value that is unknown at preview. */
const isUnknownValueError = (error: unknown): boolean => error instanceof Error && "unknownTypeSentinel" in error;

/** Runs the work on known values; what comes after an unknown one is left out, as at a preview. */
const whileKnown = (work: () => void): void => {
    try {
        work();
    } catch (error) {
        if (!isUnknownValueError(error)) {
            throw error;
        }
    }
};

const maxAbout = 80;

/** The first value in the message: the service, the action, the policy. */
const aboutOf = ({ data }: ResourceViolation): string => {
    const text = String(Object.values(data)[0] ?? "");
    return text.length > maxAbout ? `${text.slice(0, maxAbout)}…` : text;
};

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

const templatePrefix = "templateBody.Resources.";

/** The resource: by its name, or by its logical ID in the template of a stack. */
const resourceAt = ({ urn, property }: ResourceViolation): string =>
    property.startsWith(templatePrefix) ? (property.slice(templatePrefix.length).split(".")[0] ?? "") : nameOf(urn);

const placeOf = (sample: Sample, violation: ResourceViolation): string => {
    const { property, path } = violation;
    const inside = property.startsWith(templatePrefix) ? property.slice(templatePrefix.length) : property;
    return [sample.place, ...(inside === property ? [nameOf(violation.urn)] : []), inside, path]
        .filter((part) => part !== "")
        .join(" ");
};

const violationsIn = (sample: Sample): readonly ResourceViolation[] => {
    const violations: ResourceViolation[] = [];
    whileKnown(() => {
        evaluate(allRules, sample.resources, {
            configuration: () => configuration,
            day,
            report: (violation) => violations.push(violation),
        });
    });
    return violations;
};

/** What there is to decide about in a sample. */
export const seenIn = (sample: Sample): readonly Seen[] => {
    const violations = violationsIn(sample);
    const isReported = (check: string, resource: string): boolean =>
        violations.some(
            (violation) => rulesOf[check]?.test(violation.rule.name) === true && resourceAt(violation) === resource,
        );
    return [
        ...violations.map((violation) => ({
            rule: violation.rule.name,
            message: `${violation.messageId}, ${violation.level}`,
            about: aboutOf(violation),
            place: placeOf(sample, violation),
        })),
        ...suspicions(sample)
            .filter(({ check, resource }) => !isReported(check, resource))
            .map(({ check, about, resource, path }) => ({
                rule: `not reported: ${check}`,
                message: "",
                about,
                place: [sample.place, resource, path].filter((part) => part !== "").join(" "),
            })),
    ];
};

/** The places of the documents with a statement that can be evaluated in a sample. */
export const documentsIn = ({ place, resources }: Sample): readonly string[] => {
    const places = new Set<string>();
    for (const { type, urn, props } of resources) {
        whileKnown(() => {
            for (const location of documentsOf(type, props, { readTemplate: yamlTemplate })) {
                whileKnown(() => {
                    if (parse(location.kind, location.raw).statements.length > 0) {
                        places.add(`${place} ${urn} ${location.property}`);
                    }
                });
            }
        });
    }
    return [...places];
};
