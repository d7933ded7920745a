import * as assert from "node:assert/strict";
import { MinimalFake } from "./minimalFake";
import type { Made } from "../cases/case";
import { document } from "../cases/documents";
import type { Properties } from "../../fakeAws/value";

const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const sync = "aws:ssm/resourceDataSync:ResourceDataSync";
const vpcId = "vpc-0123456789abcdef0";

/** Tests of the fake's state of networks, and of quotas. */
export const networkMemory = (): void => {
    let world: MinimalFake;
    beforeEach(() => {
        world = new MinimalFake();
    });
    afterEach(() => {
        world.close();
    });

    const group = (name: string, rest: Properties = {}): Made => world.create(securityGroup, { name, vpcId, ...rest });
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

    it("keeps a security group while another group's rule or an endpoint uses it, and deletes its own rules with it", () => {
        const [nodes, endpoints] = [group("nodes"), group("endpoints")];
        const into = world.create(rule, {
            ...https,
            securityGroupId: endpoints.id,
            referencedSecurityGroupId: nodes.id,
        });
        const itself = world.create(rule, { ...https, securityGroupId: nodes.id, referencedSecurityGroupId: nodes.id });
        const ssm = world.create(endpoint, {
            vpcId,
            serviceName: "com.amazonaws.eu-west-1.ssm",
            vpcEndpointType: "Interface",
            securityGroupIds: [endpoints.id],
        });
        for (const used of [nodes, endpoints]) {
            assert.throws(() => {
                world.delete(securityGroup, used);
            }, /DependencyViolation/);
        }
        world.delete(endpoint, ssm);
        world.delete(securityGroup, endpoints);
        assert.equal(world.read(rule, into.id).id, "");
        world.delete(securityGroup, nodes);
        assert.equal(world.read(rule, itself.id).id, "");
    });

    it("accepts the same name in another VPC and in another Region", () => {
        group("nodes");
        assert.match(group("nodes", { vpcId: "vpc-0123456789abcdef1" }).id, /^sg-[0-9a-f]{17}$/);
        assert.match(group("nodes", { region: "eu-central-1" }).id, /^sg-[0-9a-f]{17}$/);
    });

    it("replaces a security group when its description or VPC changes, and updates its tags in place", () => {
        const made = group("nodes", { description: "Nodes" });
        const changed = (rest: Properties): readonly string[] =>
            world.diff(securityGroup, made, { name: "nodes", vpcId, description: "Nodes", ...rest }).replaces;
        assert.deepEqual(changed({ description: "All nodes" }), ["description"]);
        assert.deepEqual(changed({ vpcId: "vpc-0123456789abcdef1" }), ["vpcId"]);
        assert.deepEqual(changed({ tags: { a: "b" } }), []);
    });

    it("updates a rule in place, and rejects a duplicate of another rule", () => {
        const { id } = group("nodes");
        const from = (cidrIpv4: string): Properties => ({ ...https, securityGroupId: id, cidrIpv4 });
        const first = world.create(rule, from("10.0.0.0/16"));
        world.create(rule, from("10.1.0.0/16"));
        assert.equal(world.update(rule, first, from("10.2.0.0/16")).cidrIpv4, "10.2.0.0/16");
        assert.throws(() => world.update(rule, first, from("10.1.0.0/16")), /InvalidPermission\.Duplicate/);
    });

    it("creates gateway endpoints with AWS's prefix list, and rejects a second route to it in a route table", () => {
        const s3 = (routeTableIds: string[]): Made =>
            world.create(endpoint, { vpcId, serviceName: "com.amazonaws.eu-west-1.s3", routeTableIds });
        const made = s3(["rtb-0123456789abcdef0"]);
        assert.equal(made.properties.prefixListId, "pl-6da54004");
        assert.match(s3(["rtb-0123456789abcdef1"]).id, /^vpce-[0-9a-f]{17}$/);
        assert.throws(() => s3(["rtb-0123456789abcdef2", "rtb-0123456789abcdef0"]), /RouteAlreadyExists/);
    });

    it("replaces an endpoint when its service changes, and updates its policy in place", () => {
        const ssm = { vpcId, serviceName: "com.amazonaws.eu-west-1.ssm", vpcEndpointType: "Interface" };
        const made = world.create(endpoint, ssm);
        const narrow = document({ Effect: "Allow", Principal: "*", Action: "ssm:*", Resource: "*" });
        assert.deepEqual(world.diff(endpoint, made, { ...ssm, policy: narrow }).replaces, []);
        const other = { ...ssm, serviceName: "com.amazonaws.eu-west-1.ssmmessages" };
        assert.deepEqual(world.diff(endpoint, made, other).replaces, ["serviceName"]);
    });

    it("rejects the sixth resource data sync of a Region", () => {
        const make = (name: string): Made =>
            world.create(sync, { name, s3Destination: { bucketName: "of-another", region: "eu-west-1" } });
        ["one", "two", "three", "four", "five"].forEach(make);
        assert.throws(() => make("six"), /ResourceDataSyncCountExceeded/);
    });
};
