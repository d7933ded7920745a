/** The security groups of Systems Manager endpoints, evaluated on the whole stack. */
import * as assert from "node:assert/strict";
import { graphOf } from "../../../../policypack/graph/graph";
import { stackRules } from "../../../../policypack/rules";
import type { StackResource } from "../../../../policypack/graph/stackResource";
import { renderReport } from "../../../../policypack/engine/violation";
import { defaultOptions } from "../../../../policypack/engine/options";
import { unknownText } from "../../analyzer";

const rule = stackRules.find(({ name }) => name === "ssm-endpoint-ingress") ?? assert.fail();

const urn = (type: string, name: string): string => `urn:pulumi:test::stack::${type}::${name}`;
const resource = (
    type: string,
    name: string,
    props: Record<string, unknown>,
    dependencies: Readonly<Record<string, readonly string[]>> = {},
): StackResource => ({ urn: urn(type, name), type, name, props, dependencies });

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const group = urn(groupType, "endpoints");

const endpoint = (service: string, given: Partial<Pick<StackResource, "props" | "dependencies">> = {}): StackResource =>
    resource(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        service,
        {
            serviceName: `com.amazonaws.eu-west-1.${service}`,
            securityGroupIds: [unknownText],
            ...(given.props as Record<string, unknown> | undefined),
        },
        given.dependencies ?? { securityGroupIds: [group] },
    );

const groupWith = (...ingress: readonly unknown[]): StackResource => resource(groupType, "endpoints", { ingress });
const ruleWith = (props: Record<string, unknown>): StackResource =>
    resource(
        ingressType,
        "in",
        { securityGroupId: unknownText, ipProtocol: "tcp", fromPort: 443, toPort: 443, ...props },
        { securityGroupId: [group] },
    );
const https = { protocol: "tcp", fromPort: 443, toPort: 443 };
const everyone = { ...https, cidrBlocks: ["0.0.0.0/0"] };

const found = (...resources: readonly StackResource[]): readonly string[] =>
    rule
        .check(graphOf(resources), defaultOptions)
        .map((report) => `${report.property}: ${renderReport(rule, report).message}`);

const expectedMessage = (
    property: string,
    block = "0.0.0.0/0",
    to = "the endpoint com.amazonaws.eu-west-1.ssm",
): string[] => [`${property}: ${block} may reach ${to}`];

describe("ssm-endpoint-ingress", () => {
    const open: Readonly<Record<string, readonly [readonly StackResource[], readonly string[]]>> = {
        "every IPv4 address in the security group": [
            [endpoint("ssm"), groupWith(everyone)],
            expectedMessage("ingress[0].cidrBlocks[0]"),
        ],
        "every IPv4 address among other CIDR blocks": [
            [
                endpoint("ssm"),
                groupWith(
                    { ...https, cidrBlocks: ["10.0.0.0/16"] },
                    { ...https, cidrBlocks: ["10.1.0.0/16", "0.0.0.0/0"] },
                ),
            ],
            expectedMessage("ingress[1].cidrBlocks[1]"),
        ],
        "every IPv6 address": [
            [endpoint("ssm"), groupWith({ ...https, ipv6CidrBlocks: ["::/0"] })],
            expectedMessage("ingress[0].ipv6CidrBlocks[0]", "::/0"),
        ],
        "all traffic": [
            [endpoint("ssm"), groupWith({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] })],
            expectedMessage("ingress[0].cidrBlocks[0]"),
        ],
        "a port range that includes 443": [
            [endpoint("ssm"), groupWith({ ...everyone, fromPort: 0, toPort: 65535 })],
            expectedMessage("ingress[0].cidrBlocks[0]"),
        ],
        "a separate ingress rule": [
            [endpoint("ssm"), ruleWith({ cidrIpv4: "0.0.0.0/0" })],
            expectedMessage("cidrIpv4"),
        ],
        "a separate SecurityGroupRule": [
            [
                endpoint("ssm"),
                resource(
                    "aws:ec2/securityGroupRule:SecurityGroupRule",
                    "in",
                    { type: "ingress", securityGroupId: unknownText, ...everyone },
                    { securityGroupId: [group] },
                ),
            ],
            expectedMessage("cidrBlocks[0]"),
        ],
        "a security group referred to by its ID": [
            [
                endpoint("ssm", { props: { securityGroupIds: ["sg-1"] }, dependencies: {} }),
                resource(ingressType, "in", {
                    securityGroupId: "sg-1",
                    ipProtocol: "tcp",
                    fromPort: 443,
                    toPort: 443,
                    cidrIpv6: "::/0",
                }),
            ],
            expectedMessage("cidrIpv6", "::/0"),
        ],
        "one security group of several endpoints": [
            [endpoint("ssmmessages"), endpoint("ec2messages"), groupWith(everyone)],
            expectedMessage(
                "ingress[0].cidrBlocks[0]",
                "0.0.0.0/0",
                "the endpoints com.amazonaws.eu-west-1.ssmmessages, com.amazonaws.eu-west-1.ec2messages",
            ),
        ],
        "an endpoint in China": [
            [endpoint("ssm", { props: { serviceName: "cn.com.amazonaws.cn-north-1.ssm" } }), groupWith(everyone)],
            expectedMessage("ingress[0].cidrBlocks[0]", "0.0.0.0/0", "the endpoint cn.com.amazonaws.cn-north-1.ssm"),
        ],
        "the aws-native provider": [
            [
                resource(
                    "aws-native:ec2:VpcEndpoint",
                    "ssm",
                    { serviceName: "com.amazonaws.eu-west-1.ssm", securityGroupIds: [unknownText] },
                    { securityGroupIds: [urn("aws-native:ec2:SecurityGroup", "g")] },
                ),
                resource("aws-native:ec2:SecurityGroup", "g", {
                    securityGroupIngress: [{ ipProtocol: "-1", cidrIp: "0.0.0.0/0" }],
                }),
            ],
            expectedMessage("securityGroupIngress[0].cidrIp"),
        ],
    };
    for (const [name, [resources, expected]] of Object.entries(open)) {
        it(`reports ${name}`, () => {
            assert.deepEqual(found(...resources), expected);
        });
    }

    const closed: Readonly<Record<string, readonly StackResource[]>> = {
        "the CIDR block of the nodes": [endpoint("ssm"), groupWith({ ...https, cidrBlocks: ["10.0.0.0/16"] })],
        "the security group of the nodes": [endpoint("ssm"), ruleWith({ referencedSecurityGroupId: "sg-nodes" })],
        "another port": [endpoint("ssm"), groupWith({ ...everyone, fromPort: 80, toPort: 80 })],
        "an egress rule": [
            endpoint("ssm"),
            resource(
                "aws:ec2/securityGroupRule:SecurityGroupRule",
                "out",
                { type: "egress", securityGroupId: unknownText, ...everyone },
                { securityGroupId: [group] },
            ),
        ],
        "another security group": [
            endpoint("ssm", { dependencies: { securityGroupIds: [urn(groupType, "other")] } }),
            groupWith(everyone),
        ],
        "the endpoint of another service": [endpoint("s3"), groupWith(everyone)],
        "a security group without endpoints": [groupWith(everyone)],
        "an unknown CIDR block": [endpoint("ssm"), groupWith({ ...https, cidrBlocks: unknownText })],
    };
    for (const [name, resources] of Object.entries(closed)) {
        it(`allows ${name}`, () => {
            assert.deepEqual(found(...resources), []);
        });
    }

    it("reads each endpoint a constant number of times", () => {
        const readsOf = (count: number): number => {
            let reads = 0;
            const countReads = (target: object): object =>
                new Proxy(target, {
                    getOwnPropertyDescriptor: (...given) => {
                        reads += 1;
                        return Reflect.getOwnPropertyDescriptor(...given);
                    },
                });
            const resources = Array.from({ length: count }, (_, index) => {
                const id = `sg-${String(index)}`;
                const props = { serviceName: "com.amazonaws.eu-west-1.ssm", securityGroupIds: [id] };
                return [
                    { ...endpoint("ssm", { dependencies: {} }), props: countReads(props) },
                    resource(groupType, id, { id, ingress: [everyone] }),
                ];
            }).flat();
            assert.equal(found(...resources).length, count);
            return reads / count;
        };
        assert.equal(readsOf(200), readsOf(10));
    });
});
