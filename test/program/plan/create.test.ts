import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { createComponents } from "../../../program/plan/create";
import type { StackOutputs } from "../../../program/plan/outputs";
import { EncryptedValue } from "../../../program/config/encrypted";
import { planStack } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { deploy, documentIn, home, valueOf } from "../../support/deploy";

/** The resource options of a registration. */
interface RegisteredOptions {
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

const create = async (
    config: GivenConfig,
    stack = "test",
): Promise<{ readonly outputs: StackOutputs; readonly options: ReadonlyMap<string, RegisteredOptions> }> => {
    const options = new Map<string, RegisteredOptions>();
    const { result } = await deploy(
        () => {
            const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
            const register = monitor.registerResource.bind(monitor);
            monitor.registerResource = (request, callback) => {
                options.set(`${request.getType()} ${request.getName()}`, {
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
    return { outputs: result, options };
};

const images = { permissions: { ReadImages: { actions: ["ec2:DescribeImages"], resources: ["*"] } } };
const roleType = "aws:iam/role:Role";

describe("createComponents", () => {
    it("logs a warning on a component that has no effect next to another one", async () => {
        const warned: string[] = [];
        const { warn } = pulumi.log;
        Reflect.set(pulumi.log, "warn", (...given: readonly unknown[]) => {
            warned.push(...given.map(String));
            return Promise.resolve();
        });
        try {
            await create({ managedInstance: { web: {} }, defaultHostManagement: { ireland: {} } });
        } finally {
            Reflect.set(pulumi.log, "warn", warn);
        }
        const [message = ""] = warned;
        // An update does not end on the engine if a warning names the resource it is about.
        assert.equal(warned.length, 1);
        assert.match(
            message,
            /^ssm-access:defaultHostManagement\.ireland has no effect on instances with the instance profile of managedInstance\.web: .*\. Keep it if it is for other instances only, or remove managedInstance\.web\.$/,
        );
    });

    it("rejects an encrypted value that is invalid, without printing it", async () => {
        const managedPolicyArns = [new EncryptedValue("ssm-access:managedInstance.web", "hunter2", 1)];
        await assert.rejects(create({ managedInstance: { web: { managedPolicyArns } } }), (error: Error) => {
            assert.match(error.message, /"web"\.managedPolicyArns\[0\] is not the ARN of one managed policy/);
            assert.doesNotMatch(error.message, /hunter2/);
            return true;
        });
    });

    it("does not validate an encrypted value that it cannot read", async () => {
        const managedPolicyArns = [new EncryptedValue("ssm-access:managedInstance.web", undefined, 1).hidden()];
        const { options } = await create({ managedInstance: { web: { managedPolicyArns } } });
        assert.ok(options.has("aws:iam/rolePolicyAttachment:RolePolicyAttachment web-policy-0"));
    });

    it("writes the policies of a component for the location of its provider, if the plan is for another", async () => {
        const plan = planStack({ automation: { images } }, { project: "acme", stack: "test", location: home });
        const { made } = await deploy(() => createComponents(plan), { location: { accountId: "210987654321" } });
        assert.match(JSON.stringify(documentIn(made, "images", "assumeRolePolicy")), /210987654321/);
    });

    it("returns the outputs of the components, by pattern and name", async () => {
        const { outputs } = await create({ automation: { images } });
        const made = outputs.automation?.images ?? assert.fail("no output");
        assert.match(
            await valueOf(made.roleArn),
            /^arn:aws:iam::123456789012:role\/acme-test-images-assume-[0-9a-f]{8}$/,
        );
        assert.deepEqual(Object.keys(made).sort(), ["roleArn", "roleName"]);
    });

    it("protects only roles, in production stacks or if configured", async () => {
        const protectedIn = async (stack: string, config: GivenConfig): Promise<readonly string[]> =>
            [...(await create({ automation: { images }, ...config }, stack)).options].flatMap(
                ([name, { isProtected }]) => (isProtected ? [name] : []),
            );
        assert.deepEqual(await protectedIn("dev", {}), []);
        assert.deepEqual(await protectedIn("prod", {}), [`${roleType} images`]);
        assert.deepEqual(await protectedIn("prod", { protect: false }), []);
        assert.deepEqual(await protectedIn("dev", { protect: true }), [`${roleType} images`]);
    });

    it("creates everything with the provider of the assumed role", async () => {
        const assumeRoleArn = "arn:aws:iam::123456789012:role/deployer";
        const { options } = await create({ automation: { images }, assumeRoleArn });
        assert.ok(options.has("pulumi:providers:aws assumed"));
        assert.match(options.get(`${roleType} images`)?.provider ?? "", /pulumi:providers:aws::assumed::/);
    });

    it("creates a component after those it refers to", async () => {
        const { options } = await create({
            automation: { images },
            runCommand: {
                patching: { reader: { grantees: { roles: ["automation.images"] } } },
            },
        });
        const { dependsOn = [] } = options.get("ssm-access:index:RunCommandAccess patching") ?? {};
        assert.ok(
            dependsOn.some((urn) => urn.endsWith("::images")),
            dependsOn.join(),
        );
    });
});
