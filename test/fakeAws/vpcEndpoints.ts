import { createHash } from "node:crypto";
import {
    booleanField,
    computed,
    generated,
    initially,
    jsonObject,
    length,
    oneOf,
    replaces,
    required,
    setOfText,
    tagsField,
    textField,
    type Call,
    type Field,
    type Models,
} from "./model";
import { rejectMalformed } from "./policyDocument";
import { AwsError } from "./awsError";
import { ec2Arn, rejectMalformedId, securityGroup } from "./securityGroups";
import { text, texts } from "./value";

const vpcEndpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

const invalid = (message: string): AwsError => new AwsError("InvalidParameter", message);

/** A deterministic part of an id. */
const derived = (...from: readonly string[]): string =>
    createHash("sha256").update(from.join("|")).digest("hex").slice(0, 17);

/** AWS manages the prefix list of a gateway endpoint's service: it is the same for all accounts in a Region. */
const prefixListOf = (serviceName: string): string =>
    serviceName === "com.amazonaws.eu-west-1.s3" ? "pl-6da54004" : `pl-${derived(serviceName).slice(0, 8)}`;

const isGateway = ({ inputs }: Call): boolean => text(inputs, "vpcEndpointType") === "Gateway";

/** The inputs that only one of the two endpoint types accepts. */
const ofType: Readonly<Record<string, readonly string[]>> = {
    Gateway: ["routeTableIds"],
    Interface: ["subnetIds", "securityGroupIds", "privateDnsEnabled"],
};

const rejectService = (call: Call): void => {
    const [name, { region }] = [text(call.inputs, "serviceName"), call.location];
    const isNamed = new RegExp(`^(cn\\.)?com\\.amazonaws\\.(vpce\\.)?${region}\\.[a-z0-9.-]+$`).test(name);
    if (!isNamed || (isGateway(call) && !/\.(s3|s3express|dynamodb)$/.test(name))) {
        throw new AwsError(
            "InvalidServiceName",
            `The Vpc Endpoint Service '${name}' does not exist in ${region} for the type ${text(call.inputs, "vpcEndpointType")}.`,
        );
    }
};

/** VPCs, subnets and route tables with a well-formed id are assumed to exist; security groups must exist. */
const rejectIds = (call: Call): void => {
    const { account, location, inputs } = call;
    const vpcId = text(inputs, "vpcId");
    rejectMalformedId(vpcId, "vpc", "InvalidVpcId.Malformed");
    for (const [property, prefix, code] of [
        ["subnetIds", "subnet", "InvalidSubnetId.Malformed"],
        ["routeTableIds", "rtb", "InvalidRouteTableId.Malformed"],
        ["securityGroupIds", "sg", "InvalidSecurityGroupId.Malformed"],
    ] as const) {
        texts(inputs[property]).forEach((id) => {
            rejectMalformedId(id, prefix, code);
        });
    }
    for (const id of texts(inputs.securityGroupIds)) {
        const group = account.find(securityGroup, id, location.region);
        if (group === undefined) {
            throw new AwsError("InvalidSecurityGroupId.NotFound", `The security group '${id}' does not exist`);
        }
        if (group.properties.vpcId !== vpcId) {
            throw invalid(`The security group ${id} is not in the VPC ${vpcId}.`);
        }
    }
};

/** Rejects what two endpoints of a VPC cannot both have: private DNS for a service, or a route to it in a table. */
const rejectConflicts = ({ account, location, inputs, id }: Call): void => {
    const [vpcId, serviceName] = [text(inputs, "vpcId"), text(inputs, "serviceName")];
    const others = account
        .all(vpcEndpoint)
        .filter(
            ({ region, id: other, properties }) =>
                region === location.region &&
                other !== id &&
                properties.vpcId === vpcId &&
                properties.serviceName === serviceName,
        );
    if (inputs.privateDnsEnabled === true && others.some(({ properties }) => properties.privateDnsEnabled === true)) {
        throw invalid(
            `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${serviceName} in the VPC ${vpcId}`,
        );
    }
    const routed = others.flatMap(({ properties }) => texts(properties.routeTableIds));
    const table = texts(inputs.routeTableIds).find((each) => routed.includes(each));
    if (table !== undefined) {
        throw new AwsError(
            "RouteAlreadyExists",
            `route table ${table} already has a route with destination-prefix-list-id ${prefixListOf(serviceName)}`,
        );
    }
};

const rejectEndpoint = (call: Call): void => {
    const { inputs } = call;
    const type = text(inputs, "vpcEndpointType");
    const unexpected = Object.entries(ofType)
        .filter(([each]) => each !== type)
        .flatMap(([, names]) => names)
        .find((name) => inputs[name] !== undefined && inputs[name] !== false);
    if (unexpected !== undefined) {
        throw invalid(`${unexpected} cannot be set for an endpoint of the type ${type}.`);
    }
    rejectService(call);
    rejectIds(call);
    rejectConflicts(call);
    const policy = text(inputs, "policy");
    if (policy !== "") {
        rejectMalformed("resource", policy);
    }
    if (policy.length > 20_480) {
        throw new AwsError(
            "InvalidPolicyDocument",
            `An endpoint policy has at most 20480 characters, got ${policy.length}.`,
        );
    }
};

const fullAccess = JSON.stringify({
    Version: "2008-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

const ids: Field = computed(setOfText());

export const vpcEndpoints: Models = {
    [vpcEndpoint]: {
        // The programs only create endpoints for services; those for resources and service networks have no model.
        exactlyOne: [["serviceName"]],
        fields: {
            autoAccept: booleanField(),
            ipAddressType: computed(textField(oneOf("ipv4", "dualstack", "ipv6"))),
            policy: { ...computed(textField(jsonObject)), json: true },
            privateDnsEnabled: computed(booleanField()),
            routeTableIds: ids,
            securityGroupIds: ids,
            serviceName: replaces(textField(length(1, 256))),
            subnetIds: ids,
            tags: tagsField,
            vpcEndpointType: replaces(initially("Gateway", textField(oneOf(...Object.keys(ofType))))),
            vpcId: required(replaces(textField())),
        },
        id: (call) => `vpce-${generated(call, 17)}`,
        outputs: (call) => ({
            arn: ec2Arn(call, `vpc-endpoint/${call.id}`),
            ownerId: call.location.accountId,
            policy: call.inputs.policy ?? fullAccess,
            prefixListId: isGateway(call) ? prefixListOf(text(call.inputs, "serviceName")) : "",
            networkInterfaceIds: texts(call.inputs.subnetIds).map((subnet) => `eni-${derived(call.id, subnet)}`),
            dnsEntries: isGateway(call)
                ? []
                : [{ dnsName: `${call.id}.${text(call.inputs, "serviceName").split(".").reverse().join(".")}` }],
            requesterManaged: false,
            state: "available",
        }),
        validate: rejectEndpoint,
    },
};
