/** Converts rules to CrossGuard policies. The only file that uses CrossGuard's types. */
import type {
    Policies,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { configurationOf, schema, type Configuration } from "./engine/configuration";
import { dayOf } from "./engine/exemptions";
import { graphOf } from "./graph/graph";
import { stackRules, resourceRules, attachmentRules } from "./rules";
import type { StackRule } from "./engine/stackRule";
import type { Rule, RuleMetadata } from "./engine/rule";
import { evaluateAttachments } from "./engine/evaluateAttachments";
import { getOwn } from "./documents/values/paths";
import { evaluateResource } from "./engine/evaluateResource";
import { remediable, remediation } from "./engine/remediation";
import { documentRules } from "./rules";
import { evaluateDocuments, formatViolation, type ResourceViolation, type EvaluatedResource } from "./engine/evaluate";
import { evaluateStack } from "./engine/evaluateStack";
import { yamlTemplate } from "./documents/cloudformation/yaml";

/** Every stack has exactly one resource of this type. Configuration issues are reported on it, once. */
const stackType = "pulumi:pulumi:Stack";

/**
 * CrossGuard also accepts an object, which its types omit. Only this form can lower the level of one violation. It
 * overrides the organization's level, so it is never used to raise the level.
 */
type ReportAdvisory = (violation: { readonly message: string; readonly enforcementLevel: "advisory" }) => void;

/** A mutable copy, because CrossGuard's type is not readonly. */
const configSchema: PolicyConfigSchema = { properties: { ...schema } };

const metadata = ({ name, level, severity, description, remediationSteps, url }: RuleMetadata) => ({
    name,
    enforcementLevel: level,
    severity,
    description,
    remediationSteps,
    url,
    configSchema,
});

const millisecondsADay = 86_400_000;
let current = { number: NaN, day: "" };

/** Memoized, because every policy calls it for every resource. */
const today = (): string => {
    const now = Date.now();
    const number = Math.floor(now / millisecondsADay);
    if (number !== current.number) {
        current = { number, day: dayOf(new Date(now)) };
    }
    return current.day;
};

const reporter =
    (rule: RuleMetadata, report: ReportViolation) =>
    (violation: ResourceViolation): void => {
        if (violation.status === "exempt") {
            return;
        }
        if (violation.level === rule.level) {
            report(formatViolation(violation), violation.urn);
        } else {
            // The object form omits the description, which the text form prepends.
            const message = `${rule.description}\n${formatViolation(violation)}`;
            (report as unknown as ReportAdvisory)({ message, enforcementLevel: "advisory" });
        }
    };

const evaluatedResource = ({ type, urn, props, provider }: ResourceValidationArgs): EvaluatedResource => ({
    type,
    urn,
    props,
    provider: provider === undefined ? undefined : getOwn(provider, "props"),
});

type Evaluate = (
    subject: EvaluatedResource,
    configuration: Configuration,
    day: string,
    report: (violation: ResourceViolation) => void,
) => void;

const resourcePolicy = (rule: RuleMetadata, evaluate: Evaluate): ResourceValidationPolicy => ({
    ...metadata(rule),
    validateResource: (args, report) => {
        const configuration = configurationOf(args.getConfig());
        if (args.type === stackType) {
            configuration.issues.forEach((issue) => {
                report(issue);
            });
            return;
        }
        evaluate(evaluatedResource(args), configuration, today(), reporter(rule, report));
    },
});

/** Pulumi calls remediations only if an organization sets the level `remediate`, which is no rule's default. */
const remediate = (rule: Rule): Pick<ResourceValidationPolicy, "remediateResource"> =>
    remediable.has(rule.name)
        ? {
              remediateResource: (args) => {
                  const changed = remediation(rule, evaluatedResource(args), configurationOf(args.getConfig()));
                  // Assigns to the original properties, which preserve secrets.
                  return Object.keys(changed).length === 0 ? undefined : Object.assign(args.props, changed);
              },
          }
        : {};

const documentPolicy = (rule: Rule): ResourceValidationPolicy => ({
    ...remediate(rule),
    ...resourcePolicy(rule, (subject, configuration, day, report) => {
        evaluateDocuments(rule, subject, configuration, day, report, yamlTemplate);
    }),
});

const stackPolicy = (rule: StackRule): StackValidationPolicy => ({
    ...metadata(rule),
    validateStack: (args, report) => {
        const configuration = configurationOf(args.getConfig());
        configuration.issues.forEach((issue) => {
            report(issue);
        });
        const graph = graphOf(
            args.resources.map(({ urn, type, name, props, propertyDependencies }) => ({
                urn,
                type,
                name,
                props,
                dependencies: Object.fromEntries(
                    Object.entries(propertyDependencies).map(([property, from]) => [
                        property,
                        from.map((one) => one.urn),
                    ]),
                ),
            })),
        );
        evaluateStack(rule, graph, configuration, today()).forEach(reporter(rule, report));
    },
});

/** The CrossGuard policies, in the order of the rules. */
export const policies: Policies = [
    ...documentRules.map(documentPolicy),
    ...attachmentRules.map((rule) =>
        resourcePolicy(rule, (subject, configuration, day, report) => {
            evaluateAttachments(rule, subject, configuration, day, report, yamlTemplate);
        }),
    ),
    ...resourceRules.map((rule) =>
        resourcePolicy(rule, (subject, configuration, day, report) => {
            evaluateResource(rule, subject, configuration, day, report);
        }),
    ),
    ...stackRules.map(stackPolicy),
];
