/** Converts rules to CrossGuard policies. The only file that uses CrossGuard's types. */
import type {
    Policies,
    PolicyConfigSchema,
    PolicyResource,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { getOwn } from "./documents/values/paths";
import { configurationOf, schema } from "./engine/configuration";
import { evaluate, type EvaluatedResource } from "./engine/evaluate";
import { dayOf } from "./engine/exemptions";
import { lastGraph } from "./engine/lastGraph";
import { formatViolation } from "./engine/format";
import { remediable, remediation } from "./engine/remediation";
import type { DocumentRule, Rule, RuleMetadata, StackRule } from "./engine/rule";
import type { ResourceViolation } from "./engine/violation";
import { allRules } from "./rules";

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
            report(formatViolation(violation), violation.urn === "" ? undefined : violation.urn);
        } else {
            // The object form omits the description, which the text form prepends.
            const message = `${rule.description}\n${formatViolation(violation)}`;
            (report as unknown as ReportAdvisory)({ message, enforcementLevel: "advisory" });
        }
    };

/**
 * The organization of the stack. The engine passes it to a pack in these variables only.
 *
 * @see pulumi, sdk/go/common/resource/plugin/analyzer_plugin.go, constructEnv (2026)
 */
const organization = process.env.PULUMI_NODEJS_ORGANIZATION ?? process.env.PULUMI_ORGANIZATION;

const evaluatedResource = ({ type, urn, props, provider }: ResourceValidationArgs): EvaluatedResource => ({
    type,
    urn,
    props,
    provider: provider === undefined ? undefined : getOwn(provider, "props"),
});

const stackResource = ({
    type,
    urn,
    name,
    props,
    provider,
    propertyDependencies,
}: PolicyResource): EvaluatedResource => ({
    type,
    urn,
    name,
    props,
    provider: provider === undefined ? undefined : getOwn(provider, "props"),
    dependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([property, from]) => [property, from.map((one) => one.urn)]),
    ),
});

const graphOf = lastGraph();

/** Pulumi calls remediations only if an organization sets the level `remediate`, which is no rule's default. */
const remediate = (rule: DocumentRule): Pick<ResourceValidationPolicy, "remediateResource"> =>
    remediable.has(rule.name)
        ? {
              remediateResource: (args) => {
                  const changed = remediation(
                      rule,
                      evaluatedResource(args),
                      configurationOf(args.getConfig()),
                      organization,
                  );
                  // Assigns to the original properties, which preserve secrets.
                  return Object.keys(changed).length === 0 ? undefined : Object.assign(args.props, changed);
              },
          }
        : {};

const resourcePolicy = (rule: Exclude<Rule, StackRule>): ResourceValidationPolicy => {
    // One list for all resources, so that it is prepared once.
    const rules = [rule];
    return {
        ...(rule.on === "document" ? remediate(rule) : {}),
        ...metadata(rule),
        validateResource: (args, report) => {
            const configuration = configurationOf(args.getConfig());
            if (args.type === stackType) {
                configuration.issues.forEach((issue) => {
                    report(issue);
                });
                return;
            }
            evaluate(rules, [evaluatedResource(args)], {
                configuration: () => configuration,
                day: today(),
                organization,
                report: reporter(rule, report),
            });
        },
    };
};

const stackPolicy = (rule: StackRule): StackValidationPolicy => ({
    ...metadata(rule),
    validateStack: (args, report) => {
        const configuration = configurationOf(args.getConfig());
        configuration.issues.forEach((issue) => {
            report(issue);
        });
        evaluate([rule], args.resources.map(stackResource), {
            configuration: () => configuration,
            day: today(),
            organization,
            graphOf,
            report: reporter(rule, report),
        });
    },
});

/** The CrossGuard policies, in the order of the rules. */
export const policies: Policies = allRules.map((rule) =>
    rule.on === "stack" ? stackPolicy(rule) : resourcePolicy(rule),
);
