/** Proves what the patterns say about their children against the resources that their components create. */
import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import * as components from "../../components";
import {
    granteesPath,
    isCreated,
    usesExisting,
    valueAt,
    type Child,
    type PolicyChild,
    type ResourceKind,
    type RoleChild,
} from "../../components/pattern/children";
import { checkConstraints, type ValueConstraint } from "../../components/pattern/constraints";
import { nameOf } from "../../components/pattern/location";
import { servicePrincipal } from "../../components/statements/servicePrincipal";
import { planDocuments } from "../../components/pattern/pattern";
import { document, parse, passRoleGrants, trusts, trustUnguarded } from "../../policypack/iam";
import { deploy, home, type Made } from "../support/deploy";
import { fixtures, type PatternFixture } from "./fixtures";
import { namingScope } from "./namingScopes";

type Class = new (name: string, args: object) => pulumi.ComponentResource;

/** The kind of child that a resource is, and the input with its name. */
const kinds: Readonly<Record<string, readonly [kind: ResourceKind, input: string]>> = {
    "aws:iam/role:Role": ["role", "name"],
    "aws:iam/policy:Policy": ["policy", "name"],
    "aws:iam/instanceProfile:InstanceProfile": ["instanceProfile", "name"],
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["oidcProvider", "url"],
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": ["serviceLinkedRole", "awsServiceName"],
    "aws:sns/topic:Topic": ["topic", "name"],
    "aws:cloudwatch/eventRule:EventRule": ["eventRule", "name"],
    "aws:cloudwatch/logGroup:LogGroup": ["logGroup", "name"],
    "aws:scheduler/schedule:Schedule": ["schedule", "name"],
    "aws:scheduler/scheduleGroup:ScheduleGroup": ["scheduleGroup", "name"],
    "aws:ssm/document:Document": ["document", "name"],
    "aws:ssm/maintenanceWindow:MaintenanceWindow": ["maintenanceWindow", "name"],
    "aws:ssm/resourceDataSync:ResourceDataSync": ["resourceDataSync", "name"],
    "aws:ssm/serviceSetting:ServiceSetting": ["serviceSetting", "settingId"],
    "aws:kms/alias:Alias": ["alias", "name"],
    "aws:s3/bucket:Bucket": ["bucket", "bucket"],
    "aws:s3/bucketPolicy:BucketPolicy": ["bucketPolicy", "bucket"],
    "aws:ecs/cluster:Cluster": ["cluster", "name"],
    "aws:ec2/securityGroup:SecurityGroup": ["securityGroup", "name"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["endpoint", "serviceName"],
};

/** Parts of other resources, which have no name of their own. A new type belongs here or among the kinds. */
const parts: ReadonlySet<string> = new Set([
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:kms/key:Key",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:ssm/activation:Activation",
    "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget",
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
]);

/** Kinds whose creation AWS decides, or that have neither ARN nor document to tell it. */
const notTold: ReadonlySet<ResourceKind> = new Set(["endpoint", "securityGroup", "serviceLinkedRole"]);

const text = ({ inputs }: Made, input: string): string => String(inputs[input]);

/** The name of a resource as the pattern writes it. */
const nameIn = (resource: Made, input: string): string =>
    text(resource, input)
        .replace(/^https:\/\//, "")
        .replace(/^alias\//, "")
        .replace(/^arn:.*\//, "");

const createdResources = (made: readonly Made[]): readonly (readonly [kind: ResourceKind, name: string])[] =>
    made.flatMap((resource) => {
        const [kind, input] = kinds[resource.type] ?? [];
        return kind === undefined || input === undefined ? [] : [[kind, nameIn(resource, input)] as const];
    });

/** The names of the users, groups or roles that a policy is attached to. */
const attachedTo = (made: readonly Made[], policy: string): readonly string[] =>
    made
        .filter(({ type, inputs }) => type.endsWith("PolicyAttachment") && nameOf(String(inputs.policyArn)) === policy)
        .map(({ inputs }) => String(inputs.user ?? inputs.group ?? inputs.role));

const read = async ({ component, pattern, args }: PatternFixture) => {
    const Class = (components as unknown as Readonly<Record<string, Class>>)[component];
    assert.ok(Class !== undefined, component);
    const scope = namingScope(component);
    const existingRole = String((args as { readonly existingRoleArn?: string }).existingRoleArn);
    const { made } = await deploy(() => new Class("ops", args), {
        answers: {
            "aws:iam/getRole:getRole": {
                arn: existingRole,
                name: nameOf(existingRole),
                assumeRolePolicy: JSON.stringify(document(trustUnguarded("Ec2", "ec2.amazonaws.com"))),
            },
        },
    });
    const names = pattern.names(scope, args);
    const documents = planDocuments(pattern, scope, args);
    const children = Object.entries(pattern.children).flatMap(([name, child]) => {
        const planned = names[name];
        return planned === undefined ? [] : [{ name, child, planned }];
    });
    return { made, names, documents, children, args };
};

type Reality = Awaited<ReturnType<typeof read>>;

const created = ({ children, documents, args }: Reality) =>
    children.filter(({ name, child, planned }) => isCreated(name, child, args, planned.arn, documents));

const sorted = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].sort();

const checkRole = (reality: Reality, { trust, grants, passedTo }: RoleChild<string>, roleName: string): void => {
    const { made, documents, children } = reality;
    const role = made.find(({ type, inputs }) => type === "aws:iam/role:Role" && inputs.name === roleName);
    assert.ok(role !== undefined, roleName);
    const trustDocument = documents[trust] ?? assert.fail(`no ${trust}`);
    assert.equal(trustDocument.kind, "trust");
    assert.deepEqual(JSON.parse(text(role, "assumeRolePolicy")), trustDocument.document);
    assert.deepEqual(
        trusts(parse("trust", trustDocument.document)).flatMap(({ kind, principal }) =>
            kind === "service" ? [principal] : [],
        ),
        passedTo === undefined ? [] : [servicePrincipal(home, passedTo)],
    );
    const inline = made
        .filter(({ type, inputs }) => type === "aws:iam/rolePolicy:RolePolicy" && inputs.role === roleName)
        .map((resource) => text(resource, "policy"));
    const attached = children
        .filter(({ child, planned }) => child.kind === "policy" && attachedTo(made, planned.name).includes(roleName))
        .flatMap(({ name }) => documents[name] ?? []);
    assert.deepEqual(
        sorted([...inline, ...attached.map((planned) => JSON.stringify(planned.document))]),
        sorted(grants.flatMap((name) => documents[name] ?? []).map((planned) => JSON.stringify(planned.document))),
    );
};

const checkPolicy = (reality: Reality, name: string, child: PolicyChild, policyName: string): void => {
    const { purpose } = child;
    const { made, documents, children, args } = reality;
    const policy = made.find(({ type, inputs }) => type === "aws:iam/policy:Policy" && inputs.name === policyName);
    assert.ok(policy !== undefined, policyName);
    assert.deepEqual(JSON.parse(text(policy, "policy")), documents[name]?.document);
    assert.equal(documents[name]?.kind, purpose === "boundary" ? "boundary" : "grant");
    const holders = attachedTo(made, policyName);
    const grantees = Object.values(
        (valueAt(args, granteesPath(name, child)) ?? {}) as Readonly<Record<string, string[]>>,
    );
    const roles = children.flatMap(({ child: other, planned }) =>
        other.kind === "role" && other.grants.includes(name) ? [planned.name] : [],
    );
    const expected = { grantees: grantees.flat().map(nameOf), role: roles, boundary: [] }[purpose];
    assert.deepEqual(sorted(holders), sorted(expected));
    const asked = valueAt(args, `${name}.createPolicy`) === true;
    assert.equal(purpose === "boundary" || (purpose === "grantees" && asked), expected.length === 0);
};

/** The fixtures that can be deployed to the location of the tests. */
const deployable = fixtures.filter(
    ({ component, pattern, args }) =>
        checkConstraints(pattern.constraints, args, namingScope(component).location).length === 0,
);

for (const fixture of deployable) {
    describe(`what ${fixture.component} says about ${fixture.title}`, () => {
        let reality: Reality;
        before(async () => {
            reality = await read(fixture);
        });

        it("covers every resource that has a name", () => {
            const unlisted = reality.made.filter(
                ({ type }) => type.startsWith("aws:") && kinds[type] === undefined && !parts.has(type),
            );
            assert.deepEqual(
                unlisted.map(({ type, name }) => `${type} ${name}`),
                [],
            );
            assert.deepEqual(
                Object.keys(reality.names).filter((name) => !(name in fixture.pattern.children)),
                [],
            );
        });

        it("is which resources are created, by kind and name", () => {
            const told = created(reality).map(({ child, planned }) => `${child.kind} ${planned.name}`);
            // The policy of a bucket that the component creates is one resource more.
            const made = createdResources(reality.made)
                .filter(([kind, name]) => kind !== "bucketPolicy" || !told.includes(`bucket ${name}`))
                .map(([kind, name]) => [kind, `${kind} ${name}`] as const);
            assert.deepEqual(
                sorted(made.flatMap(([kind, resource]) => (notTold.has(kind) ? [] : [resource]))),
                sorted(told),
            );
            const named = reality.children.map(({ child, planned }) => `${child.kind} ${planned.name}`);
            for (const [kind, resource] of made.filter(([kind]) => notTold.has(kind) && kind !== "serviceLinkedRole")) {
                assert.ok(named.includes(resource), `${kind}: ${resource}`);
            }
        });

        it("is which documents its roles have, and who assumes them", () => {
            for (const { child, planned } of created(reality)) {
                if (child.kind === "role") {
                    checkRole(reality, child, planned.name);
                }
            }
        });

        it("is whom its policies are attached to", () => {
            for (const { name, child, planned } of created(reality)) {
                if (child.kind === "policy") {
                    checkPolicy(reality, name, child, planned.name);
                }
            }
        });
    });
}

/** The strings in args, by path. Elements of lists are of no interest: a list names nothing. */
const stringsIn = (args: object, path = ""): readonly (readonly [path: string, text: string])[] =>
    Object.entries(args).flatMap(([name, value]: readonly [string, unknown]) => {
        const at = path === "" ? name : `${path}.${name}`;
        if (typeof value === "string") {
            return [[at, value] as const];
        }
        return typeof value === "object" && value !== null && !Array.isArray(value) ? stringsIn(value, at) : [];
    });

/** The args with a value at a path. */
const withValue = (args: object, path: string, value: unknown): object => {
    const [first = "", ...rest] = path.split(".");
    const inner = (args as Readonly<Record<string, unknown>>)[first] ?? {};
    return { ...args, [first]: rest.length === 0 ? value : withValue(inner, rest.join("."), value) };
};

const byComponent = new Map<string, PatternFixture[]>();
for (const fixture of fixtures) {
    byComponent.set(fixture.component, [...(byComponent.get(fixture.component) ?? []), fixture]);
}

/** The paths and constraints of all values, with `[]` for elements and `*` for the values of a record. */
const constraintsIn = (
    given: unknown,
    path = "",
): readonly (readonly [path: string, constraint: ValueConstraint])[] => {
    const constraint = (given ?? {}) as Readonly<Record<string, unknown>> & Partial<ValueConstraint>;
    const { each, values, properties = {} } = constraint;
    return [
        ...(constraint.pattern === undefined ? [] : [[path, constraint as unknown as ValueConstraint] as const]),
        ...(each === undefined ? [] : constraintsIn(each, `${path}[]`)),
        ...(values === undefined ? [] : constraintsIn(values, `${path}.*`)),
        ...Object.entries(properties as Readonly<Record<string, unknown>>).flatMap(([name, inner]) =>
            constraintsIn(inner, path === "" ? name : `${path}.${name}`),
        ),
    ];
};

/** An ARN of each kind that an arg may take. */
const samples = {
    role: "arn:aws:iam::123456789012:role/acme",
    topic: "arn:aws:sns:eu-west-1:123456789012:Automation-acme",
    policy: "arn:aws:iam::123456789012:policy/acme",
    user: "arn:aws:iam::123456789012:user/acme",
} as const;

/** What an arg with this constraint should refer to: a role or a topic if it takes nothing else. */
const expectedTarget = (path: string, { pattern = "" }: ValueConstraint): string | undefined => {
    if (/(^|\.)permissionsBoundary$/.test(path)) {
        return "boundary";
    }
    const accepted = Object.entries(samples).filter(([, arn]) => new RegExp(`^(?:${pattern})$`, "u").test(arn));
    const [[kind] = []] = accepted.length === 1 ? accepted : [];
    return kind === "role" || kind === "topic" ? kind : undefined;
};

for (const [component, all] of byComponent) {
    const scope = namingScope(component);
    const { pattern } = all[0] ?? assert.fail(component);
    const children: readonly (readonly [string, Child])[] = Object.entries(pattern.children);

    describe(`what ${component} says about its args`, () => {
        it("is which of them set a name", () => {
            for (const [name, { nameArg }] of children) {
                if (nameArg !== undefined) {
                    const named = all.flatMap(({ args }) => {
                        const names = pattern.names(scope, withValue(args, nameArg, "fixed-name"));
                        return names[name]?.name === "fixed-name" ? [name] : [];
                    });
                    assert.ok(named.length > 0, `${nameArg} does not set the name of ${name}`);
                }
            }
            for (const { args } of all) {
                for (const [path, value] of stringsIn(args)) {
                    for (const [name, planned] of Object.entries(pattern.names(scope, args))) {
                        assert.ok(
                            planned.name !== value || pattern.children[name]?.nameArg === path,
                            `${path} sets the name of ${name}`,
                        );
                    }
                }
            }
        });

        it("is which of them use an existing resource", () => {
            for (const [name, child] of children) {
                const uses = all.some(({ args }) => usesExisting(child, args));
                assert.equal(uses, child.existingArg !== undefined, `no fixture uses an existing ${name}`);
            }
        });

        it("is which of them may refer to another component", () => {
            for (const [path, constraint] of constraintsIn(pattern.constraints)) {
                assert.equal(constraint.reference?.to, expectedTarget(path, constraint), path);
            }
        });

        it("is which documents allow passing its roles", () => {
            const found = new Map<string, Set<string>>();
            for (const { args } of all) {
                const names = pattern.names(scope, args);
                for (const [name, child] of children) {
                    const passers = Object.entries(planDocuments(pattern, scope, args)).flatMap(
                        ([document, planned]) =>
                            planned !== undefined &&
                            passRoleGrants(parse(planned.kind, planned.document)).some(
                                ({ resource, services = [] }) =>
                                    resource === names[name]?.arn &&
                                    child.kind === "role" &&
                                    services.every(
                                        (service) => service === servicePrincipal(home, child.passedTo ?? ""),
                                    ),
                            )
                                ? [document]
                                : [],
                    );
                    found.set(name, new Set([...(found.get(name) ?? []), ...passers]));
                }
            }
            for (const [name, child] of children) {
                const told = child.kind === "role" ? child.passedBy : [];
                assert.deepEqual(sorted(found.get(name) ?? []), sorted(told), name);
            }
        });
    });
}
