/** The graph of principals and policies in a stack, and the rules that use it. */
import * as assert from "node:assert/strict";
import { graphOf } from "../../../policypack/graph/graph";
import { stackRules } from "../../../policypack/rules";
import type { StackResource } from "../../../policypack/graph/stackResource";
import { defaultOptions } from "../../../policypack/engine/options";
import { renderReport } from "../../../policypack/engine/violation";
import { unknownText } from "../analyzer";

const urn = (type: string, name: string): string => `urn:pulumi:test::stack::${type}::${name}`;
const resource = (
    type: string,
    name: string,
    props: Record<string, unknown>,
    dependencies: Readonly<Record<string, readonly string[]>> = {},
): StackResource => ({ urn: urn(type, name), type, name, props, dependencies });

const role = (name: string, props: Record<string, unknown> = {}): StackResource =>
    resource("aws:iam/role:Role", name, { name, ...props });
const rolePolicy = (name: string, statement: unknown): StackResource =>
    resource("aws:iam/rolePolicy:RolePolicy", `${name}-policy`, { role: name, policy: text(statement) });
const text = (...Statement: readonly unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown, Condition?: unknown): unknown => ({
    Effect: "Allow",
    Action,
    Resource,
    Condition,
});

const arn = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const pass = (name: string): unknown => allow("iam:PassRole", arn(name));

const violations = (rule: string, ...resources: readonly StackResource[]): readonly string[] => {
    const found = stackRules.find(({ name }) => name === rule) ?? assert.fail(rule);
    return found.check(graphOf(resources), defaultOptions).map((report) => renderReport(found, report).message);
};

describe("the graph of a stack", () => {
    const managed = resource("aws:iam/policy:Policy", "p", {
        arn: "arn:aws:iam::123456789012:policy/p",
        policy: text(pass("one")),
    });
    const held = (...resources: readonly StackResource[]): readonly number[] =>
        graphOf(resources).principals.map(({ documents }) => documents.length);

    it("links inline and managed policies to a role by name and by ARN", () => {
        const attachment = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
            role: "r",
            policyArn: "arn:aws:iam::123456789012:policy/p",
        });
        assert.deepEqual(held(role("r", { inlinePolicies: [{ policy: text() }] }), rolePolicy("r", pass("x"))), [2]);
        assert.deepEqual(held(role("r"), managed, attachment), [1]);
        assert.deepEqual(held(role("r", { managedPolicyArns: ["arn:aws:iam::123456789012:policy/p"] }), managed), [1]);
        assert.deepEqual(held(role("other"), managed, attachment), [0]);
    });

    it("links all principals that share a name, and any number of policies of one resource", () => {
        const length = 150_000;
        const policyArns = Array.from({ length }, (_, index) => `arn:aws:iam::123456789012:policy/p${String(index)}`);
        const type = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
        const same = Array.from({ length: 3 }, (_, index) => ({ ...role("r"), urn: `urn:${String(index)}` }));
        const { principals } = graphOf([...same, resource(type, "a", { roleName: "r", policyArns })]);
        assert.deepEqual(
            principals.map(({ managedPolicies }) => managedPolicies.length),
            [length, length, length],
        );
    });

    it("links unknown references by the resources they depend on", () => {
        const attachment = resource(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "a",
            { role: unknownText, policyArn: unknownText },
            { role: [urn("aws:iam/role:Role", "r")], policyArn: [managed.urn] },
        );
        assert.deepEqual(held(role("r"), role("s"), managed, attachment), [1, 0]);
    });

    it("links by a computed ARN before AWS assigns one, at any path, except AWS managed policies", () => {
        const planned = resource("aws:iam/policy:Policy", "p", {
            name: "p",
            path: "/team/",
            policy: text(pass("one")),
        });
        const attached = (policyArn: string, to: string): StackResource =>
            resource("aws:iam/policyAttachment:PolicyAttachment", "a", { roles: [to], policyArn });
        const own = "arn:aws-cn:iam::123456789012:policy/team/p";
        assert.deepEqual(held(role("r"), planned, attached(own, "r")), [1]);
        assert.deepEqual(held(role("r", { path: "/x/" }), planned, attached(own, "arn:aws:iam::1:role/x/r")), [1]);
        assert.deepEqual(held(role("r"), planned, attached("arn:aws:iam::aws:policy/team/p", "r")), [0]);
        assert.deepEqual(held(role("r"), planned, attached("arn:aws:iam::123456789012:policy/p", "r")), [0]);
    });

    it("gives users the policies of their groups", () => {
        const group = resource("aws:iam/group:Group", "g", { name: "g" });
        const user = resource("aws:iam/user:User", "u", { name: "u" });
        const groupPolicy = resource("aws:iam/groupPolicy:GroupPolicy", "gp", { group: "g", policy: text(pass("x")) });
        const member = resource("aws:iam/userGroupMembership:UserGroupMembership", "m", { user: "u", groups: ["g"] });
        assert.deepEqual(held(group, user, groupPolicy, member), [1, 1]);
    });

    it("reads the native provider's principals", () => {
        const native = resource("aws-native:iam:Role", "n", {
            roleName: "n",
            policies: [{ policyName: "p", policyDocument: { Version: "2012-10-17", Statement: pass("x") } }],
            managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        });
        const [principal] = graphOf([native]).principals;
        assert.equal(principal?.documents.length, 1);
        assert.deepEqual(principal.managedPolicies, ["arn:aws:iam::aws:policy/AdministratorAccess"]);
    });
});

describe("iam-role-factory", () => {
    const boundary = { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } };
    const count = (...statements: readonly unknown[]): number =>
        violations("iam-role-factory", role("r"), ...statements.map((one) => rolePolicy("r", one))).length;

    it("reports creating and passing roles of the same name across documents", () => {
        assert.equal(count(allow("iam:CreateRole", arn("app-*")), pass("app-one")), 1);
        assert.equal(count(allow(["iam:Put*"], "*"), pass("app-*")), 1);
        assert.equal(count(allow("iam:UpdateAssumeRolePolicy", arn("app-*")), pass("app-one")), 1);
    });

    it("proposes a boundary in the account of the passed role, or in the configured account", () => {
        const rule = stackRules.find(({ name }) => name === "iam-role-factory") ?? assert.fail();
        const fix = (passed: string, settings = defaultOptions): string =>
            JSON.stringify(
                rule
                    .check(
                        graphOf([
                            role("r"),
                            rolePolicy("r", allow("iam:CreateRole", "*")),
                            rolePolicy("r", allow("iam:PassRole", passed)),
                        ]),
                        settings,
                    )[0]
                    ?.replacement?.(),
            );
        assert.match(fix("arn:aws-cn:iam::123456789012:role/x"), /"arn:aws-cn:iam::123456789012:policy\/BOUNDARY"/);
        assert.match(fix("*"), /"arn:aws:iam::ACCOUNT_ID:policy\/BOUNDARY"/);
        const options = { ...defaultOptions, account: "210987654321" };
        assert.match(fix("arn:aws:iam::*:role/x", options), /"arn:aws:iam::210987654321:policy\/BOUNDARY"/);
    });

    it("allows roles with a required boundary, with other names, or with a Deny", () => {
        assert.equal(count(allow("iam:CreateRole", arn("app-*")), pass("ops-one")), 0);
        assert.equal(count(allow("iam:CreateRole", "*", boundary), pass("app-one")), 0);
        assert.equal(count(allow("iam:UpdateAssumeRolePolicy", arn("app-*"), boundary), pass("app-one")), 0);
        assert.equal(count(allow("iam:GetRole", "*"), pass("app-one")), 0);
        const deny = { Effect: "Deny", Action: "iam:CreateRole", Resource: "*" };
        assert.equal(count(allow("iam:CreateRole", "*"), pass("app-one"), deny), 0);
    });

    it("completes incomplete ARNs, and prints them as written", () => {
        const create = allow("iam:CreateRole", "arn:aws:iam::123456789012");
        const passDenied = (Resource: string): unknown => ({ Effect: "Deny", Action: "iam:PassRole", Resource });
        assert.equal(count(create, pass("x")), 1);
        assert.equal(count(allow("iam:CreateRole", "arn:aws:s3"), pass("x")), 0);
        assert.equal(count(create, pass("x"), passDenied("arn:aws:iam")), 0);
        assert.equal(count(create, pass("x"), passDenied("arn:aws:s3")), 1);
        const [message = ""] = violations(
            "iam-role-factory",
            role("r"),
            rolePolicy("r", create),
            rolePolicy("r", allow("iam:PassRole", "arn:aws:iam")),
        );
        assert.match(message, /on arn:aws:iam::123456789012 and pass arn:aws:iam$/);
    });

    it("reports a boundary condition that another statement lacks or that does not restrict", () => {
        assert.equal(count(allow("iam:CreateRole", "*", boundary), allow("iam:CreateRole", "*"), pass("x")), 1);
        const open = { StringEqualsIfExists: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/b" } };
        assert.equal(count(allow("iam:PutRolePolicy", "*", open), pass("x")), 1);
        assert.equal(
            count(allow("iam:PutRolePolicy", "*", { StringLike: { "iam:PermissionsBoundary": "*" } }), pass("x")),
            1,
        );
    });
});

describe("iam-passrole-privileged-role", () => {
    const passed = (...resources: readonly StackResource[]): number =>
        violations("iam-passrole-privileged-role", role("r"), rolePolicy("r", pass("admin")), ...resources).length;
    const administrator = (props: Record<string, unknown>): StackResource =>
        role("admin", { arn: arn("admin"), ...props });

    it("reads the ARN of each privileged role a constant number of times", () => {
        const rule = stackRules.find(({ name }) => name === "iam-passrole-privileged-role") ?? assert.fail();
        const readsOf = (count: number): number => {
            let reads = 0;
            const resources = Array.from({ length: count }, (_, index) => {
                const [holder, admin] = [`holder-${String(index)}`, `admin-${String(index)}`];
                const trust = text({
                    Effect: "Allow",
                    Principal: { Service: "ec2.amazonaws.com" },
                    Action: "sts:AssumeRole",
                });
                return [
                    role(holder, { arn: arn(holder), inlinePolicies: [{ policy: text(pass(admin)) }] }),
                    role(admin, {
                        arn: arn(admin),
                        assumeRolePolicy: trust,
                        inlinePolicies: [{ policy: text(allow("*", "*")) }],
                    }),
                ];
            }).flat();
            const { principals, ...rest } = graphOf(resources);
            const counted = principals.map(
                (principal) =>
                    new Proxy(principal, {
                        get: (target, key, receiver): unknown => {
                            reads += key === "arn" ? 1 : 0;
                            return Reflect.get(target, key, receiver);
                        },
                    }),
            );
            assert.equal(rule.check({ ...rest, principals: counted }, defaultOptions).length, count);
            return reads / count;
        };
        assert.equal(readsOf(200), readsOf(10));
    });

    it("reports a passable administrator, by document and by managed policy", () => {
        assert.equal(passed(administrator({ inlinePolicies: [{ policy: text(allow("*", "*")) }] })), 1);
        const managedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
        assert.equal(passed(administrator({ managedPolicyArns })), 1);
        assert.equal(passed(administrator({ arn: unknownText, managedPolicyArns })), 1);
    });

    it("reports a passable role that may pass every role", () => {
        assert.equal(passed(administrator({ inlinePolicies: [{ policy: text(allow("iam:PassRole", "*")) }] })), 1);
    });

    it("allows a role without broad permissions, and a role that is not passed", () => {
        assert.equal(passed(administrator({ inlinePolicies: [{ policy: text(allow("s3:*", "*")) }] })), 0);
        assert.equal(passed(role("other", { inlinePolicies: [{ policy: text(allow("*", "*")) }] })), 0);
    });
});

describe("iam-inline-size", () => {
    const long = (characters: number): string =>
        text(allow("s3:GetObject", `arn:aws:s3:::b/${"x".repeat(characters)}`));

    it("adds up the inline policies of one principal only", () => {
        const inlinePolicies = [{ policy: long(5200) }, { policy: long(5200) }];
        assert.equal(violations("iam-inline-size", role("r", { inlinePolicies })).length, 1);
        assert.equal(violations("iam-inline-size", role("r", { inlinePolicies: inlinePolicies.slice(1) })).length, 0);
    });
});
