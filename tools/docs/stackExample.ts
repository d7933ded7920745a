/** An example stack for a rule that does not check single documents. */
export interface StackExample {
    /** A noun phrase that describes the example. */
    readonly name: string;
    readonly resources: readonly {
        readonly type: string;
        readonly name: string;
        readonly props: Readonly<Record<string, unknown>>;
    }[];
}

/** The account in all examples. */
export const account = "123456789012";

const trust = (service: string): unknown => ({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Service: service },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": account } },
        },
    ],
});

/** A role that a service may assume on behalf of the account. */
export const role = (name: string, service: string): StackExample["resources"][number] => ({
    type: "aws:iam/role:Role",
    name,
    props: { name, assumeRolePolicy: trust(service) },
});

/** The condition that restricts iam:PassRole to one service. */
export const passTo = (service: string): unknown => ({ StringEquals: { "iam:PassedToService": service } });

/** A Systems Manager endpoint, and the security group rule that allows these addresses. */
export const endpointOpenTo = (cidrIpv4: string): StackExample["resources"] => [
    {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint",
        name: "ssm",
        props: { serviceName: "com.amazonaws.eu-west-1.ssm", securityGroupIds: ["sg-0123456789abcdef0"] },
    },
    {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        name: "ssm-in",
        props: {
            securityGroupId: "sg-0123456789abcdef0",
            cidrIpv4,
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
        },
    },
];
