/** The only file that knows CrossGuard's types: rules in, policies out. */
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
import type { Rule, RuleWords } from "./engine/rule";
import { askAttachments } from "./engine/evaluateAttachments";
import { own } from "./documents/values/paths";
import { askResource } from "./engine/evaluateResource";
import { remediable, remediation } from "./engine/remediation";
import { rules } from "./rules";
import { askDocuments, saidOf, type Ruling, type Subject } from "./engine/evaluate";
import { askStack } from "./engine/evaluateStack";
import { yamlTemplate } from "./documents/cloudformation/yaml";

/** The resource every stack has. What is wrong with the configuration itself is told there, once. */
const stackType = "pulumi:pulumi:Stack";

/**
 * CrossGuard takes an object too, though its types do not say so. It alone can soften one violation; it overrides the
 * organization's level, so it is never used to harden.
 */
type ReportSoftened = (violation: { readonly message: string; readonly enforcementLevel: "advisory" }) => void;

/** The schema is ours and readonly; CrossGuard's type is not. */
const configSchema: PolicyConfigSchema = { properties: { ...schema } };

const words = ({ name, level, severity, description, remediationSteps, url }: RuleWords) => ({
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

/** Every policy asks for every resource, so a day is written out once. */
const today = (): string => {
    const now = Date.now();
    const number = Math.floor(now / millisecondsADay);
    if (number !== current.number) {
        current = { number, day: dayOf(new Date(now)) };
    }
    return current.day;
};

const reporter =
    (rule: RuleWords, report: ReportViolation) =>
    (ruling: Ruling): void => {
        if (ruling.standing === "exempt") {
            return;
        }
        if (ruling.level === rule.level) {
            report(saidOf(ruling), ruling.urn);
        } else {
            // The object form leaves out the description, which the text form puts first.
            const message = `${rule.description}\n${saidOf(ruling)}`;
            (report as unknown as ReportSoftened)({ message, enforcementLevel: "advisory" });
        }
    };

const subjectOf = ({ type, urn, props, provider }: ResourceValidationArgs): Subject => ({
    type,
    urn,
    props,
    provider: provider === undefined ? undefined : own(provider, "props"),
});

type Ask = (subject: Subject, configuration: Configuration, day: string, tell: (ruling: Ruling) => void) => void;

const resourcePolicy = (rule: RuleWords, ask: Ask): ResourceValidationPolicy => ({
    ...words(rule),
    validateResource: (args, report) => {
        const configuration = configurationOf(args.getConfig());
        if (args.type === stackType) {
            configuration.problems.forEach((problem) => {
                report(problem);
            });
            return;
        }
        ask(subjectOf(args), configuration, today(), reporter(rule, report));
    },
});

/** Pulumi asks for remediations only where an organization sets the level `remediate`; no rule of ours does. */
const remediate = (rule: Rule): Pick<ResourceValidationPolicy, "remediateResource"> =>
    remediable.has(rule.name)
        ? {
              remediateResource: (args) => {
                  const changed = remediation(rule, subjectOf(args), configurationOf(args.getConfig()));
                  // Written through the properties as they came, which keep secrets secret.
                  return Object.keys(changed).length === 0 ? undefined : Object.assign(args.props, changed);
              },
          }
        : {};

const documentPolicy = (rule: Rule): ResourceValidationPolicy => ({
    ...remediate(rule),
    ...resourcePolicy(rule, (subject, configuration, day, tell) => {
        askDocuments(rule, subject, configuration, day, tell, yamlTemplate);
    }),
});

const stackPolicy = (rule: StackRule): StackValidationPolicy => ({
    ...words(rule),
    validateStack: (args, report) => {
        const configuration = configurationOf(args.getConfig());
        configuration.problems.forEach((problem) => {
            report(problem);
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
        askStack(rule, graph, configuration, today()).forEach(reporter(rule, report));
    },
});

/** Every rule as CrossGuard wants it, in the rules' order. */
export const policies: Policies = [
    ...rules.map(documentPolicy),
    ...attachmentRules.map((rule) =>
        resourcePolicy(rule, (subject, configuration, day, tell) => {
            askAttachments(rule, subject, configuration, day, tell, yamlTemplate);
        }),
    ),
    ...resourceRules.map((rule) =>
        resourcePolicy(rule, (subject, configuration, day, tell) => {
            askResource(rule, subject, configuration, day, tell);
        }),
    ),
    ...stackRules.map(stackPolicy),
];
