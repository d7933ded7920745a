import * as assert from "node:assert/strict";
import { BareStandIn } from "./minimalFake";
import type { Made } from "../cases/case";
import { document } from "../cases/documents";
import type { Properties } from "../../fakeAws/value";

const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const sync = "aws:ssm/resourceDataSync:ResourceDataSync";
const vpcId = "vpc-0123456789abcdef0";

/** What the stand-in remembers of networks, and of what is limited in number. */
export const networkMemory = (): void => {
    let world: BareStandIn;
    beforeEach(() => {
        world = new BareStandIn();
    });
    afterEach(() => {
        world.close();
    });

    const group = (name: string, rest: Properties = {}): Made => world.create(securityGroup, { name, vpcId, ...rest });
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

    it("keeps a security group while a rule of another or an endpoint names it, and takes its own rules with it", () => {
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

    it("takes the same name in another VPC and another Region", () => {
        group("nodes");
        assert.match(group("nodes", { vpcId: "vpc-0123456789abcdef1" }).id, /^sg-[0-9a-f]{17}$/);
        assert.match(group("nodes", { region: "eu-central-1" }).id, /^sg-[0-9a-f]{17}$/);
    });

    it("replaces a security group whose description or VPC changes, and keeps one with other tags", () => {
        const made = group("nodes", { description: "Nodes" });
        const changed = (rest: Properties): readonly string[] =>
            world.diff(securityGroup, made, { name: "nodes", vpcId, description: "Nodes", ...rest }).replaces;
        assert.deepEqual(changed({ description: "All nodes" }), ["description"]);
        assert.deepEqual(changed({ vpcId: "vpc-0123456789abcdef1" }), ["vpcId"]);
        assert.deepEqual(changed({ tags: { a: "b" } }), []);
    });

    it("changes a rule in place, and not into one that there is", () => {
        const { id } = group("nodes");
        const from = (cidrIpv4: string): Properties => ({ ...https, securityGroupId: id, cidrIpv4 });
        const first = world.create(rule, from("10.0.0.0/16"));
        world.create(rule, from("10.1.0.0/16"));
        assert.equal(world.update(rule, first, from("10.2.0.0/16")).cidrIpv4, "10.2.0.0/16");
        assert.throws(() => world.update(rule, first, from("10.1.0.0/16")), /InvalidPermission\.Duplicate/);
    });

    it("makes gateways with AWS's prefix list, and no second route to it from a table", () => {
        const s3 = (routeTableIds: string[]): Made =>
            world.create(endpoint, { vpcId, serviceName: "com.amazonaws.eu-west-1.s3", routeTableIds });
        const made = s3(["rtb-0123456789abcdef0"]);
        assert.equal(made.properties.prefixListId, "pl-6da54004");
        assert.match(s3(["rtb-0123456789abcdef1"]).id, /^vpce-[0-9a-f]{17}$/);
        assert.throws(() => s3(["rtb-0123456789abcdef2", "rtb-0123456789abcdef0"]), /RouteAlreadyExists/);
    });

    it("replaces an endpoint for another service, and gives it another policy in place", () => {
        const ssm = { vpcId, serviceName: "com.amazonaws.eu-west-1.ssm", vpcEndpointType: "Interface" };
        const made = world.create(endpoint, ssm);
        const narrow = document({ Effect: "Allow", Principal: "*", Action: "ssm:*", Resource: "*" });
        assert.deepEqual(world.diff(endpoint, made, { ...ssm, policy: narrow }).replaces, []);
        const other = { ...ssm, serviceName: "com.amazonaws.eu-west-1.ssmmessages" };
        assert.deepEqual(world.diff(endpoint, made, other).replaces, ["serviceName"]);
    });

    it("refuses the sixth sync of a Region", () => {
        const make = (name: string): Made =>
            world.create(sync, { name, s3Destination: { bucketName: "of-another", region: "eu-west-1" } });
        ["one", "two", "three", "four", "five"].forEach(make);
        assert.throws(() => make("six"), /ResourceDataSyncCountExceeded/);
    });
};
