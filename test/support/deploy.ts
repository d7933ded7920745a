import * as pulumi from "@pulumi/pulumi";
import type { AwsLocation } from "../../components/pattern/location";
import { onRejection, takeRejections } from "./rejections";

/** A resource that the mocked engine was asked to create. */
export interface Made {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** `urn::id` of the explicit provider, where there is one. */
    readonly provider: string;
}

/** The location of the mocked provider, and the settings of the run. */
export interface Run {
    readonly location?: Partial<AwsLocation>;
    /** The locations of explicit providers, by name. */
    readonly providers?: Readonly<Record<string, Partial<AwsLocation>>>;
    readonly project?: string;
    readonly stack?: string;
    /** At preview there are no computed outputs: what depends on one of a new resource is unknown. */
    readonly preview?: boolean;
    /** Results of invokes other than those for the location, by token. An invoke without a result fails. */
    readonly answers?: Readonly<Record<string, pulumi.runtime.MockCallResult>>;
}

/** The default location of the tests. */
export const home: AwsLocation = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };

const secretKey = "4dabf18193072939515e22adb298388d";

/** Unwraps secrets, which mocked inputs contain as objects with this signature. */
const unwrapSecrets = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return value.map(unwrapSecrets);
    }
    if (typeof value !== "object" || value === null || pulumi.isUnknown(value)) {
        return value;
    }
    return secretKey in value && "value" in value
        ? unwrapSecrets(value.value)
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrapSecrets(inner)]));
};

/**
 * Runs a program on mocks. Resolves when everything is registered, sorted by name, with the tokens of the provider
 * functions it invoked; rejects if the program would fail.
 */
export const deploy = async <T>(
    program: () => T | Promise<T>,
    run: Run = {},
): Promise<{ result: T; made: readonly Made[]; invoked: readonly string[] }> => {
    const answer = (token: string, provider = ""): pulumi.runtime.MockCallResult | undefined => {
        const [, name = ""] = /::([^:]+)::[^:]*$/.exec(provider) ?? [];
        const { partition, accountId, region } = { ...home, ...run.location, ...run.providers?.[name] };
        const answers: Run["answers"] = {
            "aws:index/getPartition:getPartition": { partition },
            "aws:index/getCallerIdentity:getCallerIdentity": { accountId },
            "aws:index/getRegion:getRegion": { region },
            ...run.answers,
        };
        return answers[token];
    };
    const made: Made[] = [];
    const invoked: string[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs, provider }) => {
                made.push({ type, name, inputs: unwrapSecrets(inputs) as Made["inputs"], provider: provider ?? "" });
                // No computed outputs: a document that needs one is unknown, as at a real preview.
                return { id: run.preview === true ? undefined : `${name}-id`, state: inputs as object };
            },
            call: ({ token, provider }) => {
                invoked.push(token);
                return answer(token, provider) ?? Promise.reject(new Error(`no mock result for ${token}`));
            },
        },
        run.project ?? "acme",
        run.stack ?? "test",
        run.preview ?? false,
    );
    // Pulumi captures a stack trace for every promise; mapping each to its source takes half of the run time.
    const mapped: unknown = Reflect.get(Error, "prepareStackTrace");
    Reflect.set(Error, "prepareStackTrace", undefined);
    takeRejections();
    let stop = (): unknown => undefined;
    const failure = new Promise<never>((_, reject) => {
        stop = onRejection(reject as (reason: unknown) => void);
    });
    try {
        const drained = (async () => {
            const result = await program();
            await pulumi.runtime.disconnect();
            await new Promise(setImmediate);
            return result;
        })();
        const result = await Promise.race([drained, failure]);
        return {
            result,
            made: made.sort((a, b) => a.name.localeCompare(b.name) || a.type.localeCompare(b.type)),
            invoked: invoked.sort(),
        };
    } finally {
        Reflect.set(Error, "prepareStackTrace", mapped);
        stop();
        takeRejections();
    }
};

/** The resolved value of an output; undefined if it is unknown. Use it only after `deploy`. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
    new Promise((resolve) => {
        output.apply(resolve);
    });

/** Whether the value of an output is known. */
export const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
    (output as unknown as { readonly isKnown: Promise<boolean> }).isKnown;

/** Type and name of everything created. */
export const inventory = (made: readonly Made[]): readonly (readonly [type: string, name: string])[] =>
    made.map(({ type, name }) => [type, name]);

/** The parsed policy document in an input of a child. */
export const documentIn = (made: readonly Made[], name: string, property: string): unknown => {
    const text = made.find((child) => child.name === name && property in child.inputs)?.inputs[property];
    if (typeof text !== "string") {
        throw new Error(`${name} has no string at ${property}: ${JSON.stringify(text)}`);
    }
    return JSON.parse(text);
};
