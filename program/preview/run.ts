import * as pulumi from "@pulumi/pulumi";
import type { AwsLocation } from "../../components/pattern/location";
import { encryptedValuesIn } from "../config/encrypted";
import { answer, getRole } from "./providerAnswers";
import { listen, type PreviewedResource, type PropertyDependencies } from "./registrations";

/** What a run of the program asked for. */
export interface Preview {
    readonly stack: string;
    readonly resources: readonly PreviewedResource[];
    readonly dependencies: PropertyDependencies;
    readonly outputs: Readonly<Record<string, unknown>>;
    /** ARNs of existing roles, taken to be there and fit: only a run with an account can read them. */
    readonly assumedRoles: readonly string[];
    /** What the program warned of, as Pulumi would show it. */
    readonly warnings: readonly string[];
}

/** A run without an engine. */
export interface Run {
    readonly project: string;
    readonly stack: string;
    readonly location: AwsLocation;
    /** The stack's config by full key, encrypted values marked. */
    readonly config: Readonly<Record<string, unknown>>;
    /** ARNs of roles that the config says exist. */
    readonly existingRoles?: readonly string[];
}

/** Pulumi hands config over as texts, objects as JSON. */
const configured = (config: Run["config"]): readonly [values: Record<string, string>, secretKeys: string[]] => [
    Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    Object.entries(config).flatMap(([key, value]) => (encryptedValuesIn(value).length > 0 ? [key] : [])),
];

/** Fails as the program does, be it in a callback that nobody awaits. */
const unlessRejected = async <Result>(work: () => Promise<Result>): Promise<Result> => {
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

/** Without an engine Pulumi writes warnings to the terminal, in between whatever else is written there. */
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

/** Runs a program as `pulumi preview` does, but against mocks: nothing is asked of AWS, nothing of an engine. */
export const runPreview = async (program: () => Promise<unknown>, run: Run): Promise<Preview> => {
    const assumedRoles = new Set<string>();

    await pulumi.runtime.setMocks(
        {
            // No computed output: what needs one of a fresh resource is unknown, as it is at a real preview.
            newResource: ({ inputs }) => ({ id: undefined, state: inputs as object }),
            call: (asked) => {
                const answered = answer(run, asked);
                if (asked.token === getRole) {
                    assumedRoles.add(String((answered as { readonly arn: unknown }).arn));
                }
                return answered;
            },
        },
        run.project,
        run.stack,
        true,
    );
    pulumi.runtime.setAllConfig(...configured(run.config));
    const registrations = listen(run);

    const warnings = await collectingWarnings(() =>
        unlessRejected(async () => {
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
