/** Access policies of search domains, as the audit and the preview see a whole stack. */
import * as assert from "node:assert/strict";
import { audit } from "../../../policypack/audit";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate } from "../../../policypack/engine/evaluate";
import { networksOfPolicies } from "../../../policypack/graph/domainNetworks";
import type { StackResource } from "../../../policypack/graph/stackResource";
import { allRules } from "../../../policypack/rules";
import { unknownText } from "../analyzer";

const urn = (type: string, name: string): string => `urn:pulumi:test::stack::${type}::${name}`;
const resource = (
    type: string,
    name: string,
    props: Record<string, unknown>,
    dependencies: StackResource["dependencies"] = {},
): StackResource => ({ urn: urn(type, name), type, name, props, dependencies });

const accessPolicies = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "es:*", Resource: "*" },
});
const vpcOptions = { subnetIds: ["subnet-1"] };
const domain = (props: Record<string, unknown>, service = "opensearch", name = "logs"): StackResource =>
    resource(`aws:${service}/domain:Domain`, name, { domainName: "logs", ...props });
const policy = (domainName: unknown, service = "opensearch"): StackResource =>
    resource(
        `aws:${service}/domainPolicy:DomainPolicy`,
        "logs",
        { domainName, accessPolicies },
        {
            domainName: [urn(`aws:${service}/domain:Domain`, "logs")],
        },
    );

const inVpc: Readonly<Record<string, readonly StackResource[]>> = {
    "a domain by its name": [policy("logs"), domain({ vpcOptions })],
    "a domain by a reference": [domain({ vpcOptions }), policy(unknownText)],
    "a domain of the older service": [policy("logs", "elasticsearch"), domain({ vpcOptions }, "elasticsearch")],
    "domains of two Regions": [
        policy("logs"),
        domain({ vpcOptions }),
        domain({ vpcOptions: { subnetIds: [unknownText] } }, "opensearch", "other"),
    ],
};

const elsewhere: Readonly<Record<string, readonly StackResource[]>> = {
    "a domain without subnets": [policy("logs"), domain({})],
    "a domain of another stack": [policy("logs")],
    "a domain of another name": [policy("logs"), domain({ vpcOptions, domainName: "other" })],
    "a domain of another service": [policy("logs"), domain({ vpcOptions }, "elasticsearch")],
    "domains of two Regions, one without subnets": [
        policy("logs"),
        domain({ vpcOptions }),
        domain({}, "opensearch", "other"),
    ],
    "domains of two Regions, the first without subnets": [
        policy("logs"),
        domain({}, "opensearch", "other"),
        domain({ vpcOptions }),
    ],
};

const rulesReporting = (resources: readonly StackResource[], isWholeStack: boolean): readonly string[] =>
    evaluate(allRules, resources, {
        configuration: () => configurationOf({}),
        day: "2026-12-01",
        isWholeStack,
    }).map((one) => `${one.rule.name} ${one.urn.split("::").at(-2) ?? ""}`);

describe("the access policy of a search domain", () => {
    for (const [name, resources] of Object.entries(inVpc)) {
        it(`has the network of ${name}`, () => {
            const [found] = resources.filter(({ type }) => type.endsWith(":DomainPolicy"));
            assert.deepEqual([...networksOfPolicies(resources)], [[found?.urn, "vpc"]]);
            assert.deepEqual(rulesReporting(resources, true), []);
            assert.deepEqual(rulesReporting(resources, false), [`iam-resource-public ${found?.type ?? ""}`]);
        });
    }

    for (const [name, resources] of Object.entries(elsewhere)) {
        it(`is public beside ${name}`, () => {
            assert.deepEqual([...networksOfPolicies(resources)], []);
            assert.equal(rulesReporting(resources, true).length, 1);
        });
    }

    it("may need an exemption in the pack, which the audit counts as used", () => {
        const resources = [policy("logs"), domain({ vpcOptions })];
        const exported = {
            deployment: {
                manifest: {},
                resources: resources.map(({ urn: id, type, props }) => ({ urn: id, type, inputs: props })),
            },
        };
        const { violations, packViolations } = audit(exported, {}, "2026-12-01");
        assert.deepEqual(violations, []);
        assert.deepEqual(
            packViolations.map(({ rule }) => rule.name),
            ["iam-resource-public"],
        );
    });
});
