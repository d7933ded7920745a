import * as pulumi from "@pulumi/pulumi";
import type { AwsLocation } from "../../components/pattern/location";
import { encryptedValuesIn } from "../config/encrypted";
import type { StackPlan } from "../plan/plan";
import { handOverStackPlan } from "../plan/planOfRun";
import { answer, getRole } from "./providerAnswers";
import { listen, type PreviewedResource, type PropertyDependencies } from "./registrations";

/** The result of a run of the program. */
export interface Preview {
    readonly stack: string;
    readonly resources: readonly PreviewedResource[];
    readonly dependencies: PropertyDependencies;
    readonly outputs: Readonly<Record<string, unknown>>;
    /** ARNs of existing roles, which are assumed to exist and to be suitable: reading them needs an AWS account. */
    readonly assumedRoles: readonly string[];
    /** Warnings that the program logged. */
    readonly warnings: readonly string[];
}

/** The parameters of a run without an engine. */
export interface Run {
    readonly project: string;
    readonly stack: string;
    readonly location: AwsLocation;
    /** The stack's config by full key, with encrypted values wrapped. */
    readonly config: Readonly<Record<string, unknown>>;
    /** ARNs of existing roles in the config, by name. */
    readonly existingRoles?: ReadonlyMap<string, string>;
    /** The locations of the providers that the config declares, by logical name. */
    readonly providerLocations?: ReadonlyMap<string, AwsLocation>;
    /** The plan of the stack, for a program that would plan the same. */
    readonly plan?: StackPlan;
}

/** Encodes config like Pulumi: text as is, everything else as JSON. */
const encodedConfig = (config: Run["config"]): readonly [values: Record<string, string>, secretKeys: string[]] => [
    Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    Object.entries(config).flatMap(([key, value]) => (encryptedValuesIn(value).length > 0 ? [key] : [])),
];

/** Rejects if the program fails, including unhandled rejections in callbacks that nothing awaits. */
const failOnUnhandledRejection = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    let reject: (reason: unknown) => void = () => undefined;
    const rejected = new Promise<never>((_, fail) => {
        reject = fail;
    });
    process.on("unhandledRejection", reject);
    try {
        return await Promise.race([work(), rejected]);
    } finally {
        process.off("unhandledRejection", reject);
    }
};

/** Collects warnings, which Pulumi writes to the terminal if there is no engine. */
const collectingWarnings = async (work: () => Promise<void>): Promise<readonly string[]> => {
    const warnings: string[] = [];
    const { warn } = pulumi.log;
    Reflect.set(pulumi.log, "warn", (message: string) => {
        warnings.push(message);
        return Promise.resolve();
    });
    try {
        await work();
    } finally {
        Reflect.set(pulumi.log, "warn", warn);
    }
    return warnings;
};

/** Runs a program like `pulumi preview`, but with mocks: it calls neither AWS nor an engine. */
export const runPreview = async (program: () => Promise<unknown>, run: Run): Promise<Preview> => {
    const assumedRoles = new Set<string>();

    await pulumi.runtime.setMocks(
        {
            // No computed outputs: values that depend on new resources stay unknown, as in a real preview.
            newResource: ({ inputs }) => ({ id: undefined, state: inputs as object }),
            call: (args) => {
                const result = answer(run, args);
                if (args.token === getRole) {
                    assumedRoles.add(String((result as { readonly arn: unknown }).arn));
                }
                return result;
            },
        },
        run.project,
        run.stack,
        true,
    );
    if (run.plan !== undefined) {
        handOverStackPlan(run.plan);
    }
    pulumi.runtime.setAllConfig(...encodedConfig(run.config));
    const registrations = listen(run);

    const warnings = await collectingWarnings(() =>
        failOnUnhandledRejection(async () => {
            let failure: { readonly reason: unknown } | undefined;
            await pulumi.runtime.runInPulumiStack(async () => {
                try {
                    return (await program()) as pulumi.Inputs;
                } catch (reason) {
                    failure = { reason };
                    return {};
                }
            });
            await pulumi.runtime.disconnect();
            await new Promise(setImmediate);
            if (failure !== undefined) {
                throw failure.reason;
            }
        }),
    );
    return {
        stack: run.stack,
        resources: registrations.resources(),
        dependencies: registrations.dependencies(),
        outputs: registrations.outputs(),
        assumedRoles: [...assumedRoles],
        warnings,
    };
};
