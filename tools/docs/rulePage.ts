import { audit } from "../../policypack/audit";
import type { DocumentKind } from "../../policypack/iam";
import type { Rule } from "../../policypack/engine/rule";
import { compliantStacks } from "./compliantStacks";
import { blocks, bullets, code, fence, plain } from "./markdown";
import { exampleDay, ruleExample, type Cases, type NamedCase } from "./ruleExample";

const kinds: Readonly<Record<DocumentKind, string>> = {
    trust: "trust policies",
    grant: "permissions policies of users, groups and roles",
    boundary: "permissions boundaries",
    resource: "resource-based policies",
};

const evaluatedOn = (rule: Rule): string =>
    rule.on === "document" ? rule.appliesTo.map((kind) => kinds[kind]).join(", ") : "the resources of a stack";

/** The maximum length of a document in an example, in characters. */
const longest = 2000;

const isShown = ({ document }: NamedCase): boolean =>
    typeof document === "object" && document !== null && JSON.stringify(document).length <= longest;

const exampleBlock = (name: string, value: unknown): string =>
    blocks(`Example: ${plain(name)}`, fence("json", JSON.stringify(value, undefined, 4)));

const compliantStack = (name: string): string | undefined => {
    const stack = compliantStacks[name];
    if (stack === undefined) {
        return undefined;
    }
    const resources = stack.resources.map(({ type, name: of, props }) => ({
        urn: `urn:pulumi:dev::acme::${type}::${of}`,
        type,
        inputs: props,
    }));
    const [first] = audit({ deployment: { manifest: {}, resources } }, {}, exampleDay).violations;
    if (first !== undefined) {
        throw new Error(`the compliant stack of ${code(name)} violates ${first.rule.name}: ${first.message}`);
    }
    return exampleBlock(stack.name, stack.resources);
};

/**
 * A document or stack that complies with the rule.
 *
 * @throws Error if the rule has no compliant case and no compliant stack.
 */
export const compliantExample = ({ name }: Rule, cases: Cases): string => {
    const compliant = (cases[name] ?? []).find((one) => one.expect.length === 0 && isShown(one));
    const text = compliant === undefined ? compliantStack(name) : exampleBlock(compliant.name, compliant.document);
    if (text === undefined) {
        throw new Error(
            `${code(name)} has no compliant example; add a case without violations, or a stack to compliantStacks.ts`,
        );
    }
    return text;
};

/** Another enforcement level for the example. Stack rules run after the update, so they cannot block it. */
const otherLevel = ({ on, level }: Rule): string => {
    if (level === "mandatory") {
        return "advisory";
    }
    return on === "stack" ? "disabled" : "mandatory";
};

/** The configuration section of a rule: another enforcement level, and an exemption. */
const configuration = (rule: Rule): string =>
    JSON.stringify(
        {
            [rule.name]: {
                enforcementLevel: otherLevel(rule),
                exemptions: [
                    { fingerprint: "FINGERPRINT", stacks: ["STACK"], reason: "REASON", expires: "YYYY-MM-DD" },
                ],
            },
        },
        undefined,
        4,
    );

/** The page of a rule: what it reports, why it matters, a compliant example, and how to configure it. */
export const rulePage = (rule: Rule, cases: Cases): string => {
    const { example, reason } = ruleExample(rule, cases);
    return blocks(
        `# ${rule.name}`,
        rule.description,
        bullets([
            `Enforcement level: ${rule.level}`,
            `Severity: ${rule.severity}`,
            `Evaluates: ${evaluatedOn(rule)}`,
            `AWS documentation: <${rule.url}>`,
        ]),
        "## What it reports",
        example,
        "## Why it matters",
        plain(reason),
        "## Compliant example",
        plain(rule.remediationSteps),
        compliantExample(rule, cases),
        "## Configure and exempt",
        "Set another enforcement level for the rule, or exempt a single violation by its printed fingerprint in named stacks " +
            "until a date, in the pack's [configuration](../policyPack.md#configuration):",
        fence("json", configuration(rule)),
        "[All rules](../rules.md)",
    );
};
