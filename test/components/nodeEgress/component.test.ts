import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { NodeEgress, type NodeEgressArgs } from "../../../components";
import { egress, vpcId } from "../systemsManagerEndpoints/fixture";
import { deploy, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const build = (args: NodeEgressArgs, run?: Run) => deploy(() => new NodeEgress("nodes", args), run);

const inputsOf = (made: readonly Made[], name: string): Made["inputs"] =>
    made.find((child) => child.name === name && child.type.startsWith("aws:"))?.inputs ??
    assert.fail(`nothing is called ${name}`);

const rule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const https = { securityGroupId: "nodes-id", description: "HTTPS", ipProtocol: "tcp", fromPort: 443, toPort: 443 };

describe("NodeEgress", () => {
    it("creates a security group with one egress rule per destination and no ingress rules", async () => {
        const { made } = await build(egress);
        assert.deepEqual(inventory(made), [
            ["aws:ec2/securityGroup:SecurityGroup", "nodes"],
            ["ssm-access:index:NodeEgress", "nodes"],
            [rule, "nodes-to-10.2.0.0-24"],
            [rule, "nodes-to-pl-6da54004"],
            [rule, "nodes-to-sg-0123456789abcdef1"],
        ]);
        const { name, ...inputs } = inputsOf(made, "nodes");
        assert.match(String(name), /^acme-test-nodes-egress-[0-9a-f]{8}$/);
        assert.deepEqual(inputs, {
            description: "Nodes of Systems Manager: HTTPS out to what they need, nothing in.",
            vpcId,
        });
        assert.deepEqual(inputsOf(made, "nodes-to-10.2.0.0-24"), { ...https, cidrIpv4: "10.2.0.0/24" });
        assert.deepEqual(inputsOf(made, "nodes-to-pl-6da54004"), { ...https, prefixListId: "pl-6da54004" });
        assert.deepEqual(inputsOf(made, "nodes-to-sg-0123456789abcdef1"), {
            ...https,
            referencedSecurityGroupId: "sg-0123456789abcdef1",
        });
    });

    it("allows HTTPS to every IPv4 address with internet", async () => {
        const { made } = await build({ vpcId, internet: true });
        assert.deepEqual(inputsOf(made, "nodes-to-0.0.0.0-0"), { ...https, cidrIpv4: "0.0.0.0/0" });
        assert.equal(made.length, 3);
    });

    it("sets tags and Region on every resource", async () => {
        const { made } = await build({ ...egress, tags: { Owner: "platform" }, region: "eu-central-1" });
        for (const { name, inputs } of made.filter(({ type }) => type.startsWith("aws:"))) {
            assert.deepEqual([inputs.tags, inputs.region], [{ Owner: "platform" }, "eu-central-1"], name);
        }
    });

    it("exports the security group ID, unknown at preview", async () => {
        assert.equal(await valueOf((await build(egress)).result.securityGroupId), "nodes-id");
        assert.equal(await isKnown((await build(egress, { preview: true })).result.securityGroupId), false);
    });

    it("names a rule by its position if the destination is an output", async () => {
        const { made } = await build({ vpcId, prefixListIds: [pulumi.output("pl-6da54004")] });
        assert.equal(inputsOf(made, "nodes-to-pl-0").prefixListId, "pl-6da54004");
    });

    it("passes its provider to its children, in two Regions at once", async () => {
        const { made } = await deploy(() => {
            for (const region of ["eu-west-1", "eu-central-1"]) {
                const provider = new Provider(region, { region });
                new NodeEgress(region, egress, { provider });
            }
        });
        for (const { name, provider } of made.filter(({ type }) => /^aws:(ec2|vpc)/.test(type))) {
            assert.ok(provider.includes(`::${name.startsWith("eu-west-1") ? "eu-west-1" : "eu-central-1"}::`), name);
        }
    });

    it("reports all validation issues at once and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new NodeEgress("nodes", { vpcId: "main", cidrBlocks: ["0.0.0.0/0"], prefixListIds: [] });
                return "nothing";
            } catch (issue) {
                return String(issue);
            }
        });
        assert.deepEqual(made, []);
        for (const path of ["vpcId", "cidrBlocks[0]", "prefixListIds"]) {
            assert.ok(result.includes(`NodeEgress "nodes".${path} `), `${path} is not named in:\n${result}`);
        }
    });
});
