import { audit } from "../../policypack/audit";
import type { DocumentKind } from "../../policypack/iam";
import { documentRules } from "../../policypack/rules";
import type { RuleMetadata } from "../../policypack/engine/rule";
import { compliantStacks } from "./lawfulStacks";
import { blocks, bullets, code, fence, plain } from "./markdown";
import { ruleExample, type Cases, type NamedCase } from "./ruleExample";

const kinds: Readonly<Record<DocumentKind, string>> = {
    trust: "trust policies",
    grant: "policies of users, groups and roles",
    boundary: "boundaries",
    resource: "resource policies",
};

const evaluatedOn = ({ name }: RuleMetadata): string => {
    const rule = documentRules.find((one) => one.name === name);
    return rule === undefined ? "the resources of a stack" : rule.appliesTo.map((kind) => kinds[kind]).join(", ");
};

/** What is longer than this is named and not shown. */
const longest = 2000;

/** Exemptions end on a day; the examples have none. */
const day = "2026-01-01";

const isShown = ({ document }: NamedCase): boolean =>
    typeof document === "object" && document !== null && JSON.stringify(document).length <= longest;

const documentBlock = (name: string, value: unknown): string =>
    blocks(`For example ${name}:`, fence("json", JSON.stringify(value, undefined, 4)));

/** A softened finding is told and does not block. */
const named = ({ name, expect }: NamedCase): string =>
    expect.length > 0 && expect.every((path) => path.startsWith("~")) ? `${plain(name)} (advisory)` : plain(name);

const list = (intro: string, cases: readonly NamedCase[]): string | undefined =>
    cases.length === 0 ? undefined : blocks(intro, bullets(cases.map(named)));

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
    const [first] = audit({ deployment: { manifest: {}, resources } }, {}, day).violations;
    if (first !== undefined) {
        throw new Error(`the lawful stack of ${code(name)} is not lawful: ${first.rule.name} finds ${first.message}`);
    }
    return documentBlock(stack.name, stack.resources);
};

/**
 * What the rule lets pass, which says as much of it as what it finds.
 *
 * @throws Error when there is no example.
 */
export const compliantExample = ({ name }: RuleMetadata, cases: Cases): string => {
    const clean = (cases[name] ?? []).filter(({ expect }) => expect.length === 0);
    const first = clean.find(isShown);
    const text =
        first === undefined
            ? compliantStack(name)
            : blocks(
                  documentBlock(first.name, first.document),
                  list(
                      "It also lets pass:",
                      clean.filter((one) => one !== first),
                  ),
              );
    if (text === undefined) {
        throw new Error(
            `${code(name)} has no example that it lets pass; add a case without findings, or a stack to lawfulStacks.ts`,
        );
    }
    return text;
};

/** The page of one rule: what it is, what it finds, what it lets pass, and how to live with a finding. */
export const rulePage = (rule: RuleMetadata, cases: Cases): string =>
    blocks(
        `# ${rule.name}`,
        rule.description,
        `It is ${rule.level}, of ${rule.severity} severity, and judges ${evaluatedOn(rule)}.`,
        `To repair it: ${plain(rule.remediationSteps)}`,
        `Read from <${rule.url}>.`,
        "## What it finds",
        ruleExample(rule, cases),
        list(
            "It is tested by:",
            (cases[rule.name] ?? []).filter(({ expect }) => expect.length > 0),
        ),
        "## What it lets pass",
        compliantExample(rule, cases),
        "## To let a finding stand",
        `Exempt it by its fingerprint in this rule's section of the pack's [configuration](../policyPack.md#configuration), ` +
            "with a reason and a last day.",
        "[All rules](../rules.md)",
    );
