/** Managed policies that are permissions boundaries only, as the audit and the preview see a whole stack. */
import * as assert from "node:assert/strict";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate, type EvaluatedResource } from "../../../policypack/engine/evaluate";
import { boundaryPolicies } from "../../../policypack/graph/boundaries";
import type { StackResource } from "../../../policypack/graph/stackResource";
import { allRules } from "../../../policypack/rules";
import { unknownText } from "../analyzer";

const urn = (type: string, name: string): string => `urn:pulumi:test::stack::${type}::${name}`;
const resource = (
    type: string,
    name: string,
    props: Record<string, unknown> = {},
    dependencies: StackResource["dependencies"] = {},
): StackResource => ({ urn: urn(type, name), type, name, props, dependencies });

const passAll = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
});
const arn = "arn:aws:iam::123456789012:policy/limits";
const policy = resource("aws:iam/policy:Policy", "limits", { name: "limits", policy: passAll, arn });
const unnamed = resource("aws:iam/policy:Policy", "limits", { policy: passAll });
const ofPolicy = (property: string): StackResource["dependencies"] => ({ [property]: [policy.urn] });
const role = (props: Record<string, unknown>, dependencies: StackResource["dependencies"] = {}): StackResource =>
    resource("aws:iam/role:Role", "app", { name: "app", ...props }, dependencies);
const bounded = role({ permissionsBoundary: arn });
const linked = role({ permissionsBoundary: unknownText }, ofPolicy("permissionsBoundary"));
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const isBoundary = (...resources: readonly StackResource[]): boolean => boundaryPolicies(resources).has(policy.urn);

describe("boundaryPolicies", () => {
    const boundaries: Readonly<Record<string, readonly StackResource[]>> = {
        "the boundary of a role, by ARN": [policy, bounded],
        "the boundary of a role, by name": [resource(policy.type, policy.name, { name: "limits" }), bounded],
        "the boundary of a role, by a reference": [unnamed, linked],
        "the boundary of a user": [policy, resource("aws:iam/user:User", "app", { permissionsBoundary: arn })],
        "the boundary of a native role": [policy, resource("aws-native:iam:Role", "app", { permissionsBoundary: arn })],
        "the boundary of a permission set": [
            policy,
            bounded,
            resource(
                "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
                "set",
                {},
                ofPolicy("permissionsBoundary"),
            ),
        ],
        "a boundary that another policy names in a condition": [
            policy,
            bounded,
            resource("aws:iam/policy:Policy", "admin", { policy: unknownText }, ofPolicy("policy")),
            resource("aws:iam/role:Role", "other", { name: "other" }, ofPolicy("inlinePolicies")),
        ],
        "a boundary beside the attachment of another policy": [
            policy,
            bounded,
            resource(attachment, "a", { role: "app", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
        ],
    };
    for (const [name, resources] of Object.entries(boundaries)) {
        it(`includes ${name}`, () => {
            assert.ok(isBoundary(...resources));
        });
    }

    const others: Readonly<Record<string, readonly StackResource[]>> = {
        "a policy that nothing uses": [policy],
        "the boundary of another stack's role": [policy, role({ permissionsBoundary: `${arn}-of-others` })],
        "a boundary that is attached, too": [
            policy,
            bounded,
            resource(attachment, "a", { role: "app", policyArn: arn }),
        ],
        "a boundary that is attached by a reference": [
            policy,
            bounded,
            resource(attachment, "a", { role: "app", policyArn: unknownText }, ofPolicy("policyArn")),
        ],
        "a boundary beside an attachment of an unknown policy": [
            policy,
            bounded,
            resource(attachment, "a", { role: "app", policyArn: unknownText }),
        ],
        "a boundary of one role that another one has as a managed policy": [
            policy,
            bounded,
            resource("aws:iam/role:Role", "other", { name: "other", managedPolicyArns: [arn] }),
        ],
        "a boundary that a stack of CloudFormation takes as a parameter": [
            policy,
            bounded,
            resource("aws:cloudformation/stack:Stack", "stack", {}, ofPolicy("parameters")),
        ],
    };
    for (const [name, resources] of Object.entries(others)) {
        it(`excludes ${name}`, () => {
            assert.ok(!isBoundary(...resources));
        });
    }

    it("excludes a policy that attaches itself", () => {
        const type = "aws-native:iam:ManagedPolicy";
        const named = { managedPolicyName: "limits", policyDocument: passAll };
        const own = (props: Record<string, unknown>): StackResource => resource(type, "limits", { ...named, ...props });
        assert.ok(boundaryPolicies([own({}), bounded]).has(urn(type, "limits")));
        assert.ok(!boundaryPolicies([own({ roles: ["app"] }), bounded]).has(urn(type, "limits")));
    });
});

describe("a policy that is only a permissions boundary", () => {
    const evaluated = (isWholeStack: boolean, resources: readonly EvaluatedResource[]): readonly string[] =>
        evaluate(allRules, resources, {
            configuration: () => configurationOf({}),
            day: "2026-11-22",
            isWholeStack,
        })
            .filter(({ level }) => level === "mandatory")
            .map(({ rule, fix }) => `${rule.name}: ${fix}`);

    it("is compliant where the whole stack is known", () => {
        assert.deepEqual(evaluated(true, [policy, bounded]), []);
    });

    it("is blocked in the pack, which says how to exempt it", () => {
        const [text = ""] = evaluated(false, [policy, bounded]);
        assert.match(
            text,
            /^iam-passrole-wildcard: .* If the policy is only a permissions boundary, it grants nothing: add an exemption with the fingerprint v2:[0-9a-f]{32} to the configuration of iam-passrole-wildcard\.$/,
        );
    });

    it("is blocked where it is attached, too, without a word of boundaries", () => {
        const attached = resource(attachment, "a", { role: "app", policyArn: arn });
        const [text = "", ...more] = evaluated(true, [policy, bounded, attached]);
        assert.match(text, /^iam-passrole-wildcard: /);
        assert.doesNotMatch(text, /boundary/);
        assert.deepEqual(more, []);
    });

    it("is still held to the grammar and the size of a policy", () => {
        const malformed = resource(policy.type, policy.name, { ...(policy.props as object), policy: "{" });
        const [text = ""] = evaluated(true, [malformed, bounded]);
        assert.match(text, /^iam-document-malformed: /);
        const [inPack = ""] = evaluated(false, [malformed, bounded]);
        assert.doesNotMatch(inPack, /boundary/);
    });

    it("is not confused with an inline policy", () => {
        const inline = resource("aws:iam/rolePolicy:RolePolicy", "inline", { role: "app", policy: passAll });
        assert.equal(evaluated(true, [policy, bounded, inline]).length, 1);
        assert.doesNotMatch(evaluated(false, [inline])[0] ?? "", /boundary/);
    });
});
