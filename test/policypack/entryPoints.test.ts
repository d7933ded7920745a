/** The pack, the audit, the preview and the docs report what `evaluate` reports: the same rule, message, path and values. */
import * as assert from "node:assert/strict";
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { policies } from "../../policypack/adapter";
import { audit } from "../../policypack/audit";
import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate, type EvaluatedResource } from "../../policypack/engine/evaluate";
import { formatViolation } from "../../policypack/engine/format";
import type { Rule, RuleOptions } from "../../policypack/engine/rule";
import type { ResourceViolation } from "../../policypack/engine/violation";
import type { DocumentKind } from "../../policypack/iam";
import { allRules } from "../../policypack/rules";
import { emittedDocuments, type PreviewViolation } from "../../program/preview/readDocuments";
import { home } from "../support/deploy";
import type { PreviewedResource } from "../../program/preview/registrations";
import { previewViolations } from "../../program/preview/violations";
import { exampleDay, ruleExample } from "../../tools/docs/ruleExample";
import { stackExamples } from "../../tools/docs/stackExamples";
import { ruleCases } from "./rules/cases";
import { resourceCases } from "./rules/resourceCases";

const day = new Date().toISOString().slice(0, 10);

/** One row of the table: resources, and the configuration of every rule. */
interface Row {
    readonly name: string;
    readonly resources: readonly EvaluatedResource[];
    readonly section: Readonly<Record<string, unknown>>;
}

/** A resource type with a document of each kind. */
const holders: Readonly<Record<DocumentKind, (text: string) => Pick<EvaluatedResource, "type" | "props">>> = {
    trust: (text) => ({ type: "aws:iam/role:Role", props: { name: "r", assumeRolePolicy: text } }),
    grant: (text) => ({ type: "aws:iam/policy:Policy", props: { policy: text } }),
    boundary: (text) => ({
        type: "aws:organizations/policy:Policy",
        props: { type: "SERVICE_CONTROL_POLICY", content: text },
    }),
    resource: (text) => ({ type: "aws:sns/topicPolicy:TopicPolicy", props: { policy: text } }),
};

const resource = (of: Pick<EvaluatedResource, "type" | "props">, name = "one"): EvaluatedResource => ({
    ...of,
    name,
    urn: `urn:pulumi:dev::acme::${of.type}::${name}`,
    dependencies: {},
});

/** The options of a case that the configuration of a rule has too. */
const sectionOf = ({ account, ownAccounts, ownOrganizations, ...rest }: Partial<RuleOptions> = {}) => {
    const { acceptedRolePatterns, services, unlistedServices } = rest;
    const all = { account, ownAccounts, ownOrganizations, acceptedRolePatterns, services, unlistedServices };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

const documentRows = (rule: string): readonly Row[] =>
    (ruleCases[rule] ?? []).flatMap(({ name, kind, document, settings }) => {
        const text = typeof document === "string" ? document : JSON.stringify(document ?? null);
        return text.length > 10_000
            ? []
            : [{ name, resources: [resource(holders[kind](text))], section: sectionOf(settings) }];
    });

const yamlStack = `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: ssm.amazonaws.com } }
      ManagedPolicyArns: [!Sub "arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess"]
`;

const rows: readonly Row[] = [
    ...allRules.flatMap(({ name }) => documentRows(name).map((row) => ({ ...row, name: `${name}: ${row.name}` }))),
    ...Object.entries(resourceCases("unknown")).flatMap(([rule, cases]) =>
        cases.map(({ name, type, props }) => ({
            name: `${rule}: ${name}`,
            resources: [resource({ type, props })],
            section: {},
        })),
    ),
    ...Object.entries(stackExamples).map(([rule, { name, resources }]) => ({
        name: `${rule}: ${name}`,
        resources: resources.map((one) => resource(one, one.name)),
        section: {},
    })),
    {
        name: "a YAML template",
        resources: [
            resource({ type: "aws:cloudformation/stack:Stack", props: { templateBody: yamlStack, name: "s" } }),
        ],
        section: {},
    },
    {
        name: "the names of inherited members as types",
        resources: ["constructor", "toString", "valueOf", "__proto__"].map((type) => resource({ type, props: {} })),
        section: {},
    },
];

/** What identifies a violation, by the name of its rule. */
type ReportedViolation = Pick<PreviewViolation, "rule" | "messageId" | "path" | "property" | "data" | "level" | "urn">;

const identityOf = ({ rule, messageId, path, property, data, level, urn }: ReportedViolation): ReportedViolation => ({
    rule,
    messageId,
    path,
    property,
    data,
    level,
    urn,
});

const identify = (violation: ResourceViolation): ReportedViolation =>
    identityOf({ ...violation, rule: violation.rule.name });

/** The text that CrossGuard prints. */
const printed = (violation: ResourceViolation): string =>
    violation.level === violation.rule.level
        ? formatViolation(violation)
        : `${violation.rule.description}\n${formatViolation(violation)}`;

const evaluated = (rules: readonly Rule[], { resources, section }: Row, on = day): readonly ResourceViolation[] =>
    evaluate(rules, resources, { configuration: () => configurationOf(section), day: on });

const reportedByPack = (rule: Rule, { resources, section }: Row): readonly string[] => {
    const policy = policies.find(({ name }) => name === rule.name) ?? assert.fail(rule.name);
    const texts: string[] = [];
    const report = (violation: string | { readonly message: string }): void =>
        void texts.push(typeof violation === "string" ? violation : violation.message);
    const getConfig = () => section;
    if ("validateStack" in policy) {
        const all = resources.map((one) => ({ ...one, propertyDependencies: {} }));
        void policy.validateStack({ resources: all, getConfig } as unknown as StackValidationArgs, report);
    } else if ("validateResource" in policy && typeof policy.validateResource === "function") {
        for (const one of resources) {
            void policy.validateResource({ ...one, getConfig } as unknown as ResourceValidationArgs, report);
        }
    }
    return texts;
};

const reportedByAudit = ({ resources, section }: Row): readonly ResourceViolation[] =>
    audit(
        {
            deployment: {
                manifest: {},
                resources: resources.map(({ urn, type, props }) => ({ urn, type, inputs: props })),
            },
        },
        Object.fromEntries(allRules.map(({ name }) => [name, section])),
        day,
    ).violations;

/** The account of a preview is always known, and it has no other configuration. */
const previewAccount = "123456789012";

const reportedByPreview = ({ resources }: Row): readonly unknown[] => {
    const previewed = resources.map(({ urn, type, name = "", props }) => ({
        urn,
        type,
        name,
        inputs: props as PreviewedResource["inputs"],
    }));
    return previewViolations(
        { resources: previewed, dependencies: {} },
        emittedDocuments(previewed, []),
        [],
        () => home,
        previewAccount,
    ).map(identityOf);
};

describe("the entry points report what evaluate reports", () => {
    it("for rows with violations of every rule, and without", () => {
        const found = rows.map((row) => evaluated(allRules, row));
        assert.ok(found.some((violations) => violations.length === 0));
        const reported = new Set(found.flat().map(({ rule }) => rule));
        assert.deepEqual(
            allRules.filter((rule) => !reported.has(rule)).map(({ name }) => name),
            [],
        );
    });

    for (const row of rows) {
        it(row.name, () => {
            const together = evaluated(allRules, row);
            const byRule = allRules.flatMap((rule) => together.filter((violation) => violation.rule === rule));
            assert.deepEqual(
                allRules.flatMap((rule) => evaluated([rule], row)).map(identify),
                byRule.map(identify),
                "one rule after the other",
            );
            assert.deepEqual(reportedByAudit(row).map(identify), byRule.map(identify), "the audit");
            const previewed = evaluated(allRules, { ...row, section: { account: previewAccount } });
            assert.deepEqual(reportedByPreview(row), previewed.map(identify), "the preview");
            for (const rule of allRules) {
                const own = byRule.filter((violation) => violation.rule === rule);
                assert.deepEqual(reportedByPack(rule, row), own.map(printed), `the pack, ${rule.name}`);
            }
        });
    }

    it("in the example of each rule's page", () => {
        for (const rule of allRules) {
            const { example, reason } = ruleExample(rule, ruleCases);
            assert.ok(
                rows.some((row) =>
                    evaluated([rule], row, exampleDay).some(
                        (violation) => example.includes(violation.message) && reason === violation.reason,
                    ),
                ),
                rule.name,
            );
        }
    });
});
