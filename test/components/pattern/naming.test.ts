import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { maxNameLength, physicalName, type NamingScope } from "../../../components/pattern/naming";
import { namingScope } from "../namingScopes";

const scope = namingScope("RunCommandAccess");
const kinds = Object.keys(maxNameLength) as (keyof typeof maxNameLength)[];

/** Any logical name: Pulumi accepts every string. */
const texts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
const identifiers = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,100}$/);

const identities: fc.Arbitrary<NamingScope> = fc.record({
    location: fc.record({
        partition: fc.constant("aws"),
        accountId: fc.constant("123456789012"),
        region: fc.constantFrom("eu-west-1", "us-east-1"),
    }),
    project: identifiers,
    stack: identifiers,
    component: fc.constantFrom("RunCommandAccess", "ManagedInstanceAccess"),
    name: fc.oneof(identifiers, texts),
    namePrefix: fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/), { nil: undefined }),
});

/** Everything that distinguishes one child from another, as AWS compares names. */
const identityOf = ({ project, stack, location, component, name, namePrefix }: NamingScope, child: string): string =>
    JSON.stringify([namePrefix ?? [project, stack], location.region, component, name, child]).toLowerCase();

describe("physical names", () => {
    it("are readable, and end in a hash", () => {
        assert.equal(physicalName(scope, "operator", "policy"), "acme-test-ops-operator-557f47c5");
        assert.match(
            physicalName({ ...scope, namePrefix: "platform" }, "operator", "policy"),
            /^platform-ops-operator-[0-9a-f]{8}$/,
        );
    });

    it("differ if only the boundaries between the parts differ", () => {
        const name = (project: string, stack: string): string =>
            physicalName({ ...scope, project, stack }, "role", "role");
        assert.notEqual(name("ssm-dev", "eu"), name("ssm", "dev-eu"));
        assert.notEqual(name("ssm", "dev-eu"), name("ssm-dev-eu", "x"));
        const child = (of: string, at: string): string => physicalName({ ...scope, name: of }, at, "role");
        assert.notEqual(child("a-b", "c"), child("a", "b-c"));
        assert.notEqual(
            physicalName({ ...scope, namePrefix: "acme" }, "role", "role"),
            physicalName({ ...scope, namePrefix: "acme-test" }, "role", "role"),
        );
    });

    it("differ by Region and component, because IAM is global", () => {
        const names = [
            scope,
            namingScope("RunCommandAccess", { region: "us-east-1" }),
            namingScope("ManagedInstanceAccess"),
        ].map((one) => physicalName(one, "role", "role"));
        assert.equal(new Set(names).size, 3);
    });

    it("are the same in every account and partition", () => {
        assert.equal(
            physicalName(
                namingScope("RunCommandAccess", { accountId: "210987654321", partition: "aws-cn" }),
                "role",
                "role",
            ),
            physicalName(scope, "role", "role"),
        );
    });

    it("do not change with project and stack if there is a prefix", () => {
        const prefixed = { ...scope, namePrefix: "platform" };
        assert.equal(
            physicalName({ ...prefixed, project: "new", stack: "prod" }, "role", "role"),
            physicalName(prefixed, "role", "role"),
        );
    });

    it("are valid for every kind, whatever the parts are", () => {
        fc.assert(
            fc.property(identities, fc.constantFrom(...kinds), identifiers, (one, kind, child) => {
                const name = physicalName(one, child, kind);
                assert.match(name, /^[A-Za-z0-9_-]+-[0-9a-f]{8}$/);
                assert.ok(name.length <= maxNameLength[kind], `${String(name.length)} characters`);
            }),
        );
    });

    it("are equal, ignoring case, exactly if their parts are", () => {
        fc.assert(
            fc.property(identities, identities, identifiers, identifiers, (one, other, child, otherChild) => {
                assert.equal(
                    physicalName(one, child, "policy").toLowerCase() ===
                        physicalName(other, otherChild, "policy").toLowerCase(),
                    identityOf(one, child) === identityOf(other, otherChild),
                );
            }),
        );
        assert.equal(
            physicalName({ ...scope, name: "OPS" }, "role", "role").toLowerCase(),
            physicalName(scope, "role", "role").toLowerCase(),
        );
    });
});
