import { keysOf, withoutUnknowns, getOwn, expandPath, formatPath } from "../../documents/values/paths";
import { groupBy } from "../../graph/groupBy";
import { referencesOf } from "../../graph/references";
import type { StackReport, StackRule } from "../../engine/rule";
import type { StackResource } from "../../graph/stackResource";

/** The properties of a resource type that allow inbound traffic: rules, sources, protocol and security group. */
interface Ingress {
    /** The list of rules; empty if the resource itself is one rule. */
    readonly rules: string;
    /** The properties of a rule that hold CIDR blocks. */
    readonly blocks: readonly string[];
    readonly protocol: string;
    /** The property that refers to the security group; absent if the resource itself is the group. */
    readonly group?: string;
    /** The property that distinguishes ingress from egress rules, with its value for ingress. */
    readonly only?: readonly [property: string, value: string];
}

const groups: Readonly<Record<string, Ingress>> = {
    "aws:ec2/securityGroup:SecurityGroup": {
        rules: "ingress[]",
        blocks: ["cidrBlocks[]", "ipv6CidrBlocks[]"],
        protocol: "protocol",
    },
    "aws:ec2/securityGroupRule:SecurityGroupRule": {
        rules: "",
        blocks: ["cidrBlocks[]", "ipv6CidrBlocks[]"],
        protocol: "protocol",
        group: "securityGroupId",
        only: ["type", "ingress"],
    },
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
        rules: "",
        blocks: ["cidrIpv4", "cidrIpv6"],
        protocol: "ipProtocol",
        group: "securityGroupId",
    },
    "aws-native:ec2:SecurityGroup": {
        rules: "securityGroupIngress[]",
        blocks: ["cidrIp", "cidrIpv6"],
        protocol: "ipProtocol",
    },
    "aws-native:ec2:SecurityGroupIngress": {
        rules: "",
        blocks: ["cidrIp", "cidrIpv6"],
        protocol: "ipProtocol",
        group: "groupId",
    },
};

const endpointTypes = new Set(["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"]);
const systemsManager = ["ssm", "ssmmessages", "ec2messages"];
const everyone = new Set(["0.0.0.0/0", "::/0"]);

/** Reports security groups of Systems Manager endpoints that allow every address. */
export const endpointIngress: StackRule<"everyAddress"> = {
    name: "ssm-endpoint-ingress",
    on: "stack",
    level: "advisory",
    severity: "medium",
    description: "Security groups of Systems Manager interface endpoints should not allow every address.",
    remediationSteps: "Allow port 443 from the security group or the subnets of the nodes.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
    messages: {
        everyAddress: {
            message: "{block} may reach the endpoint[[ {endpoint}]][[s {endpoints}]]",
            reason: "Any host that reaches the network can use the endpoint, also from a peered network or over a VPN.",
            fix: "Allow only port 443, from the security group of the nodes or the CIDR blocks of their subnets.",
        },
    },
    check: ({ resources }) => {
        const found = resources.filter(isEndpoint);
        if (found.length === 0) {
            return [];
        }
        const endpoints = new Endpoints(found);
        return resources.flatMap((resource) => {
            const openings = openAt(resource);
            const served = openings.length === 0 ? undefined : endpoints.servedBy(groupOf(resource));
            return served === undefined || served.count === 0
                ? []
                : openings.map((opening) => report(resource, opening, served));
        });
    },
};

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const serviceOf = ({ props }: StackResource): string => text(getOwn(withoutUnknowns(props), "serviceName")) ?? "";

const isEndpoint = (resource: StackResource): boolean =>
    endpointTypes.has(resource.type) && systemsManager.includes(serviceOf(resource).split(".").at(-1) ?? "");

interface Group {
    readonly urns: readonly string[];
    readonly ids: readonly string[];
}

/** The security group that the resource is, or adds a rule to. */
const groupOf = (resource: StackResource): Group => {
    const property = groups[resource.type]?.group;
    if (property === undefined) {
        return { urns: [resource.urn], ids: [text(getOwn(withoutUnknowns(resource.props), "id")) ?? ""] };
    }
    return { urns: resource.dependencies[property] ?? [], ids: referencesOf(resource, property).texts };
};

/** The endpoints in a security group. */
interface Served {
    readonly count: number;
    /** Their services, as a list for messages. */
    readonly services: string;
}

/** The endpoints by the URNs and IDs of their security groups. */
class Endpoints {
    private readonly services: readonly string[];
    private readonly served = new Map<string, Served>();
    private readonly byUrn: ReadonlyMap<string, readonly Member[]>;
    private readonly byId: ReadonlyMap<string, readonly Member[]>;

    constructor(endpoints: readonly StackResource[]) {
        this.services = endpoints.map(serviceOf);
        this.byUrn = membersByGroup(endpoints, ({ dependencies }) => dependencies.securityGroupIds ?? []);
        this.byId = membersByGroup(endpoints, (endpoint) => referencesOf(endpoint, "securityGroupIds[]").texts);
    }

    /** The endpoints in a security group, in their order. Many resources can add rules to one group. */
    servedBy(group: Group): Served {
        const key = JSON.stringify(group);
        const known = this.served.get(key) ?? this.find(group);
        this.served.set(key, known);
        return known;
    }

    private find({ urns, ids }: Group): Served {
        const members = [
            ...urns.flatMap((urn) => this.byUrn.get(urn) ?? []),
            ...ids.flatMap((id) => this.byId.get(id) ?? []),
        ];
        const positions = [...new Set(members.map(({ endpoint }) => endpoint))].sort((one, other) => one - other);
        return { count: positions.length, services: positions.map((at) => this.services[at] ?? "").join(", ") };
    }
}

/** The position of an endpoint, with one of its security groups. */
interface Member {
    readonly endpoint: number;
    readonly group: string;
}

const membersByGroup = (
    endpoints: readonly StackResource[],
    groupsIn: (endpoint: StackResource) => readonly string[],
): ReadonlyMap<string, readonly Member[]> =>
    groupBy(
        endpoints.flatMap((resource, endpoint) => groupsIn(resource).map((group) => ({ endpoint, group }))),
        ({ group }) => group,
    );

interface Opening {
    readonly property: string;
    readonly block: string;
    /** The protocol and ports. */
    readonly traffic: string;
}

/** Whether the rule includes port 443: exactly, within a range, or as part of all traffic. */
const includes443 = (rule: unknown, protocol: string): boolean => {
    const from = getOwn(rule, "fromPort");
    const to = getOwn(rule, "toPort");
    return (
        ["-1", "all"].includes(String(getOwn(rule, protocol)).toLowerCase()) ||
        (typeof from === "number" && typeof to === "number" && from <= 443 && to >= 443)
    );
};

/** The properties of a resource that allow every address. */
const openAt = ({ type, props }: StackResource): readonly Opening[] => {
    const row = Object.hasOwn(groups, type) ? groups[type] : undefined;
    if (row === undefined) {
        return [];
    }
    const plain = withoutUnknowns(props);
    if (row.only !== undefined && getOwn(plain, row.only[0]) !== row.only[1]) {
        return [];
    }
    const rules = row.rules === "" ? [[]] : expandPath(plain, row.rules);
    return rules.flatMap((steps) => {
        const rule = steps.reduce<unknown>(getOwn, plain);
        return keysOf(rule).length === 0 || !includes443(rule, row.protocol)
            ? []
            : row.blocks.flatMap((path) =>
                  expandPath(rule, path).flatMap((inner) => {
                      const block = text(inner.reduce<unknown>(getOwn, rule)) ?? "";
                      const traffic = [row.protocol, "fromPort", "toPort"].map((key) => String(getOwn(rule, key)));
                      return everyone.has(block)
                          ? [{ property: formatPath([...steps, ...inner]), block, traffic: traffic.join(" ") }]
                          : [];
                  }),
              );
    });
};

const report = (
    { urn }: StackResource,
    { property, block, traffic }: Opening,
    { count, services }: Served,
): StackReport<"everyAddress"> => {
    const isOne = count === 1;
    return {
        urn,
        property,
        path: "",
        messageId: "everyAddress",
        data: { block, ...(isOne ? { endpoint: services } : { endpoints: services }) },
        // In an order that does not depend on the order of the endpoints.
        identity: [block, traffic, ...services.split(", ").sort()].join(" "),
    };
};
