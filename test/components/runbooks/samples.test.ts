import * as assert from "node:assert/strict";
import samples from "../../fixtures/runbooks/samples.json";
import type { Statement } from "../../../policypack/iam";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";

/** The sample policies of AWS's runbook pages, with their placeholders filled in and their JSON repaired. */
const documentOf = (name: keyof typeof samples) => ({
    Version: "2012-10-17" as const,
    Statement: samples[name] as Statement[],
});

const reportsOn = (raw: unknown, level: "mandatory" | "advisory"): readonly string[] => [
    ...new Set(
        evaluate("grant", raw, { account: home.accountId })
            .filter(({ rule }) => rule.level === level)
            .map(({ rule }) => rule.name),
    ),
];

describe("the sample policies of AWS's runbook pages", () => {
    it("of AWSSupport-EnableVPCFlowLogs is blocked for its Sids, passes roles to every service, and misses actions", async () => {
        const sample = documentOf("AWSSupport-EnableVPCFlowLogs");
        assert.deepEqual(reportsOn(sample, "mandatory"), ["iam-document-malformed"]);
        assert.deepEqual(reportsOn(sample, "advisory"), ["iam-passrole-service"]);
        const issues = (await iamDataIssues("grant", sample)).join("\n");
        assert.match(issues, /ec2:DescribeFlowLogs has no resource types/);
        assert.match(issues, /iam:CreatePolicy supports none of/);
    });

    it("of AWSSupport-SetupIPMonitoringFromVPC is blocked: it passes every role with a prefix, to every service", () => {
        const sample = documentOf("AWSSupport-SetupIPMonitoringFromVPC");
        assert.deepEqual(reportsOn(sample, "mandatory"), ["iam-passrole-role-pattern"]);
        assert.deepEqual(reportsOn(sample, "advisory"), ["iam-passrole-service"]);
    });

    it("of AWSSupport-TerminateIPMonitoringFromVPC is blocked as printed, without its last brace", () => {
        const printed = JSON.stringify(documentOf("AWSSupport-TerminateIPMonitoringFromVPC")).replace(/\}\]\}$/, "]}");
        assert.deepEqual(reportsOn(printed, "mandatory"), ["iam-document-malformed"]);
    });

    it("of AWSSupport-TerminateIPMonitoringFromVPC detaches policies from a policy, which never matches", async () => {
        const issues = await iamDataIssues("grant", documentOf("AWSSupport-TerminateIPMonitoringFromVPC"));
        assert.match(
            issues.join("\n"),
            /iam:DetachRolePolicy supports none of arn:aws:iam::aws:policy\/service-role\/AmazonSSMManagedInstanceCore/,
        );
        assert.match(issues.join("\n"), /ec2:TerminateInstances has resource types/);
    });
});
