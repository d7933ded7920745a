import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { parse } from "yaml";
import { checkConstraints } from "../../../components/pattern/constraints";
import { ConfigError } from "../../../program/config/error";
import { PolicyViolationError } from "../../../program/plan/violationError";
import { planStack } from "../../../program/plan/plan";
import { home } from "../../support/deploy";

type Args = Readonly<Record<string, unknown>>;

const folder = join(__dirname, "../../../examples");

/** Every component of the example stacks. */
const instances = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /^[^/]+\/Pulumi\.[^/]+\.yaml$/.test(file))
    .flatMap((file) => {
        const { config } = parse(readFileSync(join(folder, file), "utf8")) as { readonly config: Args };
        return Object.entries(config)
            .map(([key, value]) => [key.replace("ssm-access:", ""), value] as const)
            .filter(
                ([key]) =>
                    /^[a-zA-Z]+$/.test(key) && !["tags", "namePrefix", "protect", "permissionsBoundary"].includes(key),
            )
            .flatMap(([key, all]) => Object.values(all as Args).map((args) => ({ key, args: args as Args })));
    });

/** A copy of the args without the properties for which `isDropped` is true. */
const without = (value: unknown, isDropped: () => boolean): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
              Object.entries(value)
                  .filter(() => !isDropped())
                  .map(([name, inner]: [string, unknown]) => [name, without(inner, isDropped)]),
          );

/** Further args that no example sets, which deployments and boundaries must cope with. */
const variations: Readonly<Record<string, Args>> = {
    automation: { functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:refresh:$LATEST"] },
    maintenanceWindow: { functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:refresh:$LATEST"] },
};

/** The number of pairs that planned without an issue. */
const planPair = (pair: readonly { readonly key: string; readonly args: Args }[]): boolean => {
    const config: Record<string, Record<string, unknown>> = {};
    pair.forEach(({ key, args }, i) => {
        config[key] = { ...config[key], [`c${String(i)}`]: args };
    });
    try {
        const { instances: planned } = planStack(config, { project: "acme", stack: "test", location: home });
        for (const { pattern, name, resolved } of planned) {
            assert.deepEqual(checkConstraints(pattern.constraints, resolved), [], name);
        }
        return true;
    } catch (error) {
        if (error instanceof ConfigError || error instanceof PolicyViolationError) {
            return false;
        }
        throw error;
    }
};

describe("a stack of two components of the examples", () => {
    it("plans or reports issues, with any of the optional args", () => {
        const planned = fc
            .sample(
                fc.tuple(
                    fc.integer({ min: 0, max: instances.length - 1 }),
                    fc.integer({ min: 0, max: instances.length - 1 }),
                    fc.infiniteStream(fc.integer({ min: 0, max: 7 })),
                    fc.boolean(),
                ),
                { numRuns: 400, seed: 20_26 },
            )
            .filter(([one, other, stream, isVaried]) => {
                const isDropped = (): boolean => stream.next().value === 0;
                return planPair(
                    [one, other].map((i) => {
                        const { key, args } = instances[i] ?? assert.fail();
                        return {
                            key,
                            args: { ...(without(args, isDropped) as Args), ...(isVaried ? variations[key] : {}) },
                        };
                    }),
                );
            });
        assert.ok(planned.length > 20, `only ${String(planned.length)} of 400 pairs had no issue`);
    });

    const images = { permissions: { Read: { actions: ["ec2:DescribeImages"], resources: ["*"] } } };
    const deployments = { key: "deployments", args: { pulumiDeployments: { organization: "acme" } } };
    for (const [kind, key, args] of [
        ["a function's $LATEST version", "automation", { ...images, ...variations.automation }],
        ["a window's $LATEST version", "maintenanceWindow", variations.maintenanceWindow],
        [
            "the default version of a runbook",
            "automationEvents",
            {
                rule: {
                    runbook: "Acme-Refresh",
                    assumeRoleArn: "arn:aws:iam::123456789012:role/images",
                    eventPattern: '{"source":["acme"]}',
                },
            },
        ],
    ] as const) {
        it(`deploys ${kind}`, () => {
            assert.equal(planPair([{ key, args: args ?? assert.fail() }, deployments]), true);
        });
    }
});
