import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { createComponents, type StackOutputs } from "../../../program/plan/create";
import { planStack } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { deploy, home, valueOf } from "../../support/deploy";

/** What Pulumi is told of each resource beside its inputs. */
interface Told {
    readonly isProtected: boolean;
    readonly provider: string;
    readonly dependsOn: readonly string[];
}

interface Registration {
    readonly getName: () => string;
    readonly getType: () => string;
    readonly getProtect: () => boolean | undefined;
    readonly getProvider: () => string;
    readonly getDependenciesList: () => readonly string[];
}

interface Monitor {
    registerResource: (request: Registration, callback: unknown) => Promise<void>;
}

const built = async (
    config: GivenConfig,
    stack = "test",
): Promise<{ readonly outputs: StackOutputs; readonly told: ReadonlyMap<string, Told> }> => {
    const told = new Map<string, Told>();
    const { result } = await deploy(
        () => {
            const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
            const register = monitor.registerResource.bind(monitor);
            monitor.registerResource = (request, callback) => {
                told.set(`${request.getType()} ${request.getName()}`, {
                    isProtected: request.getProtect() === true,
                    provider: request.getProvider(),
                    dependsOn: request.getDependenciesList(),
                });
                return register(request, callback);
            };
            return createComponents(planStack(config, { project: "acme", stack, location: home }));
        },
        { stack, preview: true },
    );
    return { outputs: result, told };
};

const images = { permissions: { ReadImages: { actions: ["ec2:DescribeImages"], resources: ["*"] } } };
const roleType = "aws:iam/role:Role";

describe("build", () => {
    it("warns on the component of what has no effect beside another one", async () => {
        const warned: string[] = [];
        const { warn } = pulumi.log;
        Reflect.set(pulumi.log, "warn", async (message: string, on: pulumi.Resource) => {
            warned.push(message, await valueOf(on.urn));
        });
        try {
            await built({ managedInstance: { web: {} }, defaultHostManagement: { ireland: {} } });
        } finally {
            Reflect.set(pulumi.log, "warn", warn);
        }
        const [message = "", urn = ""] = warned;
        assert.equal(warned.length, 2);
        assert.match(
            message,
            /^ssm-access:defaultHostManagement\.ireland has no effect on instances with the instance profile of managedInstance\.web: .*\. Leave as it is where only other instances are meant, or take managedInstance\.web away\.$/,
        );
        assert.match(urn, /::ssm-access:index:DefaultHostManagement::ireland$/);
    });

    it("hands out what the components do, by pattern and name", async () => {
        const { outputs } = await built({ automation: { images } });
        const made = outputs.automation?.images ?? assert.fail("no output");
        assert.match(
            await valueOf(made.roleArn),
            /^arn:aws:iam::123456789012:role\/acme-test-images-assume-[0-9a-f]{8}$/,
        );
        assert.deepEqual(Object.keys(made).sort(), ["roleArn", "roleName"]);
    });

    it("protects roles, and nothing else, in production or where the config says so", async () => {
        const protectedIn = async (stack: string, config: GivenConfig): Promise<readonly string[]> =>
            [...(await built({ automation: { images }, ...config }, stack)).told].flatMap(([name, { isProtected }]) =>
                isProtected ? [name] : [],
            );
        assert.deepEqual(await protectedIn("dev", {}), []);
        assert.deepEqual(await protectedIn("prod", {}), [`${roleType} images`]);
        assert.deepEqual(await protectedIn("prod", { protect: false }), []);
        assert.deepEqual(await protectedIn("dev", { protect: true }), [`${roleType} images`]);
    });

    it("makes everything with the provider of the assumed role", async () => {
        const assumeRoleArn = "arn:aws:iam::123456789012:role/deployer";
        const { told } = await built({ automation: { images }, assumeRoleArn });
        assert.ok(told.has("pulumi:providers:aws assumed"));
        assert.match(told.get(`${roleType} images`)?.provider ?? "", /pulumi:providers:aws::assumed::/);
    });

    it("makes a component after those it refers to", async () => {
        const { told } = await built({
            automation: { images },
            runCommand: {
                patching: { reader: { grantees: { roles: ["automation.images"] } } },
            },
        });
        const { dependsOn = [] } = told.get("ssm-access:index:RunCommandAccess patching") ?? {};
        assert.ok(
            dependsOn.some((urn) => urn.endsWith("::images")),
            dependsOn.join(),
        );
    });
});
