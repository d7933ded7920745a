import {
    between,
    booleanField,
    computed,
    generated,
    initially,
    length,
    numberField,
    pattern,
    replaces,
    required,
    tagsField,
    textField,
    type Call,
    type Check,
    type Models,
    type ResourceModel,
} from "./model";
import { resourceArn } from "./location";
import { AwsError } from "./awsError";
import { canonical, text, type Properties } from "./value";

export const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** The end of an EC2 id: 17 digits, or 8 for old resources. */
const digits = "[0-9a-f]{8}([0-9a-f]{9})?";

/** AWS checks the format of ids at `up`, with an error code for each kind. */
export const rejectMalformedId = (id: string, prefix: string, code: string): void => {
    if (!new RegExp(`^${prefix}-${digits}$`).test(id)) {
        throw new AwsError(code, `Invalid id: "${id}" (expecting "${prefix}-...")`);
    }
};

export const ec2Arn = ({ location }: Call, resource: string): string => resourceArn(location, "ec2", resource);

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
const freeText = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

const rejectGroup = ({ account, location, inputs, id }: Call): void => {
    const [name, vpcId] = [text(inputs, "name"), text(inputs, "vpcId")];
    for (const property of ["name", "description"]) {
        if (!freeText.test(text(inputs, property))) {
            throw new AwsError(
                "InvalidParameterValue",
                `Value (${text(inputs, property)}) of ${property} is invalid. Character sets beyond a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$* are not supported.`,
            );
        }
    }
    if (/^sg-/i.test(name)) {
        throw new AwsError("InvalidParameterValue", `Group names may not be in the format sg-*, got ${name}.`);
    }
    rejectMalformedId(vpcId, "vpc", "InvalidVpcID.Malformed");
    const other = account
        .all(securityGroup)
        .find(
            ({ region, properties }) =>
                region === location.region && properties.vpcId === vpcId && properties.name === name,
        );
    if (other !== undefined && other.id !== id) {
        throw new AwsError("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpcId}'`);
    }
};

const ruleProperties = [
    "cidrIpv4",
    "cidrIpv6",
    "fromPort",
    "ipProtocol",
    "prefixListId",
    "referencedSecurityGroupId",
    "securityGroupId",
    "toPort",
];

/** What a rule allows, without its tags and description: no two rules of a group may be equal in this. */
const contentOf = (rule: Properties): string => canonical(ruleProperties.map((name) => rule[name] ?? null));

const rejectRule =
    (type: string) =>
    (call: Call): void => {
        const { account, location, inputs, id } = call;
        const group = text(inputs, "securityGroupId");
        rejectMalformedId(group, "sg", "InvalidGroupId.Malformed");
        if (account.find(securityGroup, group, location.region) === undefined) {
            throw new AwsError("InvalidGroup.NotFound", `The security group '${group}' does not exist`);
        }
        const [peer, list] = [text(inputs, "referencedSecurityGroupId"), text(inputs, "prefixListId")];
        if (peer !== "") {
            // A group of another account or of a peered VPC has the form ACCOUNT/sg-….
            rejectMalformedId(peer.replace(/^\d{12}\//, ""), "sg", "InvalidGroupId.Malformed");
        }
        if (list !== "") {
            rejectMalformedId(list, "pl", "InvalidPrefixListId.Malformed");
        }
        if (!freeText.test(text(inputs, "description"))) {
            throw new AwsError(
                "InvalidParameterValue",
                `Invalid rule description. Valid descriptions are strings less than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*, got ${text(inputs, "description")}`,
            );
        }
        const [from, to] = [inputs.fromPort, inputs.toPort];
        if (
            ["tcp", "udp"].includes(text(inputs, "ipProtocol")) &&
            (typeof from !== "number" || typeof to !== "number")
        ) {
            throw new AwsError("InvalidParameterValue", "Must specify both from and to ports with TCP/UDP.");
        }
        if (Number(from) > Number(to)) {
            throw new AwsError("InvalidParameterValue", `Invalid TCP port range: ${Number(from)} to ${Number(to)}.`);
        }
        const twin = account
            .all(type)
            .find((each) => each.region === location.region && contentOf(each.properties) === contentOf(inputs));
        if (twin !== undefined && twin.id !== id) {
            throw new AwsError(
                "InvalidPermission.Duplicate",
                `the specified rule already exists in ${group}: ${twin.id}`,
            );
        }
    };

/** The provider requires that a CIDR block begins with its first address, and checks it at preview. */
const cidrIpv4: Check = (value) => {
    const [, address = "", bits = "33"] = /^([\d.]+)\/(\d+)$/.exec(typeof value === "string" ? value : "") ?? [];
    const parts = address.split(".").map(Number);
    const number = parts.reduce((sum, part) => sum * 256 + part, 0);
    const isRange = parts.length === 4 && parts.every((part) => part < 256) && Number(bits) <= 32;
    return isRange && number % 2 ** (32 - Number(bits)) === 0
        ? undefined
        : `must be an IPv4 range that begins with its first address, got ${JSON.stringify(value)}`;
};

const port = numberField(between(-1, 65_535));

const ruleOf = (type: string): ResourceModel => ({
    exactlyOne: [["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"]],
    fields: {
        cidrIpv4: textField(cidrIpv4),
        cidrIpv6: textField(pattern(/^[0-9a-f:]+\/\d{1,3}$/, "an IPv6 range")),
        description: textField(length(0, 255)),
        fromPort: port,
        ipProtocol: required(
            textField(pattern(/^(tcp|udp|icmp|icmpv6|-1|\d{1,3})$/, "tcp, udp, icmp, icmpv6, -1 or a number")),
        ),
        prefixListId: textField(),
        referencedSecurityGroupId: textField(),
        securityGroupId: required(replaces(textField())),
        tags: tagsField,
        toPort: port,
    },
    id: (call) => `sgr-${generated(call, 17)}`,
    outputs: (call) => ({ arn: ec2Arn(call, `security-group-rule/${call.id}`), securityGroupRuleId: call.id }),
    validate: rejectRule(type),
});

export const securityGroups: Models = {
    [securityGroup]: {
        autoname: { maxLength: 255 },
        conflicts: [["name", "namePrefix"]],
        // Inline rules are left out: the programs create each rule as its own resource.
        fields: {
            description: replaces(initially("Managed by Pulumi", textField(length(0, 255)))),
            name: replaces(computed(textField(length(0, 255)))),
            namePrefix: replaces(computed(textField(length(0, 229)))),
            revokeRulesOnDelete: booleanField(false),
            tags: tagsField,
            vpcId: replaces(computed(textField())),
        },
        id: (call) => `sg-${generated(call, 17)}`,
        outputs: (call) => ({
            arn: ec2Arn(call, `security-group/${call.id}`),
            ownerId: call.location.accountId,
            egress: [],
            ingress: [],
        }),
        validate: rejectGroup,
        validateDelete: ({ account, location, id }) => {
            const user = account
                .everything()
                .find(
                    ({ region, properties }) =>
                        region === location.region &&
                        (properties.referencedSecurityGroupId === id ||
                            (Array.isArray(properties.securityGroupIds) && properties.securityGroupIds.includes(id))) &&
                        properties.securityGroupId !== id,
                );
            if (user !== undefined) {
                throw new AwsError("DependencyViolation", `resource ${id} has a dependent object: ${user.id}`);
            }
        },
        // AWS deletes the rules of a group with it.
        onRemove: ({ account, id }) => {
            [ingressRule, egressRule]
                .flatMap((type) => account.all(type))
                .filter(({ properties }) => properties.securityGroupId === id)
                .forEach((each) => {
                    account.remove(each);
                });
        },
    },
    [ingressRule]: ruleOf(ingressRule),
    [egressRule]: ruleOf(egressRule),
};
