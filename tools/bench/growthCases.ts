/** Stacks that once took more than twice the time for twice the resources. */
import type { Policies, PolicyResource, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { policies } from "../../policypack/adapter";
import { audit } from "../../policypack/audit";
import { configurationOf } from "../../policypack/engine/configuration";
import { evaluate, type EvaluatedResource } from "../../policypack/engine/evaluate";
import { stackRules } from "../../policypack/rules";
import { account, documents } from "./documents";

/** Work of a size. Preparing it is not measured. */
export type Prepare = (size: number, seed: number) => () => unknown;

/** A measurement of the same work in two sizes. */
export interface GrowthCase {
    readonly name: string;
    readonly small: number;
    readonly large: number;
    readonly prepare: Prepare;
    /** The work for the small size, if it is of another kind. @default - `prepare`. */
    readonly prepareSmall?: Prepare;
}

const day = "2026-11-22";

const document = (...Statement: readonly unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const resource = (
    type: string,
    name: string,
    props: Readonly<Record<string, unknown>>,
): EvaluatedResource & { readonly name: string } => ({
    urn: `urn:pulumi:bench::bench::${type}::${name}`,
    type,
    name,
    props,
});

const roleType = "aws:iam/role:Role";
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const trust = document({
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
});

const role = (name: string, ...statements: readonly unknown[]): EvaluatedResource =>
    resource(roleType, name, {
        name,
        arn: roleArn(name),
        assumeRolePolicy: trust,
        inlinePolicies: [{ name: "own", policy: document(...statements) }],
    });

const allow = (Action: unknown, Resource: unknown): unknown => ({ Effect: "Allow", Action, Resource });

/** Evaluates the stack rules on resources. */
const stackCheck =
    (resourceAt: (index: number, name: string) => EvaluatedResource): Prepare =>
    (size, seed) => {
        const resources = Array.from({ length: size }, (_, index) => resourceAt(index, `r${seed}-${index}`));
        return () => evaluate(stackRules, resources, { configuration: () => configurationOf({}), day });
    };

/** One role in ten is an administrator. Each other role passes the role before it, often an administrator. */
const privilegedRole = (index: number, name: string): EvaluatedResource =>
    index % 10 === 0
        ? role(name, allow("*", "*"))
        : role(name, allow("iam:PassRole", roleArn(name.replace(/\d+$/, String(index - 1)))));

/** Every other resource is an endpoint of Systems Manager, whose security group is the next one and allows everyone. */
const endpointOrGroup = (index: number, name: string): EvaluatedResource => {
    const id = `sg-${name.replace(/\d+$/, String(Math.floor(index / 2)))}`;
    return index % 2 === 0
        ? resource("aws:ec2/vpcEndpoint:VpcEndpoint", name, {
              serviceName: "com.amazonaws.eu-west-1.ssm",
              securityGroupIds: [id],
          })
        : resource("aws:ec2/securityGroup:SecurityGroup", name, {
              id,
              ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
          });
};

/** Roles of one name, as in a stack for many accounts. */
const sharedName = (index: number, name: string): EvaluatedResource => ({
    ...role("shared", allow("s3:GetObject", `arn:aws:s3:::${name}/*`)),
    urn: `urn:pulumi:bench::bench::${roleType}::${name}-${index}`,
});

/** Each role may create and pass a role, which is a violation. */
const roleFactory = (_: number, name: string): EvaluatedResource =>
    role(name, allow(["iam:CreateRole", "iam:PassRole"], roleArn(name)));

const holders = {
    grant: ["aws:iam/policy:Policy", "policy"],
    trust: [roleType, "assumeRolePolicy"],
    resource: ["aws:sqs/queuePolicy:QueuePolicy", "policy"],
    boundary: ["aws:organizations/policy:Policy", "content"],
} as const;

/** Resources with a document each. */
const withDocuments = (size: number, seed: number): readonly (EvaluatedResource & { readonly name: string })[] =>
    documents(size, seed).map(({ kind, text }, index) => {
        const [type, property] = holders[kind];
        const name = `r${seed}-${index}`;
        return resource(type, name, { name, [property]: text });
    });

/** Audits an export of resources with a document each. */
const auditExport: Prepare = (size, seed) => {
    const exported = {
        deployment: {
            manifest: {},
            resources: withDocuments(size, seed).map(({ urn, type, props }) => ({ urn, type, inputs: props })),
        },
    };
    return () => audit(exported, {}, day);
};

const exemptions = (count: number): readonly unknown[] =>
    Array.from({ length: count }, (_, index) => ({
        fingerprint: `v2:${String(index).padStart(32, "0")}`,
        stacks: ["dev", "app/prod", "acme/app/*"],
        reason: "accepted for the measurement",
        expires: "2099-12-31",
    }));

const isStackPolicy = (policy: Policies[number]): policy is StackValidationPolicy => "validateStack" in policy;

type Validate = (given: object, report: () => void) => unknown;

const ignore = (): void => undefined;

/** Calls the policies like CrossGuard: each for each resource, with a new configuration object for each call. */
const analyze =
    (exemptionsPerRule: number): Prepare =>
    (size, seed) => {
        const sections = new Map(policies.map(({ name }) => [name, { exemptions: exemptions(exemptionsPerRule) }]));
        const calls = policies.flatMap((policy) =>
            isStackPolicy(policy)
                ? []
                : [
                      {
                          validate: policy.validateResource as unknown as Validate,
                          getConfig: () => ({ ...sections.get(policy.name) }),
                      },
                  ],
        );
        const resources = withDocuments(size, seed);
        return () => {
            for (const given of resources) {
                for (const { validate, getConfig } of calls) {
                    validate({ ...given, getConfig }, ignore);
                }
            }
        };
    };

/** Calls the stack policies like CrossGuard. */
const analyzeStack: Prepare = (size, seed) => {
    const resources = Array.from({ length: size }, (_, index) => ({
        ...privilegedRole(index, `r${seed}-${index}`),
        name: `r${seed}-${index}`,
        propertyDependencies: {},
    })) as unknown as PolicyResource[];
    return () => {
        for (const policy of policies) {
            if (isStackPolicy(policy)) {
                const args = { resources, getConfig: () => ({}) } as unknown as StackValidationArgs;
                void policy.validateStack(args, ignore);
            }
        }
    };
};

const many = { small: 1000, large: 30_000 };

/** The cases of the pack. */
export const packCases: readonly GrowthCase[] = [
    { name: "stack rules, one role in ten an administrator", ...many, prepare: stackCheck(privilegedRole) },
    { name: "stack rules, endpoints with a security group each", ...many, prepare: stackCheck(endpointOrGroup) },
    { name: "stack rules, roles that share a name", ...many, prepare: stackCheck(sharedName) },
    { name: "stack rules, a violation in each role", ...many, prepare: stackCheck(roleFactory) },
    { name: "stack policies, called like CrossGuard", ...many, prepare: analyzeStack },
    { name: "audit", ...many, prepare: auditExport },
    { name: "policies, 1,000 exemptions in every rule", ...many, prepare: analyze(1000) },
    {
        name: "policies, 1,000 exemptions in every rule, compared to none",
        small: 1000,
        large: 1000,
        prepare: analyze(1000),
        prepareSmall: analyze(0),
    },
];
