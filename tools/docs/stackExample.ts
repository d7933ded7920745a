/** A stack in short, for a rule that no single document can break. */
export interface StackExample {
    /** What it shows. */
    readonly name: string;
    readonly resources: readonly {
        readonly type: string;
        readonly name: string;
        readonly props: Readonly<Record<string, unknown>>;
    }[];
}

/** The account of every example. */
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

/** A role that a service assumes on behalf of the account. */
export const role = (name: string, service: string): StackExample["resources"][number] => ({
    type: "aws:iam/role:Role",
    name,
    props: { name, assumeRolePolicy: trust(service) },
});

/** The condition of a pass to one service. */
export const passTo = (service: string): unknown => ({ StringEquals: { "iam:PassedToService": service } });

/** An endpoint of Systems Manager, and the rule that lets these addresses in. */
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
