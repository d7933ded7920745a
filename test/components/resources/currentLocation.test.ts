import { Provider } from "@pulumi/aws";
import * as assert from "node:assert/strict";
import { ParameterAccess, RunCommandAccess } from "../../../components";
import { deploy, documentIn } from "../../support/deploy";

const location = [
    "aws:index/getCallerIdentity:getCallerIdentity",
    "aws:index/getPartition:getPartition",
    "aws:index/getRegion:getRegion",
];
const grantees = { groups: ["ops"] };
const readers = { grantees, paths: ["/app"] };
const resources = (document: unknown): string =>
    JSON.stringify(document).replace(/[^]*?(arn:aws:ssm:[^/"]*)[^]*/, "$1");

describe("the location of a provider", () => {
    it("is requested once in a program, however many components it has", async () => {
        const { invoked } = await deploy(() => {
            for (const name of ["one", "two", "three"]) {
                new ParameterAccess(name, { readers });
                new RunCommandAccess(name, { reader: { grantees } });
            }
        });
        assert.deepEqual(invoked, location);
    });

    it("is requested once for each provider, and is that provider's", async () => {
        const { made, invoked } = await deploy(
            () => {
                const provider = new Provider("there", { region: "us-east-1" });
                for (const name of ["one", "two"]) {
                    new ParameterAccess(name, { readers });
                    new ParameterAccess(`${name}-there`, { readers }, { provider });
                }
            },
            { providers: { there: { accountId: "210987654321", region: "us-east-1" } } },
        );
        assert.deepEqual(invoked, [...location, ...location].sort());
        const policies = ["one", "two", "one-there", "two-there"].map((name) =>
            resources(documentIn(made, `${name}-readers`, "policy")),
        );
        const home = "arn:aws:ssm:eu-west-1:123456789012:parameter";
        const there = "arn:aws:ssm:us-east-1:210987654321:parameter";
        assert.deepEqual(policies, [home, home, there, there]);
    });

    it("is not shared by two programs in one process", async () => {
        const accounts = ["123456789012", "210987654321"];
        const policies: string[] = [];
        for (const accountId of accounts) {
            const { made, invoked } = await deploy(() => new ParameterAccess("one", { readers }), {
                location: { accountId },
            });
            assert.deepEqual(invoked, location);
            policies.push(resources(documentIn(made, "one-readers", "policy")));
        }
        assert.deepEqual(
            policies,
            accounts.map((accountId) => `arn:aws:ssm:eu-west-1:${accountId}:parameter`),
        );
    });

    it("takes the Region of a component, without a request of its own", async () => {
        const { made, invoked } = await deploy(() => {
            new ParameterAccess("one", { readers });
            new ParameterAccess("two", { readers, region: "eu-central-1" });
        });
        assert.deepEqual(invoked, location);
        assert.equal(
            resources(documentIn(made, "two-readers", "policy")),
            "arn:aws:ssm:eu-central-1:123456789012:parameter",
        );
    });
});
