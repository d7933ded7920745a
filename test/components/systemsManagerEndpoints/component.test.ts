import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import { SecurityGroup, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { NodeEgress, SystemsManagerEndpoints, type SystemsManagerEndpointsArgs } from "../../../components";
import { systemsManagerEndpoints } from "../../../components/systemsManagerEndpoints/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { namingScope } from "../namingScopes";
import { everything, least, nodeGroup, routeTable, subnetIds, vpcId } from "./fixture";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const build = (args: SystemsManagerEndpointsArgs = least, run?: Run, opts?: pulumi.ComponentResourceOptions) =>
    deploy(() => new SystemsManagerEndpoints("main", args, opts), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name && child.type.startsWith("aws:"))?.inputs ??
    assert.fail(`nothing is called ${name}`);

/** The planned documents, which the created ones must equal. */
const plannedAt = (args: typeof least, location: Partial<typeof home> = {}) =>
    planDocuments(systemsManagerEndpoints, namingScope("SystemsManagerEndpoints", location, "main"), args);

const component = ["ssm-access:index:SystemsManagerEndpoints", "main"] as const;
const group = ["aws:ec2/securityGroup:SecurityGroup", "main"] as const;
const rule = (peer: string) =>
    ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", `main-from-${peer}`] as const;
const endpoint = (service: string) => ["aws:ec2/vpcEndpoint:VpcEndpoint", `main-${service}`] as const;

describe("SystemsManagerEndpoints", () => {
    it("creates the two required endpoints, their security group, and one rule for the nodes", async () => {
        assert.deepEqual(inventory((await build()).made), [
            group,
            component,
            rule(nodeGroup),
            endpoint("ssm"),
            endpoint("ssmmessages"),
        ]);
    });

    it("creates every endpoint if enabled", async () => {
        assert.deepEqual(inventory((await build(everything)).made), [
            group,
            component,
            endpoint("ec2"),
            endpoint("ec2messages"),
            rule("10.1.0.0-16"),
            rule(nodeGroup),
            endpoint("kms"),
            endpoint("logs"),
            endpoint("s3"),
            endpoint("ssm"),
            endpoint("ssmmessages"),
        ]);
    });

    it("allows only port 443 from the nodes", async () => {
        const { made } = await build(everything);
        const { name, ...inputs } = inputsOf(made, "main");
        assert.match(String(name), /^acme-test-main-endpoints-[0-9a-f]{8}$/);
        assert.deepEqual(inputs, {
            description: "VPC endpoints of Systems Manager: HTTPS in from the nodes.",
            vpcId,
        });
        const https = {
            securityGroupId: "main-id",
            description: "HTTPS from nodes",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
        };
        assert.deepEqual(inputsOf(made, `main-from-${nodeGroup}`), { ...https, referencedSecurityGroupId: nodeGroup });
        assert.deepEqual(inputsOf(made, "main-from-10.1.0.0-16"), { ...https, cidrIpv4: "10.1.0.0/16" });
    });

    it("creates interface endpoints with private DNS and a gateway endpoint, each with its policy", async () => {
        const { made } = await build(everything);
        const documents = plannedAt(everything);
        for (const service of ["ssm", "ssmmessages", "ec2messages", "ec2", "kms", "logs"] as const) {
            const { policy, ...inputs } = inputsOf(made, `main-${service}`);
            assert.deepEqual(inputs, {
                vpcId,
                serviceName: `com.amazonaws.eu-west-1.${service}`,
                vpcEndpointType: "Interface",
                subnetIds,
                securityGroupIds: ["main-id"],
                privateDnsEnabled: true,
            });
            assert.deepEqual(JSON.parse(String(policy)), documents[service]?.document);
        }
        const { policy, ...inputs } = inputsOf(made, "main-s3");
        assert.deepEqual(inputs, {
            vpcId,
            serviceName: "com.amazonaws.eu-west-1.s3",
            vpcEndpointType: "Gateway",
            routeTableIds: [routeTable],
        });
        assert.deepEqual(JSON.parse(String(policy)), documents.s3?.document);
    });

    it("supports disabling private DNS and policies, and overriding service names", async () => {
        const serviceNames = { ssm: "com.amazonaws.eu-west-1.ssm-fips" };
        const { made } = await build({ ...least, privateDns: false, fullAccess: ["ssmmessages"], serviceNames });
        assert.equal(inputsOf(made, "main-ssm").privateDnsEnabled, false);
        assert.equal(inputsOf(made, "main-ssm").serviceName, serviceNames.ssm);
        assert.equal("policy" in inputsOf(made, "main-ssm"), true);
        assert.equal("policy" in inputsOf(made, "main-ssmmessages"), false);
    });

    it("sets tags and Region on every resource", async () => {
        const { made } = await build({ ...everything, tags: { Owner: "platform" }, region: "eu-central-1" });
        for (const { name, inputs } of made.filter(({ type }) => type.startsWith("aws:"))) {
            assert.deepEqual([inputs.tags, inputs.region], [{ Owner: "platform" }, "eu-central-1"], name);
        }
        assert.equal(inputsOf(made, "main-ssm").serviceName, "com.amazonaws.eu-central-1.ssm");
    });

    it("exports endpoint IDs, DNS names, security group and prefix list", async () => {
        const { result } = await build({ ...least, s3RouteTableIds: [routeTable] });
        assert.deepEqual(await valueOf(result.dnsNames), { ssm: "", ssmmessages: "" });
        assert.deepEqual(await valueOf(result.endpointIds), {
            ssm: "main-ssm-id",
            ssmmessages: "main-ssmmessages-id",
            s3: "main-s3-id",
        });
        assert.equal(await valueOf(result.securityGroupId), "main-id");
        assert.notEqual(result.s3PrefixListId, undefined);
        assert.equal((await build()).result.s3PrefixListId, undefined);
    });

    for (const [name, location, ec2] of [
        ["China", { partition: "aws-cn", region: "cn-north-1" }, "cn.com.amazonaws.cn-north-1.ec2"],
        ["AWS GovCloud", { partition: "aws-us-gov", region: "us-gov-west-1" }, "com.amazonaws.us-gov-west-1.ec2"],
        ["another account", { accountId: "210987654321" }, "com.amazonaws.eu-west-1.ec2"],
    ] as const) {
        it(`uses the policies and service names of ${name}`, async () => {
            const args = { ...least, ec2: true };
            const { made } = await build(args, { location });
            assert.equal(inputsOf(made, "main-ec2").serviceName, ec2);
            assert.deepEqual(documentIn(made, "main-ssm", "policy"), plannedAt(args, location).ssm?.document);
        });
    }

    it("uses the location of its provider, and passes the provider to its children", async () => {
        const { made } = await deploy(
            () => {
                const provider = new Provider("other", { region: "eu-central-1" });
                return new SystemsManagerEndpoints("main", least, { provider });
            },
            { providers: { other: { accountId: "210987654321", region: "eu-central-1" } } },
        );
        assert.equal(inputsOf(made, "main-ssm").serviceName, "com.amazonaws.eu-central-1.ssm");
        const children = made.filter(({ type }) => type.startsWith("aws:"));
        assert.equal(children.length === 4 && children.every(({ provider }) => provider.includes("::other::")), true);
    });
});

describe("SystemsManagerEndpoints at preview", () => {
    it("has known policies while VPC, subnets and security groups are unknown", async () => {
        const { made, result } = await deploy(
            () => {
                const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16" });
                const nodes = new SecurityGroup("nodes", { vpcId: vpc.id });
                return new SystemsManagerEndpoints("main", {
                    vpcId: vpc.id,
                    subnetIds: [new Subnet("a", { vpcId: vpc.id }).id],
                    nodeSecurityGroupIds: [nodes.id],
                });
            },
            { preview: true },
        );
        assert.deepEqual(documentIn(made, "main-ssm", "policy"), plannedAt(least).ssm?.document);
        assert.deepEqual(documentIn(made, "main-ssmmessages", "policy"), plannedAt(least).ssmmessages?.document);
        assert.notEqual(
            made.find(({ name }) => name === "main-from-sg-0"),
            undefined,
        );
        assert.equal(await isKnown(result.endpointIds), false);
        assert.equal(await isKnown(result.dnsNames), false);
    });
});

describe("SystemsManagerEndpoints with invalid args", () => {
    it("reports all validation issues at once and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new SystemsManagerEndpoints("main", {
                    vpcId: "main",
                    subnetIds: [],
                    nodeCidrBlocks: ["0.0.0.0/0"],
                    fullAccess: ["kms"],
                });
                return "nothing";
            } catch (issue) {
                return String(issue);
            }
        });
        assert.deepEqual(made, []);
        for (const path of ["vpcId", "subnetIds", "nodeCidrBlocks[0]", "fullAccess[0]"]) {
            assert.ok(
                result.includes(`SystemsManagerEndpoints "main".${path} `),
                `${path} is not named in:\n${result}`,
            );
        }
    });

    it("rejects a CIDR block of all addresses that was an output", async () => {
        await assert.rejects(
            build({ vpcId, subnetIds, nodeCidrBlocks: [pulumi.output("0.0.0.0/0")] }),
            /nodeCidrBlocks\[0\] "0\.0\.0\.0\/0" is not an IPv4 CIDR block of 8 to 32 bits/,
        );
    });
});

describe("SystemsManagerEndpoints and NodeEgress", () => {
    it("reference each other's security groups", async () => {
        const { made } = await deploy(() => {
            const endpoints = new SystemsManagerEndpoints("main", { ...least, s3RouteTableIds: [routeTable] });
            return new NodeEgress("nodes", { vpcId, endpointSecurityGroupIds: [endpoints.securityGroupId] });
        });
        assert.equal(inputsOf(made, "nodes-to-sg-0").referencedSecurityGroupId, "main-id");
    });
});
